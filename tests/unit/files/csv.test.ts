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

describe('a table as CSV', () => {
  test.each(['=1+1', '+1 555', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\uff1d1', '=HYPERLINK("x","y")'])(
    'no spreadsheet runs %j',
    (cell) => {
      expect(read(csvText([[cell]]))).toEqual([[`'${cell}`]]);
    },
  );

  test('what it holds is read again, cell by cell, and none begins as a formula does', () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[=+\-@\t\r\n",' a]{0,6}$/));
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
          expect(
            there.map((line, row) => line.map((text, at) => text.slice(text === lines[row]?.[at] ? 0 : 1))),
          ).toEqual(lines);
        },
      ),
    );
  });
});
