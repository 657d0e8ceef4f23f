import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { readDraft, saveDraft } from '../../../src-main/db/queries/drafts.ts';
import { saveAssignment } from '../../../src-main/db/queries/naming.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import type { RequestCommand } from '../../../src-shared/domain/commands.ts';
import type { ScheduleCommand, ScheduleStatus } from '../../../src-shared/domain/schedule-command.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import { buildSlot, buildWords, NOW, OWN_START } from '../../support/domain.ts';
import {
  actor,
  type LocalDesk,
  openLocalDesk,
  rowsOf,
  seedAppointment,
  seedRequest,
} from '../../support/local-desk.ts';

const WORDS = buildWords();
const DAY_MS = 24 * HOUR_MS;
const said = (outbox_id: string, appointment_id: string, request_id: string | null = null) => ({
  outbox_id,
  appointment_id,
  request_id,
  at_ms: NOW,
  note_json: '{}',
});
/** Of a request and of its visit, each. */
const SAID = [
  said('refused', 'appointment-1', 'request-1'),
  said('refused on the schedule', 'appointment-1'),
];
const OTHER_SAID = said('refused elsewhere', 'other-visit');

/** Everything a decision may change, but the queue, the record and what only grows. */
const standing = ({ db }: LocalDesk) => ({
  appointments: rowsOf(db, 'appointment'),
  requests: rowsOf(db, 'request'),
  drafts: rowsOf(db, 'draft'),
  conflicts: rowsOf(db, 'conflict'),
});

/** Two visits of two patients; of the first, a request is open. Of both something is said, and something is typed. */
function deskOfTwo(options: Parameters<typeof openLocalDesk>[0] = {}): LocalDesk {
  const desk = openLocalDesk(options);
  seedAppointment(desk.db);
  seedAppointment(desk.db, {
    id: 'other-visit',
    uid: 'other-visit',
    patientId: 'patient-2',
    practitionerId: 'practitioner-2',
  });
  seedRequest(desk.db);
  const subjects = [
    'request/request-1',
    'appointment/appointment-1',
    'appointment/other-visit',
    'new-appointment',
  ];
  for (const subject of subjects)
    desk.db.run(
      qb.insertInto('draft').values({ subject, draft_json: '{"typed":"half a"}', updated_ms: NOW }),
    );
  desk.db.run(qb.insertInto('conflict').values([...SAID, OTHER_SAID]));
  return desk;
}

type Given =
  | { readonly on: 'schedule'; readonly command: ScheduleCommand }
  | { readonly on: 'request'; readonly command: RequestCommand };

const give = (desk: LocalDesk, given: Given) =>
  given.on === 'schedule'
    ? desk.decisions.decide({ on: 'schedule', command: given.command }, actor)
    : desk.decisions.decide({ on: 'request', id: 'request-1', command: given.command }, actor);

function made(desk: LocalDesk, given: Given): string {
  const decided = give(desk, given);
  if (!decided.ok || decided.value.outboxId === null) throw new Error(JSON.stringify(decided));
  return decided.value.outboxId;
}

const undo = (desk: LocalDesk, id: string) => desk.decisions.undo(id, actor);

const slot = fc
  .record({
    day: fc.integer({ min: 1, max: 3 }),
    hour: fc.integer({ min: 0, max: 2 }),
    practitionerId: fc.constantFrom('practitioner-1', 'practitioner-2'),
  })
  .map(({ day, hour, practitionerId }) =>
    buildSlot({ practitionerId, start: OWN_START + day * DAY_MS + hour * HOUR_MS }),
  );
const visit = fc.constantFrom('appointment-1', 'other-visit');
const override = { reason: 'Agreed' };
const given: fc.Arbitrary<Given> = fc.oneof(
  fc
    .oneof(
      fc
        .record({ patientId: fc.constantFrom('patient-1', 'patient-2'), slot })
        .map((one): ScheduleCommand => ({ ...one, type: 'book', message: '', notify: true, override })),
      fc
        .record({ appointmentId: visit, slot, notify: fc.boolean() })
        .map((one): ScheduleCommand => ({ ...one, type: 'update', words: WORDS, override })),
      fc
        .record({ appointmentId: visit, notify: fc.boolean() })
        .map((one): ScheduleCommand => ({ ...one, type: 'cancel-appointment', words: WORDS })),
      fc
        .record({
          appointmentId: visit,
          status: fc.constantFrom<ScheduleStatus>('booked', 'checked-in', 'completed', 'no-show'),
        })
        .map((one): ScheduleCommand => ({ ...one, type: 'set-status' })),
    )
    .map((command): Given => ({ on: 'schedule', command })),
  fc
    .oneof(
      fc.constantFrom<RequestCommand>(
        { type: 'approve' },
        { type: 'deny', words: WORDS },
        { type: 'withdraw-proposal' },
        { type: 'record-answer', answer: 'accepted' },
        { type: 'resend-email' },
      ),
      slot.map((where): RequestCommand => ({ type: 'propose', slots: [where], words: WORDS, override })),
    )
    .map((command): Given => ({ on: 'request', command })),
);

describe('several undos in a row, of requests and of the schedule', () => {
  test('the newest first: each leads exactly to what stood before it', () => {
    let undone = 0;
    fc.assert(
      fc.property(fc.array(given, { minLength: 2, maxLength: 6 }), (all) => {
        const desk = deskOfTwo({ inMemory: true });
        const decided: { id: string; before: ReturnType<typeof standing> }[] = [];
        for (const one of all) {
          const before = standing(desk);
          const result = give(desk, one);
          if (result.ok && result.value.outboxId !== null)
            decided.push({ id: result.value.outboxId, before });
          else expect(standing(desk)).toEqual(before);
        }
        for (const { id, before } of decided.toReversed()) {
          expect(undo(desk, id)).toEqual({ ok: true, value: null });
          expect(standing(desk)).toEqual(before);
          undone += 1;
        }
        expect(rowsOf(desk.db, 'mail').every(({ state }) => state === 'dropped')).toBe(true);
        expect(rowsOf(desk.db, 'call').every(({ state }) => state === 'dropped')).toBe(true);
      }),
      { numRuns: 40, seed: 11 },
    );
    expect(undone).toBeGreaterThan(40);
  });

  test('in any order: what is refused changes nothing, and in the end everything stands as before', () => {
    let refused = 0;
    const some = fc.record({
      all: fc.array(given, { minLength: 2, maxLength: 5 }),
      order: fc.array(fc.nat({ max: 4 }), { minLength: 2, maxLength: 5 }),
    });
    fc.assert(
      fc.property(some, ({ all, order }) => {
        const desk = deskOfTwo({ inMemory: true });
        const before = standing(desk);
        let left = all.flatMap((one) => {
          const result = give(desk, one);
          return result.ok && result.value.outboxId !== null ? [result.value.outboxId] : [];
        });
        // Somebody presses Undo on this and that, and then on the newest as often as there is one.
        for (const index of [...order, ...left.map(() => Number.MAX_SAFE_INTEGER)]) {
          const id = left[Math.min(index, left.length - 1)];
          if (id === undefined) break;
          const stood = standing(desk);
          const result = undo(desk, id);
          if (result.ok) left = left.filter((one) => one !== id);
          else {
            refused += 1;
            expect(['undo-too-late', 'undo-slot-taken']).toContain(result.error.code);
            expect(standing(desk)).toEqual(stood);
          }
        }
        expect(left).toEqual([]);
        expect(standing(desk)).toEqual(before);
      }),
      { numRuns: 40, seed: 12 },
    );
    expect(refused).toBeGreaterThan(5);
  });

  test('a time given away meanwhile is free again once that is taken back, and then the first can be taken back too', () => {
    const desk = deskOfTwo();
    const before = standing(desk);
    const moved = made(desk, {
      on: 'schedule',
      command: {
        type: 'update',
        appointmentId: 'appointment-1',
        slot: buildSlot(),
        words: WORDS,
        notify: true,
      },
    });
    const given = made(desk, {
      on: 'schedule',
      command: {
        type: 'update',
        appointmentId: 'other-visit',
        slot: buildSlot({ start: OWN_START }),
        words: WORDS,
        notify: true,
      },
    });
    expect(undo(desk, moved)).toEqual({ ok: false, error: { code: 'undo-slot-taken' } });
    expect(undo(desk, given)).toEqual({ ok: true, value: null });
    expect(undo(desk, moved)).toEqual({ ok: true, value: null });
    expect(standing(desk)).toEqual(before);
  });
});

describe('an undo takes back what its decision did, and nothing that was done beside it', () => {
  /** A request that waits for the patient, with an e-mail just sent again. */
  function resent() {
    const desk = deskOfTwo();
    made(desk, { on: 'request', command: { type: 'propose', slots: [buildSlot()], words: WORDS } });
    desk.db.run(qb.updateTable('mail').set({ state: 'sent', finished_ms: NOW }));
    desk.db.run(qb.insertInto('conflict').values(SAID));
    return { desk, id: made(desk, { on: 'request', command: { type: 'resend-email' } }) };
  }

  test('what was dismissed since does not come back', () => {
    const { desk, id } = resent();
    desk.db.run(qb.deleteFrom('conflict').where('appointment_id', '=', 'appointment-1'));
    expect(undo(desk, id)).toEqual({ ok: true, value: null });
    expect(rowsOf(desk.db, 'conflict')).toEqual([OTHER_SAID]);
  });

  test('what a decision took off the list comes back with it', () => {
    const desk = deskOfTwo();
    const id = made(desk, { on: 'request', command: { type: 'deny', words: WORDS } });
    expect(rowsOf(desk.db, 'conflict')).toEqual([OTHER_SAID]);
    expect(undo(desk, id)).toEqual({ ok: true, value: null });
    expect(rowsOf(desk.db, 'conflict')).toEqual(expect.arrayContaining([...SAID, OTHER_SAID]));
  });

  test('what was typed since stays', () => {
    const typed = {
      patientId: null,
      practitionerId: null,
      locationId: null,
      typeCode: null,
      date: '2026-12-01',
      time: '10:00',
      minutes: '30',
      reasonCode: '',
      otherReason: '',
      message: 'A newer word',
    };
    const proposed = deskOfTwo();
    const proposal = made(proposed, {
      on: 'request',
      command: { type: 'propose', slots: [buildSlot()], words: WORDS },
    });
    saveDraft(proposed.db, 'request/request-1', typed, actor.userId, NOW);
    expect(undo(proposed, proposal)).toEqual({ ok: true, value: null });
    expect(readDraft(proposed.db, 'request-1', actor.userId)).toEqual(typed);
    const { desk, id } = resent();
    saveDraft(desk.db, 'request/request-1', typed, actor.userId, NOW);
    saveDraft(desk.db, 'request/request-1', null, actor.userId, NOW);
    expect(undo(desk, id)).toEqual({ ok: true, value: null });
    expect(readDraft(desk.db, 'request-1', actor.userId)).toBeNull();
  });

  test('whom somebody has assigned since stays assigned', () => {
    const desk = openLocalDesk();
    seedAppointment(desk.db, { patientId: null });
    seedRequest(desk.db, { patientId: null });
    const id = made(desk, { on: 'request', command: { type: 'deny', words: WORDS } });
    desk.db.run(qb.updateTable('request').set({ patient_id: 'patient-1' }));
    saveAssignment(desk.db, 'request-1', 'patient-1');
    expect(undo(desk, id)).toEqual({ ok: true, value: null });
    expect(findRequest(desk.db, 'request-1')).toMatchObject({
      patientId: 'patient-1',
      status: { state: 'open' },
    });
  });
});
