import { describe, expect, it, test } from 'vitest';
import { manyCommand } from '../../../../src-renderer/features/requests/many/many-command.ts';
import type { NextSlot } from '../../../../src-shared/domain/next-slots.ts';
import type { RequestKind } from '../../../../src-shared/domain/request.ts';
import { asChosen } from '../../../../src-shared/ipc/chosen-request.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { at, requestRow } from './rows.ts';

const WORDS = { reasonCode: 'other', reasonText: 'Closed', message: 'Sorry.' };
const slot: NextSlot = {
  practitionerId: 'provider-1',
  start: at('2026-11-27', '10:00'),
  end: at('2026-11-27', '10:30'),
  reasons: [],
};
const kinds: readonly RequestKind[] = ['reschedule', 'cancel', 'new'];

describe('the command that an act gives', () => {
  test.each([
    ['approve', [{ type: 'approve' }, { type: 'approve', words: WORDS }, { type: 'approve' }]],
    [
      'deny',
      [
        { type: 'deny', words: WORDS },
        { type: 'keep', words: WORDS },
        { type: 'deny', words: WORDS },
      ],
    ],
    ['message', kinds.map(() => ({ type: 'message', message: 'Sorry.' }))],
  ] as const)('%s: as the request’s own button would', (act, commands) => {
    expect(kinds.map((kind) => manyCommand(act, requestRow({ kind }), WORDS, null))).toEqual(commands);
  });

  it('propose: the time found, with the kind of visit and the place that were asked for', () => {
    for (const kind of kinds) {
      const row = requestRow({ kind });
      const { locationId, type } = row.appointment;
      const { start, end, practitionerId } = slot;
      expect(manyCommand('propose', row, WORDS, slot)).toEqual({
        type: 'propose',
        words: WORDS,
        slots: [{ practitionerId, locationId, type, start, end }],
      });
      expect(manyCommand('propose', row, WORDS, null)).toBeNull();
    }
  });
});

it('a wish for a new appointment is its asker’s, while the appointment is nobody’s yet', () => {
  const row = requestRow({ kind: 'new' });
  const wish = { ...row, appointment: { ...row.appointment, patientId: null } };
  expect(asChosen(wish, 'approve', null).patientId).toBe(row.patient?.id);
});

test.each([
  [
    'approve',
    '2 visits move to the time asked for. 1 visit is cancelled. 3 new appointments are booked as asked for.',
  ],
  [
    'deny',
    '2 visits stay at the original time. 1 visit that was to be cancelled stays booked. 3 new appointments are not booked.',
  ],
  ['propose', '6 requests get a time of their own; the patients answer in the portal.'],
  ['message', 'Nothing is decided.'],
] as const)('%s of a mixed selection says what becomes of each kind', (act, said) => {
  const all = { reschedules: 2, cancellations: 1, bookings: 3, calls: 0 };
  expect(t.many.whatHappens(act, all)).toBe(`${said} Each patient gets an e-mail of their own.`);
});

it('one new appointment is one', () => {
  const one = { reschedules: 0, cancellations: 0, bookings: 1, calls: 1 };
  expect(t.many.whatHappens('approve', one)).toBe(
    '1 new appointment is booked as asked for. Each patient gets an e-mail of their own; 1 without an address goes on the Call list.',
  );
});
