import { describe, expect, it } from 'vitest';
import { createClock } from '../../../../src-renderer/api/clock.ts';
import {
  append,
  type Filters,
  keepUnchanged,
  readRows,
} from '../../../../src-renderer/features/requests/list/pages.ts';
import { rowAfter } from '../../../../src-renderer/features/requests/list/use-focus-after.ts';
import { historyDetail } from '../../../../src-shared/domain/history.ts';
import type { RequestListInput, RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { ok } from '../../../../src-shared/result.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { at, requestRow, ZONE } from './rows.ts';

const FILTERS: Filters = {
  view: 'inbox',
  practitionerId: null,
  kind: null,
  filter: 'all',
  search: '',
  sort: 'appointment',
};
const COUNTS = { inbox: 0, snoozed: 0, awaiting: 0, attention: 0, calls: 0, waitingToSync: 0 };
const rowsOf = (count: number): RequestRow[] =>
  Array.from({ length: count }, (_, n) => requestRow({ id: `r${n}` }));

/** A list of `count` requests that is read page by page, and the pages that were asked for. */
function listOf(count: number) {
  const asked: Pick<RequestListInput, 'cursor' | 'limit'>[] = [];
  const rows = rowsOf(count);
  return {
    asked,
    read: async ({ cursor, limit }: RequestListInput) => {
      asked.push({ cursor, limit });
      const from = Number(cursor ?? 0);
      const end = from + limit;
      return ok({
        rows: rows.slice(from, end),
        nextCursor: end < count ? String(end) : null,
        total: count,
        counts: COUNTS,
      });
    },
  };
}

describe('the pages of a list', () => {
  it('reads again as far as it was read before, in few steps', async () => {
    const list = listOf(2000);
    const result = await readRows(list.read, FILTERS, 450);
    expect(list.asked).toEqual([
      { cursor: null, limit: 200 },
      { cursor: '200', limit: 200 },
      { cursor: '400', limit: 50 },
    ]);
    expect(result).toMatchObject({ ok: true, value: { nextCursor: '450', total: 2000 } });
  });

  it('stops at the end', async () => {
    const list = listOf(3);
    const result = await readRows(list.read, FILTERS, 50);
    expect(result).toMatchObject({ ok: true, value: { nextCursor: null, total: 3 } });
    expect(list.asked).toHaveLength(1);
  });

  it('shows a row once that moved between two reads', () => {
    const [a, b, c] = rowsOf(3);
    if (a === undefined || b === undefined || c === undefined) throw new Error('three rows');
    const before = { rows: [a, b], nextCursor: '2', total: 3 };
    const after = append(before, { rows: [b, c], nextCursor: null, total: 3, counts: COUNTS });
    expect(after.rows.map(({ id }) => id)).toEqual(['r0', 'r1', 'r2']);
  });

  it('keeps the objects of rows in which nothing changed', () => {
    const before = rowsOf(2);
    const after = keepUnchanged(before, {
      rows: [requestRow({ id: 'r0' }), requestRow({ id: 'r1', mark: 'declined' })],
      nextCursor: null,
      total: 2,
    });
    expect(after.rows[0]).toBe(before[0]);
    expect(after.rows[1]).not.toBe(before[1]);
    expect(after.rows[1]?.mark).toBe('declined');
  });
});

describe('the row in focus', () => {
  const old = rowsOf(4);
  const without = (...ids: string[]) => old.filter((row) => !ids.includes(row.id));
  it.each<[string | null, string[], string | null]>([
    ['r1', ['r1'], 'r2'],
    ['r1', ['r1', 'r2'], 'r3'],
    ['r3', ['r3'], 'r2'],
    [null, [], 'r0'],
    ['r0', ['r0', 'r1', 'r2', 'r3'], null],
  ])('passes from %s, when %j leave, to %s', (lost, gone, heir) => {
    expect(rowAfter(lost, old, without(...gone))?.id ?? null).toBe(heir);
  });
});

describe('the chain of a request', () => {
  it.each([
    ['Thanksgiving', 'Booked on a closed day (Thanksgiving), because: Flu clinic'],
    [7, 'Booked on a closed day (Sunday), because: Flu clinic'],
    // As lines were written before weekdays were numbers.
    ['Sunday', 'Booked on a closed day (Sunday), because: Flu clinic'],
  ])('names the closed day that was booked: %s', (overrideClosedDay, line) => {
    const detail = historyDetail.parse({ overrideReason: 'Flu clinic', overrideOf: [], overrideClosedDay });
    const entry = {
      id: 1,
      at: 0,
      userName: 'Reception',
      deskName: '',
      kind: 'decided',
      detail,
      mailId: null,
    } as const;
    expect(t.history.historyLine(entry, { zone: ZONE, now: null }).lines).toEqual([line]);
  });

  it('says what, when, by whom, at which desk, and what was sent', () => {
    const entry = {
      id: 1,
      at: at('2026-11-23', '10:05'),
      userName: 'Reception',
      deskName: 'Front desk',
      kind: 'decided',
      detail: {
        command: 'propose',
        from: { start: at('2026-11-24', '09:00'), end: at('2026-11-24', '09:30') },
        to: { start: at('2026-11-26', '14:00'), end: at('2026-11-26', '14:30') },
        reason: 'Provider unavailable',
        message: 'Sorry.',
        overrideReason: 'Family visit',
        overrideOf: ['Daniel Reyes'],
      },
      mailId: null,
    } as const;
    expect(t.history.historyLine(entry, { zone: ZONE, now: at('2026-12-01', '09:00') })).toEqual({
      title: 'Proposed another time',
      lines: [
        'From Tue, Nov 24, 9:00 AM – 9:30 AM to Thu, Nov 26, 2:00 PM – 2:30 PM',
        'Reason: Provider unavailable',
        'Message: Sorry.',
        'Booked over Daniel Reyes, because: Family visit',
      ],
      by: 'Mon, Nov 23, 10:05 AM · Reception, Front desk',
    });
    // Read in another year, and on the record whenever it is read.
    for (const now of [at('2027-01-02', '09:00'), null])
      expect(t.history.historyLine(entry, { zone: ZONE, now })).toMatchObject({
        lines: expect.arrayContaining([
          'From Tue, Nov 24, 2026, 9:00 AM – 9:30 AM to Thu, Nov 26, 2026, 2:00 PM – 2:30 PM',
        ]),
        by: 'Mon, Nov 23, 2026, 10:05 AM · Reception, Front desk',
      });
  });
});

describe('the window’s clock', () => {
  it('goes on from what the main process said', () => {
    let machine = 1000;
    const clock = createClock(() => machine);
    clock.set(500_000);
    machine += 250;
    expect(clock.now()).toBe(500_250);
  });
});
