import { electronRuntime } from './electron.mjs';

/**
 * The Electron that tests can run the program in, or in a few words why there is none: then they are not run, and never
 * count as passed.
 * @param {{ node: string, env: NodeJS.ProcessEnv }} runtime
 * @returns {Promise<{ path: string } | { missing: string }>}
 */
export async function electronForTests(runtime) {
  if (process.platform === 'linux') {
    if (process.getuid?.() === 0) return { missing: 'it does not run as root' };
    if (!runtime.env.DISPLAY && !runtime.env.WAYLAND_DISPLAY)
      return { missing: 'there is no display (xvfb-run gives one)' };
  }
  const found = await electronRuntime(runtime);
  return 'path' in found ? found : { missing: found.missing.replace(/\.$/, '') };
}
