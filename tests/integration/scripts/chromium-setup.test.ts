import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureChromium } from '../../../scripts/lib/chromium-setup.mjs';

let bin: string;
let record: string;

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'reslot-apt-'));
  record = join(bin, 'record');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(bin, { recursive: true, force: true });
});

/** Puts a program on the PATH, which notes how it was called. */
function fake(name: string, ...lines: readonly string[]): void {
  const path = join(bin, name);
  writeFileSync(path, ['#!/bin/sh', `echo "${name} $*" >>'${record}'`, ...lines, ''].join('\n'));
  chmodSync(path, 0o755);
}
const apt = (...lines: readonly string[]): void =>
  fake(
    'apt-get',
    'if [ "$1" = --version ]; then exit 0; fi',
    'if [ "$DEBIAN_FRONTEND" != noninteractive ]; then exit 3; fi',
    ...lines,
  );
const installs = 'if [ "$1" = install ]; then touch "$0.done"; fi';

const called = (): string[] =>
  existsSync(record)
    ? readFileSync(record, 'utf8')
        .trim()
        .split('\n')
        .filter((line) => line !== 'apt-get --version')
    : [];

const ensure = ({ uid = 1000, env = {} }: { uid?: number; env?: NodeJS.ProcessEnv } = {}) =>
  ensureChromium({
    find: () => (existsSync(join(bin, 'apt-get.done')) ? '/usr/bin/chromium' : null),
    env: { PATH: `${bin}:/usr/bin:/bin`, ...env },
    uid,
  });

const INSTALLED = ['apt-get update', 'apt-get install -y --no-install-recommends chromium'];

describe.skipIf(process.platform === 'win32')('Chromium is installed where nobody has to be asked', () => {
  it('by root', async () => {
    apt(installs);
    expect(await ensure({ uid: 0 })).toBe(true);
    expect(called()).toEqual(INSTALLED);
    // It is there now.
    expect(await ensure({ uid: 0 })).toBe(true);
    expect(called()).toEqual(INSTALLED);
  });

  it('by sudo that wants no password', async () => {
    apt(installs);
    fake('sudo', 'if [ "$1" != -n ]; then exit 4; fi', 'shift', 'exec "$@"');
    expect(await ensure()).toBe(true);
    expect(called().filter((line) => line.startsWith('apt-get'))).toEqual(INSTALLED);
  });

  it('and not by one that wants one', async () => {
    apt(installs);
    fake('sudo', 'exit 1');
    expect(await ensure()).toBe(false);
    expect(called()).toEqual(['sudo -n true']);
  });

  it('nor in the place of one that CHROMIUM names', async () => {
    apt(installs);
    expect(await ensure({ uid: 0, env: { CHROMIUM: '/nowhere/chromium' } })).toBe(false);
    expect(called()).toEqual([]);
  });

  it('nor on a system without apt', async () => {
    expect(await ensure({ uid: 0, env: { PATH: bin } })).toBe(false);
  });

  it('and where apt fails, or brings nothing to run, there is none', async () => {
    apt('exit 100');
    expect(await ensure({ uid: 0 })).toBe(false);
    expect(called()).toEqual(['apt-get update']);
    apt();
    expect(await ensure({ uid: 0 })).toBe(false);
  });
});
