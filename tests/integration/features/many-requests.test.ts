import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { saveAppointment } from '../../../src-main/db/queries/appointments.ts';
import { requestsHandlers } from '../../../src-main/features/requests/handlers.ts';
import { findNextSlots } from '../../../src-main/features/schedule/next-slots.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { shownOf } from '../../../src-shared/ipc/chosen-request.ts';
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import {
  ASKED_START,
  buildAppointment,
  buildSlot,
  buildWords,
  HALF_HOUR,
  OWN_START,
} from '../../support/domain.ts';
import { actor, openLocalDesk, rowsOf, seedAppointment, seedRequest } from '../../support/local-desk.ts';
import { sheetPorts } from '../../support/sheet.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

const noSheet = sheetPorts(undefined, undefined);
const caller = { actor };
const { cursor: _, limit: __, ...ALL } = WHOLE_INBOX;

/** Three patients' visits, an hour apart, each with a request for a time of its own. */
function deskOfThree() {
  const desk = openLocalDesk();
  for (const [at, patientId] of [
    [1, 'patient-1'],
    [2, 'patient-2'],
    [3, 'patient-1'],
  ] as const) {
    const start = OWN_START + at * 2 * HALF_HOUR;
    seedAppointment(desk.db, {
      id: `visit-${at}`,
      uid: `visit-${at}`,
      patientId,
      start,
      end: start + HALF_HOUR,
    });
    const asked = ASKED_START + at * 2 * HALF_HOUR - 4 * HALF_HOUR;
    seedRequest(desk.db, {
      id: `ask-${at}`,
      appointmentId: `visit-${at}`,
      patientId,
      requested: { start: asked, end: asked + HALF_HOUR },
      requestedStartText: null,
    });
  }
  const openElsewhere: { requestId: string; desk: string }[] = [];
  const handlers = requestsHandlers({
    db: desk.db,
    clock: desk.clock,
    rules: () => defaultRules,
    decisions: desk.decisions,
    dialogs: noSheet.dialogs,
    files: noSheet.sheetFiles,
    changed: () => {},
    sync: () => ({ workOn: () => {}, openElsewhere: () => openElsewhere as never }),
  });
  const rows = async (...ids: string[]): Promise<readonly RequestRow[]> => {
    const found = await handlers['requests.byIds']({ ids }, caller);
    if (!found.ok) throw new Error(found.error.code);
    return found.value;
  };
  const row = async (id: string): Promise<RequestRow> => {
    const [found] = await rows(id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };
  const approve = (shown: RequestRow) =>
    handlers['requests.decideShown'](
      { id: shown.id, act: 'approve', command: { type: 'approve' }, shown: shownOf(shown) },
      caller,
    );
  return { ...desk, handlers, rows, row, approve, openElsewhere };
}

const CHANGED = { ok: false, error: { code: 'changed-since-shown' } };

describe('a request decided with others', () => {
  test('is one decision with its own entry, letter, record and undo', async () => {
    const { db, decisions, row, approve } = deskOfThree();
    const undos: string[] = [];
    for (const id of ['ask-1', 'ask-2', 'ask-3']) {
      const done = await approve(await row(id));
      if (!done.ok || done.value.outboxId === null) throw new Error(JSON.stringify(done));
      undos.push(done.value.outboxId);
    }
    expect(rowsOf(db, 'outbox').map(({ state, request_id }) => [state, request_id])).toEqual([
      ['held', 'ask-1'],
      ['held', 'ask-2'],
      ['held', 'ask-3'],
    ]);
    expect([rowsOf(db, 'mail').length, rowsOf(db, 'call').length]).toEqual([2, 1]);
    expect(rowsOf(db, 'history').filter(({ kind }) => kind === 'decided')).toHaveLength(3);
    expect(decisions.undo(undos[1] ?? '', actor)).toEqual({ ok: true, value: null });
    expect([(await row('ask-1')).state, (await row('ask-2')).state]).toEqual(['resolved', 'open']);
  });

  test('is not decided twice: what was shown is open no more', async () => {
    const { db, row, approve } = deskOfThree();
    const shown = await row('ask-1');
    expect(await approve(shown)).toMatchObject({ ok: true });
    expect(await approve(shown)).toEqual(CHANGED);
    expect(rowsOf(db, 'outbox')).toHaveLength(1);
  });

  test.each<[string, (desk: ReturnType<typeof deskOfThree>) => void]>([
    [
      'the patient withdrew it',
      ({ decisions }) => void decisions.automate('ask-1', { type: 'patient-withdraws' }),
    ],
    [
      'the visit was moved',
      ({ db }) =>
        void saveAppointment(
          db,
          buildAppointment({ id: 'visit-1', uid: 'visit-1', start: OWN_START, end: OWN_START + HALF_HOUR }),
        ),
    ],
    [
      'the time was given to somebody else',
      ({ db }) =>
        void seedAppointment(db, {
          id: 'rival',
          uid: 'rival',
          patientId: 'patient-2',
          start: ASKED_START - 2 * HALF_HOUR,
          end: ASKED_START - HALF_HOUR,
        }),
    ],
    [
      'another desk opened it',
      ({ openElsewhere }) => void openElsewhere.push({ requestId: 'ask-1', desk: 'Desk 2' }),
    ],
    [
      'a word came to be typed about it',
      ({ db }) =>
        void db.run(
          qb
            .insertInto('draft')
            .values({ subject: 'request/ask-1', draft_json: '{"message":"half"}', updated_ms: 1 }),
        ),
    ],
  ])('nothing is decided where since then %s', async (_name, meanwhile) => {
    const desk = deskOfThree();
    const shown = await desk.row('ask-1');
    meanwhile(desk);
    const before = rowsOf(desk.db, 'outbox').length;
    expect(await desk.approve(shown)).toEqual(CHANGED);
    expect(rowsOf(desk.db, 'outbox')).toHaveLength(before);
    expect(await desk.approve(await desk.row('ask-2'))).toMatchObject({ ok: true });
  });

  test('only the act’s own command is given', async () => {
    const { handlers, row, db } = deskOfThree();
    const shown = await row('ask-1');
    const given = { id: 'ask-1', act: 'deny', command: { type: 'approve' }, shown: shownOf(shown) } as const;
    expect(await handlers['requests.decideShown'](given, caller)).toEqual(CHANGED);
    const deny = { ...given, command: { type: 'deny', words: buildWords() } } as const;
    expect(await handlers['requests.decideShown'](deny, caller)).toMatchObject({ ok: true });
    expect(rowsOf(db, 'outbox')).toHaveLength(1);
    expect(await handlers['requests.decideShown']({ ...given, id: 'nobody' }, caller)).toEqual({
      ok: false,
      error: { code: 'request-not-found' },
    });
  });
});

describe('a message', () => {
  const MESSAGE = { type: 'message', message: 'Please bring your insurance card.' } as const;
  const written = async (
    desk: ReturnType<typeof deskOfThree>,
    id: string,
    message: string = MESSAGE.message,
  ) => {
    const shown = await desk.row(id);
    return desk.handlers['requests.decideShown'](
      { id, act: 'message', command: { ...MESSAGE, message }, shown: shownOf(shown) },
      caller,
    );
  };

  test('goes to each patient, by e-mail or telephone; the requests stay, and the portal hears nothing', async () => {
    const desk = deskOfThree();
    const { db, clock, decisions, rows } = desk;
    // What is typed about it, and a refusal unread, do not stand in the way.
    db.run(
      qb
        .insertInto('draft')
        .values({ subject: 'request/ask-1', draft_json: '{"message":"half"}', updated_ms: 1 }),
    );
    const first = await written(desk, 'ask-1');
    expect(await written(desk, 'ask-2')).toMatchObject({ ok: true });
    expect(await written(desk, 'ask-3')).toMatchObject({ ok: true });
    if (!first.ok || first.value.outboxId === null) throw new Error(JSON.stringify(first));
    expect(decisions.undo(first.value.outboxId, actor)).toEqual({ ok: true, value: null });
    await clock.advance(10_000);
    expect(rowsOf(db, 'outbox').map(({ state, plan_json }) => [state, plan_json])).toEqual([
      ['undone', '[]'],
      ['done', '[]'],
      ['done', '[]'],
    ]);
    expect(rowsOf(db, 'mail').map(({ kind, state }) => [kind, state])).toEqual([
      ['message', 'dropped'],
      ['message', 'ready'],
    ]);
    const [letter] = rowsOf(db, 'mail');
    expect(letter?.text).toContain('Please bring your insurance card.');
    expect(letter?.text).toContain('We still have your request and will answer it.');
    expect(letter?.calendar_ics).toBeNull();
    const [call] = rowsOf(db, 'call');
    expect(call).toMatchObject({ state: 'open', request_id: 'ask-2' });
    expect(call?.script).toContain('Please bring your insurance card.');
    expect(
      (await rows('ask-1', 'ask-2', 'ask-3')).map(({ state, typedBy }) => [state, typedBy.length > 0]),
    ).toEqual([
      ['open', true],
      ['open', false],
      ['open', false],
    ]);
    // Before and after it the request can be decided as ever, and its letter is not outdated by a message.
    expect(await desk.approve(await desk.row('ask-3'))).toMatchObject({ ok: true });
  });

  test('says something', async () => {
    const desk = deskOfThree();
    expect(await written(desk, 'ask-1', '   ')).toEqual({ ok: false, error: { code: 'message-missing' } });
    expect(rowsOf(desk.db, 'outbox')).toEqual([]);
  });
});

test('the ids of all that a list shows, in its order, and the rows of ids in theirs', async () => {
  const { db, handlers, rows } = deskOfThree();
  seedAppointment(db, {
    id: 'rival',
    uid: 'rival',
    patientId: 'patient-2',
    start: ASKED_START,
    end: ASKED_START + HALF_HOUR,
  });
  for (const filter of ['all', 'obstacle-free'] as const)
    for (const sort of ['appointment', 'arrival'] as const) {
      const page = await handlers['requests.list']({ ...WHOLE_INBOX, filter, sort }, caller);
      const ids = await handlers['requests.ids']({ ...ALL, filter, sort }, caller);
      if (!page.ok || !ids.ok) throw new Error('refused');
      expect(ids.value).toEqual(page.value.rows.map(({ id }) => id));
      expect(ids.value.length).toBe(filter === 'all' ? 3 : 2);
    }
  expect((await rows('ask-3', 'nobody', 'ask-1')).map(({ id }) => id)).toEqual(['ask-3', 'ask-1']);
});

test('what is meant for one is not found for the next', () => {
  const { db, clock } = deskOfThree();
  const alsoTaken: { practitionerId: string; patientId: string; start: number; end: number }[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const found = findNextSlots(
      db,
      {
        practitionerId: 'practitioner-1',
        patientId: 'patient-1',
        minutes: HALF_HOUR / MINUTE_MS,
        from: '2026-11-30',
        like: { original: buildSlot().start, requested: null },
        movingAppointmentId: 'visit-1',
        alsoTaken,
      },
      defaultRules,
      clock.now(),
    );
    const first = found.ok ? found.value[0] : undefined;
    if (first === undefined) throw new Error('nothing free');
    const { practitionerId, start, end } = first;
    expect(alsoTaken.filter((one) => one.start < end && start < one.end)).toEqual([]);
    alsoTaken.push({ practitionerId, patientId: 'patient-1', start, end });
  }
});
