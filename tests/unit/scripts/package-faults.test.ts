import { describe, expect, it } from 'vitest';
import { faultsOf, LARGEST_BYTES, type Wanted } from '../../../scripts/package/faults.ts';
import type { Packed } from '../../../scripts/package/packed.ts';

const BINARY = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';
const GOOD: Packed = {
  files: new Map(
    [
      'package.json',
      'out/main/main.js',
      'out/preload/index.cjs',
      'out/renderer/index.html',
      'out/main/parts.cdx.json',
      'out/renderer/parts.cdx.json',
      'resources/icons/256x256.png',
      'node_modules/zod/index.js',
      'node_modules/better-sqlite3/lib/index.js',
      BINARY,
    ].map((path) => [path, 10]),
  ),
  unpacked: [BINARY],
  imported: new Set(['zod', 'better-sqlite3']),
  bytes: 100,
  fuses: new Map<string, boolean | null>([
    ['RunAsNode', false],
    ['OnlyLoadAppFromAsar', true],
    ['LoadBrowserProcessSpecificV8Snapshot', false],
  ]),
  asksForUpdates: false,
};
const WANTED: Wanted = {
  manifest: { dependencies: { zod: '1', 'better-sqlite3': '1' }, devDependencies: { react: '1' } },
  binaries: ['linux-x64'],
  fuses: { runAsNode: false, onlyLoadAppFromAsar: true },
  asksForUpdates: false,
};

const withFile = (path: string): Packed => ({ ...GOOD, files: new Map([...GOOD.files, [path, 10]]) });
const without = (path: string): Packed => ({
  ...GOOD,
  files: new Map([...GOOD.files].filter(([name]) => name !== path)),
});

describe('what is wrong with a package', () => {
  it('is nothing where it holds what runs and nothing else', () => {
    expect(faultsOf(GOOD, WANTED)).toEqual([]);
  });

  it.each<[string, Packed, string]>([
    ['a bundle is missing', without('out/preload/index.cjs'), 'out/preload/index.cjs is missing.'],
    [
      'nothing says what is in a bundle',
      without('out/renderer/parts.cdx.json'),
      'out/renderer/parts.cdx.json is missing.',
    ],
    ['the demo clinic is packed', withFile('out/demo/index.js'), 'out/demo/index.js is no part of it.'],
    [
      'a library is not packed',
      without('node_modules/zod/index.js'),
      'zod is asked for at run time and is not packed: it belongs to the dependencies.',
    ],
    [
      'what the program asks for is no dependency',
      { ...withFile('node_modules/pino/pino.js'), imported: new Set([...GOOD.imported, 'pino']) },
      'pino is asked for at run time and is not packed: it belongs to the dependencies.',
    ],
    [
      'a library is packed that nothing asks for',
      { ...GOOD, imported: new Set(['better-sqlite3']) },
      'zod is packed and nothing asks for it: it belongs to the devDependencies.',
    ],
    [
      "one of the window's libraries is packed",
      withFile('node_modules/react/index.js'),
      'react is packed, and is for building only.',
    ],
    [
      "another system's binary is packed",
      withFile('node_modules/better-sqlite3/prebuilds/win32-x64.node'),
      'node_modules/better-sqlite3/prebuilds/win32-x64.node is packed and is for another system.',
    ],
    [
      'the binary lies in the archive',
      { ...GOOD, unpacked: [] },
      `${BINARY} does not lie beside the archive, where the system could load it.`,
    ],
    [
      'code lies beside the archive',
      { ...GOOD, unpacked: [BINARY, 'out/main/main.js'] },
      'out/main/main.js lies beside the archive, where nothing vouches for it.',
    ],
    [
      'what is for makers of portals is packed',
      withFile('resources/fhir/README.md'),
      'resources/fhir/README.md is no part of it.',
    ],
    ['sources are packed', withFile('src-main/main.ts'), 'src-main/main.ts is no part of it.'],
    [
      'what the preview has compiled is packed',
      withFile('out/.compiled/v24/1f.cache'),
      'out/.compiled/v24/1f.cache is no part of it.',
    ],
    ['a source map is packed', withFile('out/main/main.js.map'), 'out/main/main.js.map is no part of it.'],
    [
      'it has grown',
      { ...GOOD, bytes: LARGEST_BYTES + 1 },
      `It holds ${LARGEST_BYTES + 1} bytes; more than ${LARGEST_BYTES} are to be looked at first.`,
    ],
    [
      'a fuse is as Electron delivers it',
      { ...GOOD, fuses: new Map([...GOOD.fuses, ['RunAsNode', true]]) },
      'The fuse RunAsNode is true, not false.',
    ],
    [
      'Electron no longer knows a fuse',
      { ...GOOD, fuses: new Map([...GOOD.fuses, ['OnlyLoadAppFromAsar', null]]) },
      'The fuse OnlyLoadAppFromAsar is null, not true.',
    ],
    [
      'it asks for updates',
      { ...GOOD, asksForUpdates: true },
      'It asks for updates, against what was wanted.',
    ],
  ])('is said when %s', (_when, packed, sentence) => {
    expect(faultsOf(packed, WANTED)).toEqual([sentence]);
  });
});
