import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporalRuntime } from '../../../scripts/lib/node-runtime.mjs';
import { binaryIn, forThisSystem, NODE_26 } from '../../../scripts/lib/pinned-nodes.mjs';

let directory: string;
let brought: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-temporal-'));
  const pinned = forThisSystem(NODE_26);
  if (pinned === undefined) throw new Error('npm has no Node for this system');
  brought = binaryIn(directory, pinned);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A stand-in for Node that says what the global `Temporal` is, and can do nothing else. */
function fakeNode(path: string, temporal: 'object' | 'undefined'): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n[ "$1" = --print ] && [ "$2" = 'typeof Temporal' ] && echo ${temporal}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('the Node that the tests on native Temporal run on', () => {
  it('is the one that is there anyway, where that has it', async () => {
    const runtime = { node: fakeNode(join(directory, 'node'), 'object'), env: {} };
    expect(await temporalRuntime(runtime, { directory })).toBe(runtime);
  });

  it('is the one that was brought before, and leads on the path', async () => {
    const node = fakeNode(join(directory, 'node'), 'undefined');
    fakeNode(brought, 'object');
    expect(await temporalRuntime({ node, env: { PATH: '/usr/bin' } }, { directory })).toEqual({
      node: brought,
      env: { PATH: `${dirname(brought)}${delimiter}/usr/bin` },
    });
  });

  it.each([
    ['none', null],
    ['one without it', 'undefined' as const],
  ])('is not to be had where npm brings %s', async (_name, temporal) => {
    const node = fakeNode(join(directory, 'node'), 'undefined');
    if (temporal) fakeNode(brought, temporal);
    const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    // No npm is found there, or one that runs on what cannot run it.
    const found = await temporalRuntime({ node, env: { PATH: directory } }, { directory });
    said.mockRestore();
    expect(found).toBeNull();
  });
});
