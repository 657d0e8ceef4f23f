import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint, isBuilt, markBuilt } from '../../../scripts/lib/build.mjs';
import { isInstalled } from '../../../scripts/lib/dependencies.mjs';

let root: string;
const write = (path: string, content: unknown): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reslot-setup-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('whether the dependencies are installed', () => {
  const zod = { version: '4.6.7', integrity: 'sha512-a' };
  const lock = { packages: { '': { name: 'reslot' }, 'node_modules/zod': zod } };
  const record = (packages: object): void => {
    write('node_modules/.package-lock.json', { packages });
    for (const path of Object.keys(packages)) write(`${path}/package.json`, {});
  };

  beforeEach(() => write('package-lock.json', lock));

  it('no, on a fresh clone', () => {
    expect(isInstalled(root)).toBe(false);
  });

  it('yes, once npm has recorded the very same packages', () => {
    record({ 'node_modules/zod': zod });
    expect(isInstalled(root)).toBe(true);
  });

  it('no, after the lock file has changed', () => {
    record({ 'node_modules/zod': { ...zod, version: '4.6.6' } });
    expect(isInstalled(root)).toBe(false);
    record({});
    expect(isInstalled(root)).toBe(false);
  });

  it('no, where somebody has taken a package away', () => {
    record({ 'node_modules/zod': zod });
    rmSync(join(root, 'node_modules/zod'), { recursive: true });
    expect(isInstalled(root)).toBe(false);
  });

  it('yes, without what is for other systems', () => {
    write('package-lock.json', {
      packages: { ...lock.packages, 'node_modules/@x/win32': { version: '1.0.0', optional: true } },
    });
    record({ 'node_modules/zod': zod });
    expect(isInstalled(root)).toBe(true);
  });
});

describe('the fingerprint of the sources', () => {
  beforeEach(() => {
    write('src-main/main.ts', 'export {};');
    write('src-shared/domain/a.ts', 'export const a = 1;');
    for (const file of ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']) {
      write(file, '{}');
    }
  });

  it('is the same while nothing has changed, whatever lies beside the sources', () => {
    const before = fingerprint(root);
    write('tests/unit/a.test.ts', 'x');
    write('out/main/main.js', 'x');
    expect(fingerprint(root)).toBe(before);
  });

  it.each([
    ['a changed file', 'src-shared/domain/a.ts'],
    ['a new file', 'src-renderer/main.tsx'],
    ['another configuration', 'electron.vite.config.ts'],
    ['other dependencies', 'package-lock.json'],
    ['variables for the build', '.env.local'],
  ])('changes with %s', (_name, path) => {
    const before = fingerprint(root);
    write(path, 'changed');
    expect(fingerprint(root)).not.toBe(before);
  });

  it('changes when a file moves', () => {
    const before = fingerprint(root);
    rmSync(join(root, 'src-shared/domain/a.ts'));
    write('src-shared/domain/b.ts', 'export const a = 1;');
    expect(fingerprint(root)).not.toBe(before);
  });

  it('changes when a piece moves from one file to the next', () => {
    write('src-main/a', 'one');
    write('src-main/b', 'two');
    const before = fingerprint(root);
    write('src-main/a', 'onetwo');
    write('src-main/b', '');
    expect(fingerprint(root)).not.toBe(before);
  });

  describe('and the bundles that were made of them', () => {
    const build = (content: string): void => write('out/main/main.js', content);
    const built = (content: string): void => {
      build(content);
      markBuilt(root, fingerprint(root));
    };

    it('are built once they are marked, whatever the clock and the dates of the files', () => {
      build('one');
      expect(isBuilt(root)).toBe(false);
      built('one');
      for (const file of ['src-main/main.ts', 'out/main/main.js', 'out/.sources'])
        utimesSync(join(root, file), new Date(0), new Date('2100-01-01'));
      expect(isBuilt(root)).toBe(true);
      write('out/.compiled/main', 'x');
      expect(isBuilt(root)).toBe(true);
    });

    it('are not, after a change', () => {
      built('one');
      write('src-main/main.ts', 'changed');
      expect(isBuilt(root)).toBe(false);
    });

    it('are not, once another branch was built past the mark and left again', () => {
      built('one');
      write('src-main/main.ts', 'of the other branch');
      build('two');
      write('src-main/main.ts', 'export {};');
      expect(isBuilt(root)).toBe(false);
      build('one');
      expect(isBuilt(root)).toBe(true);
    });

    it('are not, where a piece of them is missing', () => {
      built('one');
      rmSync(join(root, 'out/main/main.js'));
      expect(isBuilt(root)).toBe(false);
    });
  });
});
