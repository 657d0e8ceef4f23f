import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvText } from '../../../src-main/csv.ts';

/** Reads what RFC 4180 has, as a spreadsheet does. */
function read(text: string): string[][] {
  expect(text.startsWith('\ufeff')).toBe(true);
  const lines: string[][] = [];
  let rest = text.slice(1);
  let line: string[] = [];
  while (rest !== '') {
    const cell = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    if (cell === null) throw new Error(`Not a cell: ${rest.slice(0, 40)}`);
    line.push(cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '');
    rest = rest.slice(cell[0].length);
    if (cell[3] === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

/** The cells as Excel finds them where the system's language has a comma within numbers: a quote counts at a cell's beginning alone. */
const partedAtSemicolons = (text: string): string[] =>
  [...text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|)([^;\t\r\n]*)(?:[;\t\r\n]|$)/g)].map(
    ([, quoted = '', rest = '']) => quoted.replaceAll('""', '"') + rest,
  );

describe('a table as CSV', () => {
  test.each(['=1+1', '+1 555', '-2', '@SUM(A1)', '\t1', '\r1', '\n1', '\uff1d1', '=HYPERLINK("x","y")'])(
    'no spreadsheet runs %j',
    (cell) => {
      expect(read(csvText([[cell]]))).toEqual([[`'${cell}`]]);
    },
  );

  test.each([
    ['late;=1+1', "late;'=1+1"],
    ['late;"=1+1;"', 'late;\'"=1+1;"'],
    ['late\n=1+1\nsorry', "late\n'=1+1\nsorry"],
    ['late\t@SUM(A1)', "late\t'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['late; then -2, or a=b', 'late; then -2, or a=b'],
  ])('nor one that parts cells at semicolons: %j', (cell, written) => {
    expect(read(csvText([[cell]]))).toEqual([[written]]);
    expect(
      partedAtSemicolons(csvText([['Cancel', cell, 'x']])).filter((text) => /^[=+\-@]/.test(text)),
    ).toEqual([]);
  });

  test('what it holds is read again, cell by cell, and none begins as a formula does', () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[=+\-@\t\r\n";,' a]{0,6}$/));
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 4 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }),
          ),
        (lines) => {
          const there = read(csvText(lines));
          expect(there.flat().filter((text) => /^[=+\-@\t\r\n]/.test(text))).toEqual([]);
          expect(partedAtSemicolons(csvText(lines)).filter((text) => /^[=+\-@]/.test(text))).toEqual([]);
          const withoutApostrophes = (all: readonly (readonly string[])[]) =>
            all.map((line) => line.map((text) => text.replaceAll("'", '')));
          expect(withoutApostrophes(there)).toEqual(withoutApostrophes(lines));
        },
      ),
    );
  });
});
