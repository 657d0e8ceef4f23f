import { describe, expect, test } from 'vitest';
import { saveAppointment } from '../../../src-main/db/queries/appointments.ts';
import { saveBusyTimes } from '../../../src-main/db/queries/busy-times.ts';
import { saveFurtherProviders } from '../../../src-main/db/queries/further-providers.ts';
import type { SheetPrinter } from '../../../src-main/ports.ts';
import type { AbsenceAct, AbsenceState } from '../../../src-shared/domain/absence.ts';
import type { ReceptionistDecision } from '../../../src-shared/domain/decision.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import type { AbsenceView, AbsenceVisit } from '../../../src-shared/ipc/absence-views.ts';
import { err } from '../../../src-shared/result.ts';
import { buildAppointment, buildSlot, buildWords, HALF_HOUR, OWN_START } from '../../support/domain.ts';
import { openLocalCore } from '../../support/local-core.ts';
import { actor, rowsOf, seedAppointment, seedPeople, seedRequest } from '../../support/local-desk.ts';

const caller = { actor };
const SPAN = { practitionerId: 'practitioner-1', start: OWN_START, end: OWN_START + 8 * HOUR_MS };
const AFTER = OWN_START + 72 * HOUR_MS;

/** A desk at which Dr. Okafor is away for a day with four visits: of Ada Marsh, who has an e-mail address, and of Ben Ortiz. */
async function awayDesk() {
  const printed: string[] = [];
  const printer: SheetPrinter = {
    toPdf: async () => err('pdf-failed'),
    print: async (html) => {
      printed.push(html);
      return 'printed';
    },
  };
  const local = openLocalCore({ printer });
  const { db, core, clock } = local;
  seedPeople(db);
  for (const [nth, patientId] of [
    [1, 'patient-1'],
    [2, 'patient-2'],
    [3, 'patient-1'],
    [4, 'patient-2'],
  ] as const) {
    const start = OWN_START + nth * HOUR_MS;
    seedAppointment(db, { id: `visit-${nth}`, uid: `uid-${nth}`, patientId, start, end: start + HALF_HOUR });
  }
  const begun = await core.handlers['absences.begin'](SPAN, caller);
  if (!begun.ok) throw new Error(begun.error.code);
  const { id } = begun.value;
  const view = async (): Promise<AbsenceView> => {
    const read = await core.handlers['absences.get']({ id }, caller);
    if (!read.ok) throw new Error(read.error.code);
    return read.value;
  };
  const states = async (): Promise<Record<string, AbsenceState>> =>
    Object.fromEntries((await view()).visits.map((visit) => [visit.id, visit.state]));
  const visit = async (visitId: string): Promise<AbsenceVisit> => {
    const found = (await view()).visits.find((one) => one.id === visitId);
    if (found === undefined) throw new Error(`no ${visitId}`);
    return found;
  };
  const decide = (shown: AbsenceVisit, act: AbsenceAct, decision: ReceptionistDecision) =>
    core.handlers['absences.decide']({ id, visitId: shown.id, act, decision, shown: shown.shown }, caller);
  return { ...local, clock, id, view, visit, states, decide, printed };
}

const move = (appointmentId: string, start = AFTER): ReceptionistDecision => ({
  on: 'schedule',
  command: { type: 'update', appointmentId, slot: buildSlot({ start }), words: buildWords(), notify: true },
});
const cancel = (appointmentId: string): ReceptionistDecision => ({
  on: 'schedule',
  command: { type: 'cancel-appointment', appointmentId, words: buildWords(), notify: true },
});
const CHANGED = { ok: false, error: { code: 'changed-since-shown' } };

describe('the visits of a provider who is away', () => {
  test('are each a decision of its own, with its letter or call, and an undo that brings the visit back to do', async () => {
    const { core, db, visit, states, view, decide } = await awayDesk();
    expect((await view()).left).toBe(4);
    const moved = await decide(await visit('visit-1'), 'new-time', move('visit-1'));
    if (!moved.ok) throw new Error(moved.error.code);
    expect(await decide(await visit('visit-2'), 'cancel', cancel('visit-2'))).toMatchObject({ ok: true });
    expect(await states()).toEqual({
      'visit-1': 'moved',
      'visit-2': 'cancelled',
      'visit-3': 'to-do',
      'visit-4': 'to-do',
    });
    expect([rowsOf(db, 'mail').length, rowsOf(db, 'call').length]).toEqual([1, 1]);
    expect(await visit('visit-1')).toMatchObject({ by: actor.userName, to: { start: AFTER }, call: null });
    expect(await visit('visit-2')).toMatchObject({ by: actor.userName, to: null, call: 'open' });
    await core.handlers['decisions.undo']({ outboxId: moved.value.outboxId ?? '' }, caller);
    expect(await states()).toMatchObject({ 'visit-1': 'to-do', 'visit-2': 'cancelled' });
  });

  test('with a request of the patient are proposed another time, which waits for the patient', async () => {
    const { db, visit, states, decide } = await awayDesk();
    // Asks for a time at which the provider is away as well.
    seedRequest(db, {
      appointmentId: 'visit-1',
      requested: { start: OWN_START + 6 * HOUR_MS, end: OWN_START + 6 * HOUR_MS + HALF_HOUR },
      requestedStartText: null,
    });
    const shown = await visit('visit-1');
    expect(shown.why).toEqual({ 'new-time': null, cancel: null });
    // To move it outright would pass over what the patient asked.
    expect(await decide(shown, 'new-time', move('visit-1'))).toEqual(CHANGED);
    expect(
      await decide(shown, 'new-time', {
        on: 'request',
        id: 'request-1',
        command: { type: 'propose', slots: [buildSlot({ start: AFTER })], words: buildWords() },
      }),
    ).toMatchObject({ ok: true });
    expect(await states()).toMatchObject({ 'visit-1': 'proposed' });
    expect((await visit('visit-1')).to?.start).toBe(AFTER);
  });

  test('are decided only as they were shown, out of the absence, and as the act says', async () => {
    const { db, visit, decide } = await awayDesk();
    const shown = await visit('visit-1');
    expect(await decide(shown, 'new-time', move('visit-1', OWN_START + 5 * HOUR_MS))).toEqual(CHANGED);
    expect(await decide(shown, 'cancel', move('visit-1'))).toEqual(CHANGED);
    expect(await decide(shown, 'new-time', move('visit-2'))).toEqual(CHANGED);
    saveAppointment(
      db,
      buildAppointment({
        id: 'visit-1',
        uid: 'uid-1',
        start: OWN_START + HOUR_MS,
        end: OWN_START + 2 * HOUR_MS,
      }),
    );
    expect(await decide(shown, 'cancel', cancel('visit-1'))).toEqual(CHANGED);
    expect(rowsOf(db, 'outbox')).toEqual([]);
  });

  test('are listed as long as they were seen there once, and new ones show up', async () => {
    const { db, view, states } = await awayDesk();
    await view();
    const elsewhere = (nth: number, over: Parameters<typeof buildAppointment>[0]): void =>
      saveAppointment(db, buildAppointment({ id: `visit-${nth}`, uid: `uid-${nth}`, ...over }));
    elsewhere(1, { start: AFTER, end: AFTER + HALF_HOUR });
    elsewhere(2, { patientId: 'patient-2', status: 'cancelled' });
    elsewhere(3, { practitionerId: 'practitioner-2', start: OWN_START, end: OWN_START + HALF_HOUR });
    elsewhere(4, { status: 'no-show' });
    const start = OWN_START + 5 * HOUR_MS;
    seedAppointment(db, { id: 'visit-5', uid: 'uid-5', start, end: start + HALF_HOUR });
    expect(await states()).toEqual({
      'visit-1': 'moved-elsewhere',
      'visit-2': 'cancelled-elsewhere',
      'visit-3': 'moved-elsewhere',
      'visit-4': 'over',
      'visit-5': 'to-do',
    });
  });

  test('that somebody has to look at say so: Busy, with another provider, checked in, asked to be cancelled', async () => {
    const { db, view, decide, visit } = await awayDesk();
    saveBusyTimes(
      db,
      'hidden-1',
      [
        {
          practitionerId: 'practitioner-1',
          start: OWN_START + 5 * HOUR_MS,
          end: OWN_START + 6 * HOUR_MS,
        },
      ],
      [],
    );
    const other = seedAppointment(db, {
      id: 'visit-6',
      uid: 'uid-6',
      practitionerId: 'practitioner-2',
      start: OWN_START + 7 * HOUR_MS,
      end: OWN_START + 8 * HOUR_MS,
    });
    saveFurtherProviders(db, other, ['practitioner-1']);
    seedRequest(db, { appointmentId: 'visit-1', kind: 'cancel', requested: null, requestedStartText: null });
    const { left, visits } = await view();
    expect(left).toBe(6);
    expect(visits.map(({ id, why }) => [id.slice(0, 7), why.cancel])).toEqual([
      ['visit-1', 'The patient asks to cancel it: decide the request'],
      ['visit-2', null],
      ['visit-3', null],
      ['visit-4', null],
      ['busy:hi', 'It cannot be shown: see Needs attention'],
      ['busy:vi', 'Another provider’s visit, in which this one takes part: move it there'],
    ]);
    expect(await decide(await visit('visit-1'), 'cancel', cancel('visit-1'))).toEqual(CHANGED);
  });

  test('stand on paper with whom to call', async () => {
    const { core, clock, id, visit, decide, printed } = await awayDesk();
    await decide(await visit('visit-2'), 'cancel', cancel('visit-2'));
    const printing = Promise.resolve(core.handlers['absences.print']({ id }, caller));
    await clock.advance(0);
    expect(await printing).toEqual({ ok: true, value: { printed: true } });
    expect(printed[0]).toContain('Dr. Ruth Okafor is away');
    expect(printed[0]).toContain('Ben Ortiz');
    expect(printed[0]).toContain('Cancelled · Robin Field · on the Call list');
    expect(printed[0]).not.toMatch(/<script|https?:/);
  });
});

describe('an absence', () => {
  test('leads back from the list until it is closed, and is open again where it is begun again', async () => {
    const { core, id } = await awayDesk();
    const listed = async () => {
      const found = await core.handlers['absences.list'](undefined, caller);
      return found.ok ? found.value.map((one) => [one.id, one.left]) : [];
    };
    expect(await listed()).toEqual([[id, 4]]);
    await core.handlers['absences.end']({ id }, caller);
    expect(await listed()).toEqual([]);
    expect(await core.handlers['absences.begin'](SPAN, caller)).toEqual({ ok: true, value: { id } });
    expect(await listed()).toEqual([[id, 4]]);
  });

  test('that is past asks for nothing any more', async () => {
    const { core, clock, view } = await awayDesk();
    await view();
    await clock.advance(8 * 24 * HOUR_MS);
    expect(await core.handlers['absences.list'](undefined, caller)).toEqual({ ok: true, value: [] });
    expect((await view()).visits.map(({ state }) => state)).toEqual(['over', 'over', 'over', 'over']);
  });

  test.each([
    ['ends before it begins', { end: SPAN.start }],
    ['is past', { start: 0, end: 1 }],
    ['is longer than any leave', { end: SPAN.start + 500 * 24 * HOUR_MS }],
  ])('that %s is refused', async (_, over) => {
    const { core } = await awayDesk();
    expect(await core.handlers['absences.begin']({ ...SPAN, ...over }, caller)).toEqual({
      ok: false,
      error: { code: 'bad-input' },
    });
  });
});

test('while a provider is away nothing is offered then, and what is freed there is nobody’s', async () => {
  const { core, db, id, decide, visit } = await awayDesk();
  // Somebody waits for the very time of the first visit.
  seedAppointment(db, {
    id: 'waiting',
    uid: 'waiting',
    patientId: 'patient-2',
    start: AFTER,
    end: AFTER + HALF_HOUR,
  });
  const wanted = OWN_START + HOUR_MS;
  seedRequest(db, {
    appointmentId: 'waiting',
    patientId: 'patient-2',
    requested: { start: wanted, end: wanted + HALF_HOUR },
    requestedStartText: null,
  });
  expect(await decide(await visit('visit-1'), 'cancel', cancel('visit-1'))).toMatchObject({ ok: true });
  const offered = async () => {
    const next = await core.handlers['schedule.nextSlots'](
      {
        practitionerId: 'practitioner-1',
        patientId: null,
        minutes: 30,
        from: '2026-11-30',
        like: { original: wanted, requested: wanted },
        movingAppointmentId: null,
      },
      caller,
    );
    const free = await core.handlers['schedule.freeSlots'](
      { date: '2026-11-30', practitionerId: 'practitioner-1', minutes: 30, movingAppointmentId: null },
      caller,
    );
    const freed = await core.handlers['schedule.freedSlots'](undefined, caller);
    if (!next.ok || !free.ok || !freed.ok) throw new Error('refused');
    const within = (one: { start: number; end: number }) => one.start < SPAN.end && one.end > SPAN.start;
    return [next.value.filter(within).length, free.value.filter(within).length, freed.value.length];
  };
  expect(await offered()).toEqual([0, 0, 0]);
  await core.handlers['absences.end']({ id }, caller);
  for (const some of await offered()) expect(some).toBeGreaterThan(0);
});
