import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARD_PAGE, readCard } from '../../../../src-renderer/features/patients/card-lists.ts';
import { markedParts } from '../../../../src-renderer/features/patients/marked-parts.ts';
import { nextActive } from '../../../../src-renderer/features/patients/next-active.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../../../src-shared/ipc/contract.ts';
import type { CommandName } from '../../../../src-shared/ipc/names.ts';
import { err, ok, type Result } from '../../../../src-shared/result.ts';
import { appointmentView } from '../requests/rows.ts';

const marked = (text: string, typed: string): string =>
  markedParts(text, typed)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('');

describe('what matches is marked', () => {
  test.each([
    ['José Núñez', 'jose nu', '[José] [Nú]ñez'],
    ['José Núñez', 'NÚÑEZ', 'José [Núñez]'],
    ['Jose\u0301 Marsh', 'jose', '[Jose\u0301] Marsh'],
    ["Máiréad O'Brien-Smith", "o'br smi", "Máiréad [O]'[Br]ien-[Smi]th"],
    ['Ada Marsh', 'a ad', '[Ad]a Marsh'],
    ['Ada Marsh', '3/14/1980', 'Ada Marsh'],
    ['Ada Marsh', '', 'Ada Marsh'],
    ['山田 花子', '山', '[山]田 花子'],
    ['', 'ada', ''],
    ['Eva Weiß', 'weiss', 'Eva [Weiß]'],
    ['Eva Weiß', 'weis', 'Eva [Weiß]'],
    ['Eva Weiß', 'wei', 'Eva [Wei]ß'],
    ['Ægir Sørensen', 'aeg soer', '[Æg]ir [Sør]ensen'],
    ['Jürgen Müller', 'mueller jur', '[Jür]gen [Müller]'],
    ['Gina D’Angelo', 'dang', 'Gina [D]’[Ang]elo'],
    ['Gina D’Angelo', 'd angelo', 'Gina [D]’[Angelo]'],
    ['María García-López', 'garcialo', 'María [García]-[Ló]pez'],
    ['Ian MacDonald', 'mac donald', 'Ian [MacDonald]'],
    ['山田花子', '花', '山田[花]子'],
    ['Ｙａｍａｄａ', 'yam', '[Ｙａｍ]ａｄａ'],
    ['İsmail Işık', 'isi', 'İsmail [Işı]k'],
  ])('%s for %s', (text, typed, expected) => {
    expect(marked(text, typed)).toBe(expected);
  });

  test('and nothing of the text is lost, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, typed) => {
        expect(
          markedParts(text, typed)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
      { seed: 5 },
    );
  });
});

test('the keys move through those found, and stop at both ends', () => {
  const ids = ['a', 'b', 'c'];
  expect(nextActive(ids, null, 'ArrowDown')).toBe('a');
  expect(nextActive(ids, 'a', 'ArrowDown')).toBe('b');
  expect(nextActive(ids, 'c', 'ArrowDown')).toBe('c');
  expect(nextActive(ids, null, 'ArrowUp')).toBe('c');
  expect(nextActive(ids, 'a', 'ArrowUp')).toBe('a');
  expect(nextActive(ids, 'a', 'PageDown')).toBe('c');
  expect(nextActive(ids, 'c', 'PageUp')).toBe('a');
  expect(nextActive(ids, 'a', 'x')).toBeNull();
  expect(nextActive([], null, 'ArrowDown')).toBeNull();
  expect(nextActive([], null, 'ArrowUp')).toBeNull();
});

describe('a card read anew', () => {
  const appointments = Array.from({ length: 25 }, (_, index) => appointmentView({ id: `a-${index}` }));
  const patient = {
    id: 'p',
    name: 'P',
    birthDate: null,
    phone: null,
    email: null,
    portalAccess: true,
    standing: null,
  };
  const page = (from: number, limit: number) => ({
    rows: appointments.slice(from, from + limit),
    nextCursor: from + limit < appointments.length ? String(from + limit) : null,
  });
  const none = { rows: [], nextCursor: null };

  function desk(refuse: CommandName | null = null) {
    const asked: unknown[] = [];
    const answers = (name: CommandName, input: unknown): unknown => {
      const { limit, cursor } = input as { limit: number; cursor?: string };
      if (name === 'patients.card') return { patient, upcoming: none, past: page(0, limit), requests: none };
      return page(Number(cursor), limit);
    };
    const invoke = async <N extends CommandName>(
      name: N,
      input: CommandInput<N>,
    ): Promise<Result<CommandOutput<N>, AppError>> => {
      asked.push([name, input]);
      return name === refuse ? err({ code: 'internal' }) : ok(answers(name, input) as CommandOutput<N>);
    };
    return { asked, invoke };
  }

  test('at first one page of each list, with one question', async () => {
    const { asked, invoke } = desk();
    const read = await readCard(invoke, 'p', { upcoming: CARD_PAGE, past: CARD_PAGE, requests: CARD_PAGE });
    expect(asked).toEqual([['patients.card', { id: 'p', limit: 10 }]]);
    expect(read).toEqual(ok({ patient, upcoming: none, past: page(0, 10), requests: none }));
  });

  test('then as far as it was shown, and to its end', async () => {
    const { asked, invoke } = desk();
    const read = await readCard(invoke, 'p', { upcoming: 20, past: 30, requests: 10 });
    expect(asked.slice(1)).toEqual([
      ['patients.appointments', { id: 'p', when: 'past', cursor: '10', limit: 20 }],
    ]);
    expect(read).toEqual(
      ok({ patient, upcoming: none, past: { rows: appointments, nextCursor: null }, requests: none }),
    );
  });

  test('and a refusal of any page is a refusal', async () => {
    const { invoke } = desk('patients.appointments');
    expect(await readCard(invoke, 'p', { upcoming: 10, past: 20, requests: 10 })).toEqual(
      err({ code: 'internal' }),
    );
  });
});
