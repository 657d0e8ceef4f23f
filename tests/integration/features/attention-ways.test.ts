import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { deleteAppointment } from '../../../src-main/db/queries/appointments.ts';
import { noteDoubleBooking } from '../../../src-main/db/queries/double-bookings.ts';
import { writeSheetFailure } from '../../../src-main/db/queries/sheet-failure.ts';
import { quarantine } from '../../../src-main/sync/quarantine.ts';
import type { AppointmentStatus } from '../../../src-shared/domain/appointment.ts';
import type { AttentionWay } from '../../../src-shared/domain/attention-ways.ts';
import { DEFAULT_SHEET } from '../../../src-shared/domain/downtime-sheet.ts';
import type { RequestKind, RequestStatus } from '../../../src-shared/domain/request.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import { contract } from '../../../src-shared/ipc/contract.ts';
import { buildSlot, buildTentative, buildWords, NOW, ORIGINAL_ID, proposal } from '../../support/domain.ts';
import { type LocalCore, openLocalCore } from '../../support/local-core.ts';
import { actor, seedAppointment, seedPeople, seedRequest } from '../../support/local-desk.ts';

const caller = { actor };

/** How the request of the items stands by now; `null`: it is not at this desk any more. */
const REQUESTS: Readonly<Record<string, RequestStatus | null>> = {
  open: { state: 'open', mark: null },
  'given back unanswered': { state: 'open', mark: 'no-answer' },
  'awaiting the patient': { state: 'awaiting-patient', proposal },
  withdrawn: { state: 'resolved', outcome: 'withdrawn', reason: null },
  superseded: { state: 'resolved', outcome: 'superseded', reason: null },
  'closed elsewhere': { state: 'resolved', outcome: 'closed-elsewhere', reason: null },
  gone: null,
};

interface Visit {
  readonly status: AppointmentStatus;
  readonly start: number;
}
/** How the visit they are about stands by now; `null`: it has left the schedule. */
const VISITS: Readonly<Record<string, Visit | null>> = {
  upcoming: { status: 'booked', start: buildSlot().start },
  'moved since': { status: 'booked', start: buildSlot().start + HOUR_MS },
  past: { status: 'booked', start: NOW - 49 * HOUR_MS },
  missed: { status: 'no-show', start: NOW - 49 * HOUR_MS },
  cancelled: { status: 'cancelled', start: buildSlot().start },
  gone: null,
};

const PATIENTS = ['their own', 'nobody', 'unknown here'] as const;

const states = Object.keys(REQUESTS).flatMap((request, index) =>
  Object.keys(VISITS).map((visit, other) => ({
    request,
    visit,
    /** Whether a portal and a mail server are set up. The portal is never reached: the desk is offline. */
    setUp: (index + Math.floor(other / 2)) % 2 === 0,
    patient: PATIENTS[(index + other) % PATIENTS.length] ?? 'nobody',
    kind: ((index + other) % 2 === 0 ? 'reschedule' : 'cancel') as RequestKind,
  })),
);
type State = (typeof states)[number];

const NOTE = JSON.stringify({
  at: NOW,
  chosen: { type: 'approve' },
  chosenBy: 'Robin Field',
  portal: { what: 'other' },
});

/** A desk with an item of every kind, of which those about a request and a visit find both in these states. */
async function deskWith(state: State): Promise<LocalCore> {
  const desk = openLocalCore({ defaults: { portal: { kind: 'demo' }, mail: { kind: 'demo' } } });
  const { db, core } = desk;
  seedPeople(db);
  seedAppointment(db, { ...buildSlot(), id: ORIGINAL_ID });
  seedRequest(db, { kind: state.kind });
  const closing = { type: state.kind === 'cancel' ? 'keep' : 'deny', words: buildWords() } as const;
  const accepted = [
    await core.handlers['decisions.decide']({ on: 'request', id: 'request-1', command: closing }, caller),
    await core.handlers['decisions.decide'](
      {
        on: 'schedule',
        command: {
          type: 'book',
          patientId: 'patient-1',
          slot: buildSlot({ start: buildSlot().start + 4 * HOUR_MS }),
          message: '',
          notify: true,
        },
      },
      caller,
    ),
    await core.handlers['patients.add'](
      { givenName: 'Nora', familyName: 'Novak', birthDate: '1990-01-01', phone: null, email: null },
      caller,
    ),
  ];
  expect(accepted.map(({ ok }) => ok)).toEqual([true, true, true]);
  db.run(qb.updateTable('outbox').set({ state: 'failed', last_error: 'HTTP 422', finished_ms: NOW }));
  db.run(qb.updateTable('mail').set({ state: 'failed', last_error: '550', finished_ms: NOW }));
  const outbox = db.get(qb.selectFrom('outbox').select('id').where('request_id', 'is not', null));

  const status = REQUESTS[state.request] ?? null;
  if (status?.state === 'awaiting-patient') seedAppointment(db, buildTentative());
  if (status === null) db.run(qb.deleteFrom('request'));
  else seedRequest(db, { kind: state.kind, status });
  const visit = VISITS[state.visit] ?? null;
  if (visit === null) deleteAppointment(db, ORIGINAL_ID);
  else {
    const patientId = state.patient === 'their own' ? 'patient-1' : null;
    seedAppointment(db, { ...buildSlot(visit), status: visit.status, patientId });
    if (state.patient === 'unknown here')
      db.run(
        qb.updateTable('appointment').set({ unknown_patient: 'Patient/9' }).where('id', '=', ORIGINAL_ID),
      );
  }
  const said = { appointment_id: ORIGINAL_ID, at_ms: NOW, note_json: NOTE };
  const conflicts = [
    { ...said, outbox_id: outbox?.id ?? '', request_id: 'request-1' },
    { ...said, outbox_id: 'on the schedule', request_id: null },
  ];
  db.run(qb.insertInto('conflict').values(conflicts));
  quarantine(
    db,
    { type: 'Task', id: 'task-9', versionId: '3', body: { resourceType: 'Task' } },
    { reason: 'malformed', detail: '' },
    NOW,
  );
  // Both of others, as a conflict about one would say the same.
  const taken = buildSlot({ start: (visit ?? buildSlot()).start + 24 * HOUR_MS });
  for (const id of ['own', 'other']) seedAppointment(db, { ...taken, id, uid: id });
  noteDoubleBooking(db, {
    practitioner_id: taken.practitionerId,
    own_id: 'own',
    own_start_ms: taken.start,
    own_end_ms: taken.end,
    other_id: 'other',
    other_start_ms: taken.start,
    other_end_ms: taken.end,
    other_desk: null,
    outbox_id: 'gone',
    at_ms: NOW,
  });
  await withSheetFailure(desk);
  if (!state.setUp)
    expect(
      await core.handlers['settings.save']({ portal: { kind: 'none' }, mail: { kind: 'none' } }, caller),
    ).toMatchObject({ ok: true });
  return desk;
}

async function withSheetFailure({ db, core }: LocalCore): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-sheet-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const sheet = { ...DEFAULT_SHEET, automatic: true, folder };
  expect(await core.handlers['settings.save']({ sheet }, caller)).toMatchObject({ ok: true });
  writeSheetFailure(db, { code: 'sheet-folder-gone', folder, at: NOW });
}

async function listed({ core }: LocalCore): Promise<AttentionItem[]> {
  const found = await core.handlers['attention.list'](undefined, caller);
  if (!found.ok) throw new Error(found.error.code);
  return contract['attention.list'].output.parse(found.value);
}

/** Where a way only leads: nothing is done yet. */
const LEADS: readonly AttentionWay[] = ['open-request', 'show-appointment', 'show-other', 'open-settings'];
const keyOf = (item: AttentionItem) =>
  `${item.kind}${item.kind === 'conflict' && item.requestId === null ? ' appointment' : ''} ${item.id}`;

/** Does what the button of this way does in the window. */
async function take({ core: { handlers } }: LocalCore, way: AttentionWay, item: AttentionItem) {
  switch (way) {
    case 'retry':
      if (item.kind !== 'mail' && item.kind !== 'decision') break;
      return handlers['attention.retry']({ kind: item.kind, id: item.id }, caller);
    case 'correct-address':
      if (item.kind !== 'mail' || item.patient === null) break;
      return handlers['attention.correctAddress'](
        {
          mailId: item.id,
          patientId: item.patient.id,
          onFile: item.patient.email,
          address: 'ada.new@example.org',
        },
        caller,
      );
    case 'called-instead':
      return handlers['attention.calledInstead']({ mailId: item.id }, caller);
    case 'take-back':
      return handlers['attention.dismiss']({ kind: 'decision', id: item.id }, caller);
    case 'dismiss':
      if (item.kind === 'mail') return handlers['attention.dismiss']({ kind: 'mail', id: item.id }, caller);
      if (item.kind === 'quarantine')
        return handlers['attention.dismiss'](
          { kind: 'quarantine', id: item.id, versionId: item.versionId },
          caller,
        );
      if (item.kind === 'double-booking')
        return handlers['attention.dismiss']({ kind: item.kind, id: item.id }, caller);
      if (item.kind !== 'conflict') break;
      return handlers['attention.dismiss']({ kind: 'conflict', id: item.outboxId }, caller);
    case 'try-now':
      return handlers['sheet.writeNow'](undefined, caller);
    case 'open-request':
      return handlers['requests.get']({ id: 'requestId' in item ? (item.requestId ?? '') : '' }, caller);
    case 'show-appointment':
      return handlers['appointments.get'](
        { id: 'appointmentId' in item ? (item.appointmentId ?? '') : '' },
        caller,
      );
    case 'show-other':
      return handlers['appointments.get'](
        { id: item.kind === 'double-booking' ? item.other.appointmentId : '' },
        caller,
      );
    case 'open-settings':
      return handlers['settings.get'](undefined, caller);
  }
  throw new Error(`${way} of ${item.kind}`);
}

describe('whatever has become of the request, the visit and the connections', () => {
  test.each(states)(
    'request $request ($kind), visit $visit, of $patient, set up: $setUp: every way that is offered is taken',
    async (state) => {
      const first = await listed(await deskWith(state));
      expect(new Set(first.map(({ kind }) => kind))).toEqual(
        new Set(['mail', 'decision', 'conflict', 'double-booking', 'quarantine', 'sheet']),
      );
      const most = Math.max(...first.map(({ ways }) => ways.filter((way) => !LEADS.includes(way)).length));
      for (let nth = 0; nth < most; nth += 1) {
        const desk = await deskWith(state);
        const done = new Set<string>();
        for (let items = await listed(desk); items.length > 0; items = await listed(desk)) {
          const [item] = items as [AttentionItem];
          // Every one leads somewhere that is there, and has a way after which it is gone.
          for (const way of item.ways.filter((one) => LEADS.includes(one)))
            expect({ way, ...(await take(desk, way, item)) }).toMatchObject({ way, ok: true });
          const ends = item.ways.filter((way) => !LEADS.includes(way));
          const way = ends[Math.min(nth, ends.length - 1)];
          if (way === undefined) throw new Error(`no way out of ${keyOf(item)}`);
          expect({ item, way, ...(await take(desk, way, item)) }).toMatchObject({ ok: true });
          const left = (await listed(desk)).map(keyOf);
          expect(left).not.toContain(keyOf(item));
          // Nothing is done with another on the way, but with as many letters to a corrected address as was said.
          const others = way === 'correct-address' && item.kind === 'mail' ? item.others : 0;
          const fell = items.slice(1).filter((one) => !left.includes(keyOf(one)));
          expect({ way, fell: fell.length }).toEqual({ way, fell: others });
          for (const one of fell) done.add(keyOf(one));
          // Chosen once more by somebody whose list is old: refused, or nothing to it.
          if (way !== 'try-now') {
            const again = await take(desk, way, item);
            expect({ way, again }).toMatchObject({
              again: {
                ok: false,
                error: { code: expect.stringMatching(/^(item-not-found|not-failed)$/) },
              },
            });
          }
          done.add(keyOf(item));
        }
        expect(done).toEqual(new Set(first.map(keyOf)));
      }
    },
  );
});

describe('what is not offered is refused', () => {
  test.each(['mail', 'decision'] as const)('to send a %s without a server to take it', async (kind) => {
    const desk = await deskWith({
      request: 'open',
      visit: 'upcoming',
      setUp: false,
      patient: 'their own',
      kind: 'reschedule',
    });
    const item = (await listed(desk)).find((one) => one.kind === kind);
    expect(item?.ways).not.toContain('retry');
    expect(item?.ways).toContain('open-settings');
    expect(await desk.core.handlers['attention.retry']({ kind, id: item?.id ?? '' }, caller)).toEqual({
      ok: false,
      error: { code: kind === 'mail' ? 'no-mail-server' : 'no-portal' },
    });
  });

  test('an open request about which nothing can be decided is not to be decided again', async () => {
    const desk = await deskWith({
      request: 'open',
      visit: 'cancelled',
      setUp: true,
      patient: 'unknown here',
      kind: 'cancel',
    });
    const [item] = (await listed(desk)).filter((one) => one.kind === 'conflict' && one.requestId !== null);
    expect(item).toMatchObject({ request: { state: 'stuck' }, ways: ['dismiss', 'open-request'] });
    const detail = await desk.core.handlers['requests.get']({ id: 'request-1' }, caller);
    expect(detail).toMatchObject({ ok: true, value: { row: { state: 'open', allowed: [] } } });
  });
});

test('a phone number stands only beside the patient whose visit the e-mail tells of', async () => {
  const state: State = {
    request: 'open',
    visit: 'upcoming',
    setUp: true,
    patient: 'their own',
    kind: 'reschedule',
  };
  const desk = await deskWith(state);
  const mails = async () => (await listed(desk)).flatMap((one) => (one.kind === 'mail' ? [one] : []));
  for (const mail of await mails()) expect(mail.patient?.id).toBe('patient-1');
  // The visit is another patient's by now; then nothing tells whom the e-mail told of, but the visit's patient.
  for (const told of ['by its decision', 'by nothing'] as const) {
    seedAppointment(desk.db, { ...buildSlot(), patientId: 'patient-2' });
    if (told === 'by nothing') desk.db.run(qb.updateTable('mail').set({ outbox_id: null }));
    const [mail] = (await mails()).filter(({ requestId }) => requestId !== null);
    expect(mail).toMatchObject({ patientName: 'Ada Marsh', patient: null, birthDate: null });
  }
});
