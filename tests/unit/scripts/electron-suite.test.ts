import { afterEach, describe, expect, it, vi } from 'vitest';
import { electronForTests } from '../../../scripts/lib/electron-suite.mjs';

afterEach(() => vi.restoreAllMocks());

const on = (platform: NodeJS.Platform, user: number): void => {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
  if (process.getuid) vi.spyOn(process, 'getuid').mockReturnValue(user);
};
const asked = (env: NodeJS.ProcessEnv) => electronForTests({ node: process.execPath, env });

describe('the Electron that tests run in', () => {
  it.runIf(process.getuid)('is none for root, who gets no sandbox', async () => {
    on('linux', 0);
    expect(await asked({ DISPLAY: ':0' })).toEqual({ missing: 'it does not run as root' });
  });

  it.runIf(process.getuid)('is none without a display', async () => {
    on('linux', 1000);
    expect(await asked({ DISPLAY: '', WAYLAND_DISPLAY: '' })).toEqual({
      missing: 'there is no display (xvfb-run gives one)',
    });
  });

  it.each<[NodeJS.Platform, NodeJS.ProcessEnv]>([
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }],
    ['darwin', {}],
  ])('is otherwise the one that is there, or why there is none: %s', async (platform, env) => {
    on(platform, 1000);
    expect(await asked({ ...env, ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' })).toEqual({
      missing: expect.stringContaining('/nowhere'),
    });
  });
});
