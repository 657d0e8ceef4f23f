import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  makePrivateDirectory,
  makePrivateFile,
  tightenDirectory,
  tightenFile,
  writePrivateFile,
} from '../../../src-main/private-files.ts';

let directory: string;
let umask: number;
beforeEach(() => {
  umask = process.umask();
  directory = mkdtempSync(join(tmpdir(), 'reslot-private-'));
});
afterEach(() => {
  process.umask(umask);
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true, force: true });
});

const modeOf = (path: string): string => (statSync(path).mode & 0o7777).toString(8);
const at = (name: string): string => join(directory, name);

describe.skipIf(process.platform === 'win32')('files and directories of the program', () => {
  it.each([0o000, 0o022, 0o077, 0o277])('are this user’s alone with the umask %o', (mask) => {
    process.umask(mask);
    makePrivateDirectory(at('a/b'));
    makePrivateFile(at('a/b/made'));
    writePrivateFile(at('a/b/written'), 'x');
    process.umask(umask);
    expect([at('a'), at('a/b'), at('a/b/made'), at('a/b/written')].map(modeOf)).toEqual([
      '700',
      '700',
      '600',
      '600',
    ]);
  });

  it.each([0o644, 0o666, 0o640, 0o777])('that are there with mode %o become so', (mode) => {
    for (const name of ['made', 'written', 'there']) {
      writeFileSync(at(name), 'old');
      chmodSync(at(name), mode);
    }
    makePrivateFile(at('made'));
    writePrivateFile(at('written'), 'new');
    tightenFile(at('there'));
    expect(['made', 'written', 'there'].map((name) => modeOf(at(name)))).toEqual(['600', '600', '600']);
    expect([readFileSync(at('made'), 'utf8'), readFileSync(at('written'), 'utf8')]).toEqual(['old', 'new']);
    chmodSync(directory, 0o777);
    expect(tightenDirectory(directory)).toBe('private');
    expect(modeOf(directory)).toBe('700');
  });

  it('what is for others, too, stays: home, what is above it, a directory with the sticky bit', () => {
    const above = at('home');
    const home = join(above, 'me');
    const shared = at('shared');
    for (const path of [above, home, shared]) mkdirSync(path);
    vi.stubEnv('HOME', home);
    for (const path of [above, home]) chmodSync(path, 0o755);
    chmodSync(shared, 0o1777);
    for (const path of [above, home, shared]) tightenDirectory(path);
    expect([above, home, shared].map(modeOf)).toEqual(['755', '755', '1777']);
    const below = join(home, 'reslot');
    mkdirSync(below);
    chmodSync(below, 0o755);
    tightenDirectory(below);
    expect(modeOf(below)).toBe('700');
  });

  it('no link is followed', () => {
    const target = at('target');
    writeFileSync(target, 'somebody’s');
    chmodSync(target, 0o644);
    for (const name of ['written', 'written.new', 'made', 'there']) symlinkSync(target, at(name));
    writePrivateFile(at('written'), 'new');
    makePrivateFile(at('made'));
    tightenFile(at('there'));
    expect([readFileSync(target, 'utf8'), modeOf(target)]).toEqual(['somebody’s', '644']);
    expect([readFileSync(at('written'), 'utf8'), lstatSync(at('written')).isSymbolicLink()]).toEqual([
      'new',
      false,
    ]);

    symlinkSync(at('nowhere'), at('dangling'));
    makePrivateFile(at('dangling'));
    writePrivateFile(at('dangling'), 'x');
    expect(existsSync(at('nowhere'))).toBe(false);
  });

  it('one that cannot be written leaves nothing behind, and the old one as it was', () => {
    mkdirSync(at('busy'));
    writeFileSync(join(at('busy'), 'x'), '');
    expect(() => writePrivateFile(at('busy'), 'new')).toThrow();
    expect(() => writePrivateFile(join(at('none'), 'file'), 'new')).toThrow('ENOENT');
    expect(readdirSync(directory)).toEqual(['busy']);
  });

  it.runIf(process.getuid?.() === 0)('another user’s are told, not changed', () => {
    const [file, folder] = [at('theirs'), at('their-folder')];
    writeFileSync(file, '');
    mkdirSync(folder);
    for (const path of [file, folder]) {
      chownSync(path, 4343, 4343);
      chmodSync(path, 0o777);
    }
    // As somebody who is neither root nor the owner sees it.
    vi.spyOn(process, 'getuid').mockReturnValue(4242);
    const seen = [tightenFile(file), tightenDirectory(folder)];
    vi.restoreAllMocks();
    expect([seen, modeOf(file), modeOf(folder)]).toEqual([['foreign', 'foreign'], '777', '777']);
  });
});
