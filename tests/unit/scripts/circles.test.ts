import { expect, test } from 'vitest';
import { between, circlesIn } from '../../../scripts/house-rules/circles.ts';
import { isIn, readTable, roomOf } from '../../../scripts/house-rules/rooms.ts';

const graph = (imports: Readonly<Record<string, readonly string[]>>): Map<string, Set<string>> =>
  new Map(Object.entries(imports).map(([file, targets]) => [file, new Set(targets)]));

test('files that import each other are a circle, however long the way round', () => {
  expect(circlesIn(graph({ a: ['b', 'd'], b: ['c'], c: ['a'], d: ['e'], e: [] }))).toEqual([['a', 'b', 'c']]);
  expect(circlesIn(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toEqual([]);
  expect(circlesIn(graph({ a: ['b'], b: ['a'], c: ['d', 'a'], d: ['c'] })).sort()).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('folders are in a circle where no files are', () => {
  const files = graph({
    'src-main/mail/a.ts': ['src-main/db/b.ts'],
    'src-main/db/b.ts': [],
    'src-main/db/c.ts': ['src-main/mail/d.ts'],
    'src-main/mail/d.ts': [],
  });
  expect(circlesIn(files)).toEqual([]);
  expect(circlesIn(between(files, roomOf))).toEqual([['src-main/db', 'src-main/mail']]);
});

test('each feature is a room of its own, and so is a file at the top', () => {
  expect(
    [
      'src-main/features/calls/deep/a.ts',
      'src-main/db/queries/a.ts',
      'src-main/core.ts',
      'src-demo/portal/a.ts',
    ].map(roomOf),
  ).toEqual(['src-main/features/calls', 'src-main/db', 'src-main/core.ts', 'src-demo']);
});

test('the table is read by what stands between backticks', () => {
  const table =
    '# A\n\n| folder | what | may import |\n|---|---|---|\n| `a`, `b` | the `c` | `d`, `Node` |\n\n| no | row |\n';
  expect(readTable(table)).toEqual([{ folders: ['a', 'b'], mayImport: ['d', 'Node'] }]);
});

test('an entry names what is below it, or with a star only what lies directly in it', () => {
  expect([
    isIn('a/b/c.ts', 'a/b'),
    isIn('a/bc.ts', 'a/b'),
    isIn('a/b.ts', 'a/*'),
    isIn('a/b/c.ts', 'a/*'),
  ]).toEqual([true, false, true, false]);
});
