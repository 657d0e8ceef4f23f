import fc from 'fast-check';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import type { Override, RequestCommand } from '../../../src-shared/domain/commands.ts';
import type { VisitSlot } from '../../../src-shared/domain/request.ts';
import { SCHEDULE_STATUSES, type ScheduleCommand } from '../../../src-shared/domain/schedule-command.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { Result } from '../../../src-shared/result.ts';
import { at, buildAppointment, buildRequest, buildSlot, buildWords } from '../../support/domain.ts';
import {
  actor,
  type LocalDesk,
  openLocalDesk,
  seedAppointment,
  seedRequest,
} from '../../support/local-desk.ts';
import { allAppointments, type Warning, watchOverlaps } from '../../support/unwarned-overlaps.ts';

/** A narrow schedule, so that everything is in everything's way: two providers, two patients, few starts. */
const STARTS = [
  // This morning: patients come, or do not.
  at('2026-11-23', '10:00'),
  // Later, so that proposals can wait, and run out. The practice closes at 17:00, and on Saturdays.
  at('2026-12-01', '09:00'),
  at('2026-12-01', '09:15'),
  at('2026-12-01', '09:30'),
  at('2026-12-01', '16:45'),
  at('2026-12-05', '09:00'),
];
const PROVIDERS = ['practitioner-1', 'practitioner-2'];
const PATIENTS = ['patient-1', 'patient-2'];

const slots: fc.Arbitrary<VisitSlot> = fc
  .record({
    practitionerId: fc.constantFrom(...PROVIDERS),
    start: fc.constantFrom(...STARTS),
    minutes: fc.constantFrom(15, 30, 60),
  })
  .map(({ practitionerId, start, minutes }) =>
    buildSlot({ practitionerId, start, end: start + minutes * MINUTE_MS }),
  );

/** Which of those that are there, whatever their number. */
const which = fc.nat({ max: 30 });
const words = buildWords();

const scheduleSteps = fc.oneof(
  fc.record({ do: fc.constant('book' as const), patientId: fc.constantFrom(...PATIENTS), slot: slots }),
  fc.record({ do: fc.constant('move' as const), which, slot: slots }),
  fc.record({ do: fc.constant('cancel' as const), which }),
  fc.record({ do: fc.constant('status' as const), which, status: fc.constantFrom(...SCHEDULE_STATUSES) }),
);

const requestCommands: fc.Arbitrary<RequestCommand> = fc.oneof(
  fc.constantFrom<RequestCommand>(
    { type: 'approve', words },
    { type: 'deny', words },
    { type: 'keep', words },
    { type: 'cancel-appointment', words },
    { type: 'withdraw-proposal' },
    { type: 'record-answer', answer: 'accepted' },
    { type: 'record-answer', answer: 'declined' },
    { type: 'assign-patient', patientId: 'patient-2' },
  ),
  slots.map((slot): RequestCommand => ({ type: 'propose', slots: [slot], words })),
  slots.map((slot): RequestCommand => ({ type: 'update', slot })),
);

const steps = fc.oneof(
  { weight: 12, arbitrary: scheduleSteps },
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constant('decide' as const), which, command: requestCommands }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      which,
      start: fc.option(fc.constantFrom(...STARTS)),
      matched: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('patient' as const),
      which,
      says: fc.constantFrom('accepted' as const, 'declined' as const, 'withdraws' as const),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('undo' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 1000, 1000, 9000, 9000, HOUR_MS),
    }),
  },
  // The proposals of next week run out.
  { weight: 1, arbitrary: fc.constant({ do: 'wait' as const, ms: 6 * 24 * HOUR_MS }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);
type Step = typeof steps extends fc.Arbitrary<infer S> ? S : never;

const REASON = 'Both know of it';

/** Only what chooses a time can be overridden. */
function withOverride(command: RequestCommand, override: Override | undefined): RequestCommand {
  const { type } = command;
  return type === 'approve' || type === 'propose' || type === 'update' ? { ...command, override } : command;
}

/** A desk, and somebody who does one thing after another there; refusals are part of the day. */
function openBusyDesk(portalConfigured: boolean, overriding: boolean) {
  const desk = openLocalDesk({ portalConfigured, inMemory: true });
  let decisions = desk.decisions;
  const overlaps = watchOverlaps(desk.db);
  let asked = 0;

  /** Tried without an override first; what is refused for its time is done with one, or left. */
  function attempt(act: (override: Override | undefined) => Result<unknown, AppError>): Warning | null {
    const first = act(undefined);
    if (first.ok || first.error.code !== 'time-conflict' || !overriding) return null;
    const conflict = first.error.conflict;
    expect(act({ reason: REASON }).ok).toBe(true);
    return { appointmentIds: conflict?.appointmentIds ?? [], reason: REASON };
  }

  const schedule = (command: ScheduleCommand): Warning | null =>
    attempt((override) =>
      decisions.decide(
        {
          on: 'schedule',
          command: command.type === 'cancel-appointment' ? command : { ...command, override },
        },
        actor,
      ),
    );

  const pick = <T>(from: readonly T[], index: number): T | undefined =>
    from[index % Math.max(1, from.length)];
  const appointmentAt = (index: number) =>
    pick(
      allAppointments(desk.db).filter(({ status }) => status !== 'cancelled'),
      index,
    );
  const requestIdAt = (index: number): string | undefined =>
    pick(
      desk.db.all(qb.selectFrom('request').select('id').where('state', '<>', 'resolved').orderBy('id')),
      index,
    )?.id;

  async function take(step: Step): Promise<Warning | null> {
    switch (step.do) {
      case 'book':
        return schedule({ ...step, type: 'book', message: '', notify: true });
      case 'move':
      case 'cancel':
      case 'status': {
        const appointmentId = appointmentAt(step.which)?.id;
        if (appointmentId === undefined) return null;
        if (step.do === 'status') return schedule({ type: 'set-status', appointmentId, status: step.status });
        const base = { appointmentId, words, notify: true };
        return step.do === 'move'
          ? schedule({ ...base, type: 'update', slot: step.slot })
          : schedule({ ...base, type: 'cancel-appointment' });
      }
      case 'decide': {
        const id = requestIdAt(step.which);
        return id === undefined
          ? null
          : attempt((override) =>
              decisions.decide(
                { on: 'request', id: id, command: withOverride(step.command, override) },
                actor,
              ),
            );
      }
      case 'ask':
        ask(step);
        return null;
      case 'patient':
        patient(step);
        return null;
      case 'undo': {
        const held = desk.db.all(
          qb.selectFrom('outbox').select('id').where('state', '=', 'held').orderBy('seq', 'desc'),
        );
        const one = pick(held, step.which);
        if (one) decisions.undo(one.id, actor);
        return null;
      }
      case 'wait':
        await desk.clock.advance(step.ms);
        return null;
      case 'restart':
        decisions = desk.restart();
        return null;
    }
  }

  /** A patient asks in the portal; the newer request takes the place of an older one. */
  function ask({ which: index, start, matched }: Extract<Step, { do: 'ask' }>): void {
    const appointment = appointmentAt(index);
    if (appointment?.status !== 'booked') return;
    asked += 1;
    const id = `request-${asked}`;
    const older = desk.db.all(
      qb
        .selectFrom('request')
        .select('id')
        .where('appointment_id', '=', appointment.id)
        .where('state', '<>', 'resolved'),
    );
    seedRequest(desk.db, {
      ...buildRequest({ kind: start === null ? 'cancel' : 'reschedule' }),
      id,
      appointmentId: appointment.id,
      patientId: matched ? appointment.patientId : null,
      requested: start === null ? null : { start, end: start + 30 * MINUTE_MS },
      authoredAt: desk.clock.now(),
    });
    for (const one of older) decisions.automate(one.id, { type: 'supersede', byRequestId: id });
    if (start === null) decisions.automate(id, { type: 'apply-policy' });
  }

  function patient({ which: index, says }: Extract<Step, { do: 'patient' }>): void {
    const id = requestIdAt(index);
    const status = id === undefined ? undefined : findRequest(desk.db, id)?.status;
    if (id === undefined || status === undefined) return;
    if (says === 'withdraws') decisions.automate(id, { type: 'patient-withdraws' });
    else if (status.state === 'awaiting-patient')
      decisions.automate(id, {
        type: 'patient-answer',
        answer: says,
        proposalAppointmentId: status.proposal.appointmentIds[0] ?? '',
      });
  }

  return { desk, overlaps, take };
}

/** Two booked visits of two patients, apart from each other. */
function seed({ db }: LocalDesk): void {
  seedAppointment(db, { start: at('2026-11-23', '11:00'), end: at('2026-11-23', '11:30') });
  seedAppointment(db, {
    ...buildAppointment(),
    id: 'appointment-2',
    uid: 'uid-2',
    patientId: 'patient-2',
    start: at('2026-12-02', '09:00'),
    end: at('2026-12-02', '10:00'),
  });
}

test('nothing that is done at one desk ever leaves an overlap that nobody was warned of', async () => {
  let warnings = 0;
  let done = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.boolean(),
      fc.array(steps, { minLength: 30, maxLength: 60 }),
      async (portal, overriding, day) => {
        const { desk, overlaps, take } = openBusyDesk(portal, overriding);
        seed(desk);
        for (const [index, step] of day.entries()) {
          const warning = await take(step);
          overlaps.look(`step ${index} (${JSON.stringify(step)})`, warning);
        }
        warnings += overlaps.count();
        done += desk.db.all(qb.selectFrom('outbox').select('id')).length;
      },
    ),
    { numRuns: 100 },
  );
  // The days were busy ones.
  expect(done).toBeGreaterThan(300);
  expect(warnings).toBeGreaterThan(10);
}, 120_000);

test('decisions taken back out of their order do not meet at one time', async () => {
  const { desk, overlaps, take } = openBusyDesk(true, false);
  seed(desk);
  const [, second] = allAppointments(desk.db);
  if (second === undefined) throw new Error('two visits');
  const slot = buildSlot({ start: second.start, end: second.end });
  const away = buildSlot({ start: at('2026-12-02', '14:00'), end: at('2026-12-02', '15:00') });
  // The second gives its time up, the first takes it and leaves it again; the second takes its own back, then the first.
  const day: Step[] = [
    { do: 'cancel', which: 1 },
    { do: 'move', which: 0, slot },
    { do: 'move', which: 0, slot: away },
    { do: 'undo', which: 2 },
    { do: 'undo', which: 0 },
  ];
  for (const step of day) overlaps.look(JSON.stringify(step), await take(step));
  const [one, other] = allAppointments(desk.db);
  expect([one?.start, other?.status]).toEqual([away.start, 'booked']);
});
