import { describe, expect, test } from 'vitest';
import type { Db } from '../../../src-main/db/db.ts';
import { saveAppointment } from '../../../src-main/db/queries/appointments.ts';
import { saveRequest } from '../../../src-main/db/queries/requests.ts';
import { findFreedSlots } from '../../../src-main/features/schedule/freed-slots.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { ScheduleCommand } from '../../../src-shared/domain/schedule-command.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import { contract } from '../../../src-shared/ipc/contract.ts';
import {
  ASKED_START,
  buildAppointment,
  buildRequest,
  buildSlot,
  buildWords,
  HALF_HOUR,
  NOW,
} from '../../support/domain.ts';
import {
  actor,
  type LocalDesk,
  openLocalDesk,
  seedAppointment,
  seedPeople,
  seedRequest,
  temporaryDatabase,
} from '../../support/local-desk.ts';
import { scansOf, statementsOf } from '../../support/query-plan.ts';

const FREED = {
  id: 'freed',
  uid: 'freed',
  patientId: 'patient-2',
  start: ASKED_START,
  end: ASKED_START + HALF_HOUR,
};

/** Ben's visit stands at the very time that the first patient asks for; his request to cancel it is approved at `NOW`. */
function clinic(): Db {
  const { db } = temporaryDatabase();
  seedPeople(db);
  seedAppointment(db);
  seedRequest(db);
  seedAppointment(db, FREED);
  approveCancellation(db);
  return db;
}

const cancellation = () =>
  buildRequest({
    id: 'request-cancel',
    kind: 'cancel',
    appointmentId: 'freed',
    patientId: 'patient-2',
    requested: null,
  });

function approveCancellation(db: Db): void {
  saveAppointment(db, buildAppointment({ ...FREED, status: 'cancelled' }));
  saveRequest(
    db,
    { ...cancellation(), status: { state: 'resolved', outcome: 'approved', reason: null } },
    NOW,
  );
}

const found = (db: Db, now: number = NOW) =>
  contract['schedule.freedSlots'].output.parse(findFreedSlots(db, now, defaultRules));

test('a wish about a visit that has been cancelled meanwhile is not offered anything', () => {
  const db = clinic();
  saveAppointment(db, buildAppointment({ status: 'cancelled' }));
  expect(found(db)).toEqual([]);
});

test('a slot that a decision freed is offered to the request it suits, by what the database holds', () => {
  const db = clinic();
  expect(found(db)).toEqual([
    {
      appointmentId: 'freed',
      practitionerId: 'practitioner-1',
      practitionerName: 'Dr. Ruth Okafor',
      start: ASKED_START,
      end: ASKED_START + HALF_HOUR,
      suits: [{ requestId: buildRequest().id, patientName: 'Ada Marsh', requested: ASKED_START }],
    },
  ]);
});

test('not when the decision is undone, the slot is booked, the wish decided, the patient busy, or time has passed', () => {
  const db = clinic();
  saveAppointment(db, buildAppointment(FREED));
  expect(found(db)).toEqual([]);
  approveCancellation(db);
  expect(found(db)).toHaveLength(1);

  const busy = buildAppointment({ ...FREED, id: 'busy', uid: 'busy' });
  saveAppointment(db, busy);
  expect(found(db)).toEqual([]);
  saveAppointment(db, { ...busy, practitionerId: 'practitioner-2', patientId: 'patient-1' });
  expect(found(db)).toEqual([]);
  saveAppointment(db, { ...busy, status: 'cancelled' });
  expect(found(db)).toHaveLength(1);

  expect(found(db, NOW + 47 * HOUR_MS)).toHaveLength(1);
  expect(found(db, NOW + 49 * HOUR_MS)).toEqual([]);
  saveRequest(db, { ...buildRequest(), status: { state: 'resolved', outcome: 'denied', reason: null } }, NOW);
  expect(found(db)).toEqual([]);
});

describe('on the schedule itself, where no request is about the appointment', () => {
  function desk(): LocalDesk {
    const local = openLocalDesk();
    seedAppointment(local.db);
    seedRequest(local.db);
    seedAppointment(local.db, FREED);
    return local;
  }

  function decided({ decisions }: LocalDesk, command: ScheduleCommand): string {
    const receipt = decisions.decide({ on: 'schedule', command: command }, actor);
    if (!receipt.ok || receipt.value.outboxId === null) throw new Error('not decided');
    return receipt.value.outboxId;
  }

  const cancel: ScheduleCommand = {
    type: 'cancel-appointment',
    appointmentId: 'freed',
    words: buildWords(),
    notify: false,
  };
  const moveTo = (start: number): ScheduleCommand => ({
    type: 'update',
    appointmentId: 'freed',
    slot: buildSlot({ start, end: start + HALF_HOUR }),
    words: buildWords(),
    notify: false,
  });
  const offered = [
    expect.objectContaining({
      appointmentId: 'freed',
      start: ASKED_START,
      suits: [{ requestId: buildRequest().id, patientName: 'Ada Marsh', requested: ASKED_START }],
    }),
  ];

  test('what a cancellation freed is offered, until it is undone', () => {
    const local = desk();
    const outboxId = decided(local, cancel);
    expect(found(local.db)).toEqual(offered);
    expect(found(local.db, NOW + 49 * HOUR_MS)).toEqual([]);
    expect(local.decisions.undo(outboxId, actor)).toMatchObject({ ok: true });
    expect(found(local.db)).toEqual([]);
  });

  test('what a move freed is offered; not while it reaches into the old time, or is there again', () => {
    const local = desk();
    decided(local, moveTo(ASKED_START + HALF_HOUR / 2));
    expect(found(local.db)).toEqual([]);
    decided(local, moveTo(ASKED_START + HALF_HOUR));
    expect(found(local.db)).toEqual(offered);
    decided(local, moveTo(ASKED_START));
    expect(found(local.db).map(({ start }) => start)).toEqual([ASKED_START + HALF_HOUR]);
  });
});

test('are found by indexes', () => {
  const db = clinic();
  const statements = statementsOf(db, (recording) => findFreedSlots(recording, NOW, defaultRules));
  expect(statements.length).toBeGreaterThan(3);
  expect(statements.flatMap((statement) => scansOf(db, statement))).toEqual([]);
});
