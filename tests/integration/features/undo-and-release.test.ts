import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { inTheAir } from '../../../src-main/db/queries/counts.ts';
import { savePortalCopy } from '../../../src-main/db/queries/portal-copies.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import type { RequestCommand } from '../../../src-shared/domain/commands.ts';
import type { AppointmentRequest } from '../../../src-shared/domain/request.ts';
import {
  buildSlot,
  buildTentative,
  buildWords,
  NOW,
  OWN_START,
  proposal,
  TENTATIVE_ID,
} from '../../support/domain.ts';
import {
  actor,
  type LocalDesk,
  type LocalDeskOptions,
  openLocalDesk,
  rowsOf,
  seedAppointment,
  seedRequest,
} from '../../support/local-desk.ts';

const WORDS = buildWords();
const AWAITING = { status: { state: 'awaiting-patient', proposal } } as const;

function deskWith(over: Partial<AppointmentRequest> = {}, options: LocalDeskOptions = {}): LocalDesk {
  const desk = openLocalDesk(options);
  seedAppointment(desk.db);
  if (over.status?.state === 'awaiting-patient') seedAppointment(desk.db, buildTentative());
  seedRequest(desk.db, over);
  return desk;
}

function idOf(decided: ReturnType<LocalDesk['decisions']['decide']>): string {
  if (!decided.ok || decided.value.outboxId === null) throw new Error(JSON.stringify(decided));
  return decided.value.outboxId;
}

const outboxStates = (desk: LocalDesk) =>
  desk.db.all(qb.selectFrom('outbox').select('state').orderBy('seq')).map((row) => row.state);
const mailStates = (desk: LocalDesk) =>
  desk.db.all(qb.selectFrom('mail').select('state').orderBy('seq')).map((row) => row.state);

/** Everything a decision may touch except what only ever grows or is a queue. */
function local(desk: LocalDesk) {
  const tables = [
    'setting',
    'practitioner',
    'location',
    'patient',
    'appointment',
    'request',
    'draft',
    'conflict',
    'portal_copy',
    'sync_cursor',
    'quarantine',
  ] as const;
  return Object.fromEntries(tables.map((table) => [table, rowsOf(desk.db, table)]));
}

function typeAndConflict(desk: LocalDesk): void {
  desk.db.run(
    qb
      .insertInto('draft')
      .values({ subject: 'request/request-1', draft_json: '{"typed":"half a"}', updated_ms: NOW }),
  );
  desk.db.run(
    qb.insertInto('conflict').values({
      outbox_id: 'earlier',
      appointment_id: 'appointment-1',
      request_id: 'request-1',
      at_ms: NOW,
      note_json: '{}',
    }),
  );
}

describe('undo', () => {
  const slot = fc
    .record({
      day: fc.integer({ min: 1, max: 20 }),
      quarter: fc.integer({ min: 0, max: 30 }),
      practitionerId: fc.constantFrom('practitioner-1', 'practitioner-2'),
    })
    .map(({ day, quarter, practitionerId }) =>
      buildSlot({ practitionerId, start: OWN_START + day * 86_400_000 + quarter * 900_000 }),
    );
  const command: fc.Arbitrary<RequestCommand> = fc.oneof(
    fc.constantFrom<RequestCommand>(
      { type: 'approve' },
      { type: 'approve', words: WORDS },
      { type: 'deny', words: WORDS },
      { type: 'keep', words: WORDS },
      { type: 'cancel-appointment', words: WORDS },
      { type: 'withdraw-proposal' },
      { type: 'record-answer', answer: 'accepted' },
      { type: 'record-answer', answer: 'declined' },
      { type: 'resend-email' },
    ),
    slot.map((where): RequestCommand => ({ type: 'propose', slots: [where], words: WORDS })),
    slot.map((where): RequestCommand => ({ type: 'update', slot: where, override: { reason: 'Agreed' } })),
  );
  const start: fc.Arbitrary<Partial<AppointmentRequest>> = fc.constantFrom(
    {},
    { kind: 'cancel' as const },
    AWAITING,
    { kind: 'cancel' as const, ...AWAITING },
    { patientId: 'patient-2' },
    { patientId: null },
  );

  test('leaves every row but queue and record exactly as it was, whatever was decided in whatever order', () => {
    let undone = 0;
    fc.assert(
      fc.property(start, fc.array(command, { minLength: 1, maxLength: 3 }), (over, commands) => {
        const desk = deskWith(over);
        typeAndConflict(desk);
        const before = local(desk);
        const made: { id: string; before: ReturnType<typeof local> }[] = [];
        for (const one of commands) {
          const standing = local(desk);
          const decided = desk.decisions.decide({ on: 'request', id: 'request-1', command: one }, actor);
          if (decided.ok && decided.value.outboxId !== null)
            made.push({ id: decided.value.outboxId, before: standing });
          else expect(local(desk)).toEqual(standing);
        }
        for (const { id, before: standing } of made.toReversed()) {
          expect(desk.decisions.undo(id, actor)).toEqual({ ok: true, value: null });
          expect(local(desk)).toEqual(standing);
          undone += 1;
        }
        expect(local(desk)).toEqual(before);
        expect(new Set(outboxStates(desk))).toEqual(new Set(made.length === 0 ? [] : ['undone']));
        expect(mailStates(desk).every((state) => state === 'dropped')).toBe(true);
      }),
      { numRuns: 40, seed: 7 },
    );
    expect(undone).toBeGreaterThan(20);
  });

  test('keeps both lines on the record', () => {
    const desk = deskWith();
    const id = idOf(
      desk.decisions.decide(
        { on: 'request', id: 'request-1', command: { type: 'deny', words: WORDS } },
        actor,
      ),
    );
    desk.decisions.undo(id, actor);
    expect(
      desk.db.all(qb.selectFrom('history').select(['kind', 'user_name', 'outbox_id']).orderBy('id')),
    ).toEqual(
      ['decided', 'email-queued', 'undone'].map((kind) => ({
        kind,
        user_name: actor.userName,
        outbox_id: id,
      })),
    );
  });

  test('is possible while it has not left, and too late for a decision a later one builds on', async () => {
    const desk = deskWith();
    const first = idOf(
      desk.decisions.decide(
        { on: 'request', id: 'request-1', command: { type: 'propose', slots: [buildSlot()], words: WORDS } },
        actor,
      ),
    );
    await desk.clock.advance(3000);
    const second = idOf(
      desk.decisions.decide(
        { on: 'request', id: 'request-1', command: { type: 'withdraw-proposal' } },
        actor,
      ),
    );
    expect(desk.decisions.undo(first, actor)).toEqual({ ok: false, error: { code: 'undo-too-late' } });
    await desk.clock.advance(5000);
    expect(outboxStates(desk)).toEqual(['ready', 'held']);
    expect(desk.decisions.undo(first, actor)).toEqual({ ok: false, error: { code: 'undo-too-late' } });
    expect(desk.decisions.undo(second, actor).ok).toBe(true);
    // Its own time is over, and the portal has not been asked yet.
    expect(desk.decisions.undo(first, actor)).toEqual({ ok: true, value: null });
    expect(outboxStates(desk)).toEqual(['undone', 'undone']);
    expect(desk.decisions.undo('nothing', actor)).toEqual({
      ok: false,
      error: { code: 'decision-not-found' },
    });
  });

  test('twice is refused', () => {
    const desk = deskWith();
    const id = idOf(
      desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor),
    );
    expect(desk.decisions.undo(id, actor).ok).toBe(true);
    expect(desk.decisions.undo(id, actor)).toEqual({ ok: false, error: { code: 'undo-too-late' } });
    expect(
      idOf(desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor)),
    ).not.toBe(id);
  });
});

describe('leaving the desk', () => {
  test('a decision is ready for the portal when the undo time is over, its e-mail still waits', async () => {
    const desk = deskWith();
    idOf(desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor));
    await desk.clock.advance(7999);
    expect(outboxStates(desk)).toEqual(['held']);
    expect(inTheAir(desk.db)).toEqual({ held: 1, inDoubt: 0 });
    await desk.clock.advance(1);
    expect(outboxStates(desk)).toEqual(['ready']);
    // On disk, and nothing of it has left: the program may end.
    expect(inTheAir(desk.db)).toEqual({ held: 0, inDoubt: 0 });
    desk.db.run(qb.updateTable('outbox').set({ state: 'unsure' }));
    expect(inTheAir(desk.db)).toEqual({ held: 0, inDoubt: 1 });
    desk.db.run(qb.updateTable('outbox').set({ state: 'ready' }));
    expect(mailStates(desk)).toEqual(['waiting']);
    expect(desk.announced.filter((what) => what === 'released')).toHaveLength(1);
    expect(desk.announced).not.toContain('mail-ready');
  });

  test('with no undo time it leaves at once', () => {
    const desk = deskWith({}, { rules: { undoSeconds: 0 } });
    const decided = desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'approve' } },
      actor,
    );
    expect(decided).toMatchObject({ ok: true, value: { undoUntil: NOW } });
    expect(outboxStates(desk)).toEqual(['ready']);
    expect(desk.announced.at(-1)).toBe('released');
  });

  test('with no portal the e-mail leaves instead', async () => {
    const desk = deskWith({}, { portalConfigured: false });
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor);
    expect(mailStates(desk)).toEqual(['waiting']);
    await desk.clock.advance(8000);
    expect(outboxStates(desk)).toEqual(['done']);
    expect(mailStates(desk)).toEqual(['ready']);
    expect(desk.announced.at(-1)).toBe('mail-ready');
    expect(desk.announced).not.toContain('released');
  });

  test('a run that ended within the undo time is taken up by the next', async () => {
    const desk = deskWith();
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor);
    desk.decisions.stop();
    await desk.clock.advance(60_000);
    expect(outboxStates(desk)).toEqual(['held']);
    desk.restart();
    await desk.clock.advance(0);
    expect(outboxStates(desk)).toEqual(['ready']);
  });

  test('a clock that was put back does not hold a decision for hours', async () => {
    const desk = deskWith();
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor);
    desk.decisions.stop();
    desk.db.run(qb.updateTable('outbox').set({ release_ms: NOW + 3 * 3_600_000 }));
    desk.restart();
    await desk.clock.advance(60_000);
    expect(outboxStates(desk)).toEqual(['ready']);
  });

  test('decisions on one appointment keep their order', async () => {
    const desk = deskWith();
    const ids = [
      idOf(
        desk.decisions.decide(
          {
            on: 'request',
            id: 'request-1',
            command: { type: 'propose', slots: [buildSlot()], words: WORDS },
          },
          actor,
        ),
      ),
      idOf(
        desk.decisions.decide(
          { on: 'request', id: 'request-1', command: { type: 'withdraw-proposal' } },
          actor,
        ),
      ),
      idOf(desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor)),
    ];
    await desk.clock.advance(8000);
    expect(desk.db.all(qb.selectFrom('outbox').select(['id', 'state']).orderBy('seq'))).toEqual(
      ids.map((id) => ({ id, state: 'ready' })),
    );
  });
});

describe('what fails', () => {
  test('a fault in the middle of a decision leaves nothing behind', () => {
    const desk = deskWith();
    typeAndConflict(desk);
    const before = { ...local(desk), history: rowsOf(desk.db, 'history'), outbox: rowsOf(desk.db, 'outbox') };
    desk.db.run({
      compile: () => ({
        ...qb.selectFrom('mail').compile(),
        sql: "CREATE TRIGGER fault BEFORE INSERT ON mail BEGIN SELECT RAISE(ABORT, 'fault'); END",
        parameters: [],
      }),
    });
    expect(() =>
      desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor),
    ).toThrow('fault');
    expect({
      ...local(desk),
      history: rowsOf(desk.db, 'history'),
      outbox: rowsOf(desk.db, 'outbox'),
    }).toEqual(before);
    expect(desk.announced).toEqual([]);
  });

  test('a full disk is a refusal, and nothing is half-written', () => {
    const desk = deskWith();
    const pragma = (text: string) => ({
      compile: () => ({ ...qb.selectFrom('mail').compile(), sql: text, parameters: [] }),
    });
    const fill = () => {
      const [pages] = desk.db
        .all<object>(pragma('PRAGMA page_count'))
        .map((row) => Number(Object.values(row)[0]));
      desk.db.all(pragma(`PRAGMA max_page_count = ${pages}`));
    };
    fill();
    const before = local(desk);
    const words = buildWords({ message: 'x'.repeat(1000) });
    let refused: unknown = null;
    for (let attempt = 0; attempt < 20 && refused === null; attempt += 1) {
      const standing = local(desk);
      const decided = desk.decisions.decide(
        { on: 'request', id: 'request-1', command: { type: 'deny', words } },
        actor,
      );
      if (decided.ok) {
        const undone = desk.decisions.undo(idOf(decided), actor);
        if (undone.ok) continue;
        expect(undone.error).toEqual({ code: 'disk-full' });
        desk.db.all(pragma('PRAGMA max_page_count = 1000000'));
        expect(desk.decisions.undo(idOf(decided), actor).ok).toBe(true);
        fill();
      } else {
        refused = decided.error;
        expect(local(desk)).toEqual(standing);
      }
    }
    expect(refused).toEqual({ code: 'disk-full' });
    expect(local(desk)).toEqual(before);
  });
});

test('a database that cannot be written refuses in words, and what is held leaves when it can be again', async () => {
  const desk = deskWith();
  const set = (text: string) =>
    desk.db.run({ compile: () => ({ ...qb.selectFrom('mail').compile(), sql: text, parameters: [] }) });
  const id = idOf(
    desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'propose', slots: [buildSlot()], words: WORDS } },
      actor,
    ),
  );
  const before = local(desk);
  set('PRAGMA query_only = 1');
  const refusal = { ok: false, error: { code: 'database-unwritable' } };
  expect(
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'withdraw-proposal' } }, actor),
  ).toEqual(refusal);
  expect(desk.decisions.undo(id, actor)).toEqual(refusal);
  await desk.clock.advance(8000);
  expect(outboxStates(desk)).toEqual(['held']);
  expect(local(desk)).toEqual(before);
  set('PRAGMA query_only = 0');
  await desk.clock.advance(5000);
  expect(outboxStates(desk)).toEqual(['ready']);
});

describe('expiry', () => {
  test('ends a proposal nobody answered, at its instant, in the system’s name', async () => {
    const desk = deskWith(AWAITING);
    desk.decisions.reschedule();
    await desk.clock.advance(proposal.expiresAt - NOW - 1);
    expect(findRequest(desk.db, 'request-1')?.status.state).toBe('awaiting-patient');
    await desk.clock.advance(1);
    expect(findRequest(desk.db, 'request-1')?.status).toEqual({ state: 'open', mark: 'no-answer' });
    expect(outboxStates(desk)).toEqual(['ready']);
    expect(desk.db.all(qb.selectFrom('history').select(['kind', 'user_name', 'at_ms']))).toEqual([
      { kind: 'proposal-expired', user_name: 'Reslot', at_ms: proposal.expiresAt },
    ]);
    expect(desk.db.get(qb.selectFrom('appointment').select('status').where('id', '=', TENTATIVE_ID))).toEqual(
      { status: 'cancelled' },
    );
    expect(desk.clock.pending()).toBe(0);
  });

  test('never ends a proposal that has no end, and waits for nothing', async () => {
    const endless = { ...proposal, expiresAt: null };
    const desk = deskWith({ status: { state: 'awaiting-patient', proposal: endless } });
    desk.decisions.reschedule();
    expect(desk.clock.pending()).toBe(0);
    await desk.clock.advance(400 * 24 * 3_600_000);
    desk.decisions.reschedule();
    expect(findRequest(desk.db, 'request-1')?.status).toEqual({
      state: 'awaiting-patient',
      proposal: endless,
    });
  });

  test('waits until the portal has been asked for an answer given in time', async () => {
    let known = NOW;
    const desk = deskWith(AWAITING, { answersKnownUntil: () => known });
    desk.decisions.reschedule();
    await desk.clock.advance(proposal.expiresAt - NOW + 600_000);
    expect(findRequest(desk.db, 'request-1')?.status.state).toBe('awaiting-patient');
    known = proposal.expiresAt - 1;
    desk.decisions.reschedule();
    await desk.clock.advance(600_000);
    expect(findRequest(desk.db, 'request-1')?.status.state).toBe('awaiting-patient');
    expect(desk.clock.pending()).toBe(0);
    known = proposal.expiresAt;
    desk.decisions.reschedule();
    await desk.clock.advance(0);
    expect(findRequest(desk.db, 'request-1')?.status).toEqual({ state: 'open', mark: 'no-answer' });
  });

  test('of a proposal that ran out while the program was closed comes at the next start', async () => {
    const desk = deskWith(AWAITING);
    desk.decisions.stop();
    await desk.clock.advance(proposal.expiresAt - NOW + 86_400_000);
    expect(findRequest(desk.db, 'request-1')?.status.state).toBe('awaiting-patient');
    desk.restart();
    await desk.clock.advance(0);
    expect(findRequest(desk.db, 'request-1')?.status).toEqual({ state: 'open', mark: 'no-answer' });
  });
});

test('what the portal said during the undo time counts after it', () => {
  const desk = deskWith();
  const id = idOf(
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor),
  );
  savePortalCopy(desk.db, {
    type: 'Task',
    id: 'request-1',
    versionId: '2',
    lastUpdated: '2026-11-23T15:00:01Z',
    about: 'Appointment/appointment-1',
    shownVersion: '1',
    body: {
      resourceType: 'Task',
      id: 'request-1',
      meta: { versionId: '2', lastUpdated: '2026-11-23T15:00:01Z' },
      status: 'cancelled',
      intent: 'proposal',
      code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'replace' }] },
      focus: { reference: 'Appointment/appointment-1' },
      for: { reference: 'Patient/patient-1' },
      requester: { reference: 'Patient/patient-1' },
      authoredOn: '2026-11-23T14:00:00Z',
      input: [
        {
          type: { coding: [{ system: 'urn:reslot:task-input', code: 'requested-period' }] },
          valuePeriod: { start: '2026-12-01T14:00:00-06:00', end: '2026-12-01T14:30:00-06:00' },
        },
      ],
    },
  });
  expect(desk.decisions.undo(id, actor).ok).toBe(true);
  expect(findRequest(desk.db, 'request-1')?.status).toMatchObject({
    state: 'resolved',
    outcome: 'withdrawn',
  });
});

test('an earlier decision that reached the portal meanwhile keeps the id it was given there', async () => {
  const desk = deskWith();
  idOf(
    desk.decisions.decide(
      { on: 'request', id: 'request-1', command: { type: 'propose', slots: [buildSlot()], words: WORDS } },
      actor,
    ),
  );
  await desk.clock.advance(8000);
  const withdrawn = idOf(
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'withdraw-proposal' } }, actor),
  );
  desk.db.run(qb.updateTable('appointment').set({ portal_id: 'fhir-7' }).where('portal_id', 'is', null));
  expect(desk.decisions.undo(withdrawn, actor).ok).toBe(true);
  expect(
    desk.db.all(
      qb.selectFrom('appointment').select(['portal_id', 'status']).where('original_id', 'is not', null),
    ),
  ).toEqual([{ portal_id: 'fhir-7', status: 'tentative' }]);
});

test('after an undo the portal’s news about the appointment is looked at again', () => {
  const desk = deskWith();
  const id = idOf(
    desk.decisions.decide({ on: 'request', id: 'request-1', command: { type: 'approve' } }, actor),
  );
  expect(rowsOf(desk.db, 'automation_due')).toEqual([]);
  desk.decisions.undo(id, actor);
  expect(rowsOf(desk.db, 'automation_due')).toMatchObject([{ appointment_id: 'appointment-1' }]);
});
