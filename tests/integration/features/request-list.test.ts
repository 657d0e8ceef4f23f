import { beforeAll, describe, expect, test } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { saveAppointment } from '../../../src-main/db/queries/appointments.ts';
import { inboxCounts } from '../../../src-main/db/queries/counts.ts';
import { searchPatients } from '../../../src-main/db/queries/patient-search.ts';
import { savePatient } from '../../../src-main/db/queries/people.ts';
import { saveRequest } from '../../../src-main/db/queries/requests.ts';
import { attentionItems } from '../../../src-main/features/attention/list.ts';
import { getRequest } from '../../../src-main/features/requests/get.ts';
import { listRequests } from '../../../src-main/features/requests/list.ts';
import { requestRowsById } from '../../../src-main/features/requests/rows-by-id.ts';

import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { RequestStatus } from '../../../src-shared/domain/request.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import { type RequestListInput, requestPage } from '../../../src-shared/ipc/request-views.ts';
import {
  buildAppointment,
  buildPatient,
  buildRequest,
  HALF_HOUR,
  NOW,
  proposal,
} from '../../support/domain.ts';
import { seedPeople } from '../../support/local-desk.ts';
import { scansOf, statementsOf } from '../../support/query-plan.ts';
import { WHOLE_INBOX } from '../../support/whole-inbox.ts';

const OPEN = 2000;
const AWAITING = 60;
const RESOLVED = 500;
const context = { now: NOW, rules: defaultRules };
const everything: RequestListInput = { ...WHOLE_INBOX, sort: 'appointment' };

function statusOf(index: number): RequestStatus {
  if (index < OPEN) return { state: 'open', mark: index % 10 === 0 ? 'declined' : null };
  if (index < OPEN + AWAITING)
    return { state: 'awaiting-patient', proposal: { ...proposal, appointmentIds: [`tentative-${index}`] } };
  return { state: 'resolved', outcome: 'approved', reason: null };
}

/** 2,560 requests: many share a start or an instant of arrival, so that only the id decides the order. */
function fill(db: Db): void {
  seedPeople(db);
  db.transaction(() => {
    for (let index = 0; index < OPEN + AWAITING + RESOLVED; index += 1) {
      const wanted = NOW + (24 + (index % 900)) * HOUR_MS;
      const start = NOW + (index % 40) * 12 * HOUR_MS;
      const appointmentId = `a-${index}`;
      const practitionerId = index % 3 === 0 ? 'practitioner-2' : 'practitioner-1';
      const patientId = `p-${index % 700}`;
      if (index < 700)
        savePatient(
          db,
          buildPatient({
            id: patientId,
            name: `Given${index} Family`,
            givenName: `Given${index}`,
            familyName: 'Family',
          }),
        );
      saveAppointment(
        db,
        buildAppointment({
          id: appointmentId,
          uid: appointmentId,
          practitionerId,
          patientId,
          start,
          end: start + HALF_HOUR,
        }),
      );
      const status = statusOf(index);
      if (status.state === 'awaiting-patient')
        saveAppointment(
          db,
          buildAppointment({
            id: status.proposal.appointmentIds[0] ?? '',
            uid: appointmentId,
            practitionerId,
            patientId,
            start: start + 24 * HOUR_MS,
            end: start + 24 * HOUR_MS + HALF_HOUR,
            status: 'tentative',
            originalId: appointmentId,
          }),
        );
      saveRequest(
        db,
        buildRequest({
          id: `r-${String((index * 7919) % 10_000).padStart(5, '0')}-${index}`,
          kind: index % 2 === 0 ? 'reschedule' : 'cancel',
          appointmentId,
          patientId,
          ...(index % 2 === 0 ? { requested: { start: wanted, end: wanted + HALF_HOUR } } : {}),
          authoredAt: NOW - (index % 30) * HOUR_MS,
          status,
        }),
        NOW - (index % 20) * HOUR_MS,
      );
    }
  });
}

function allPages(db: Db, input: RequestListInput) {
  const ids: string[] = [];
  const totals = new Set<number>();
  let cursor: string | null = null;
  do {
    const page = listRequests(db, { ...input, cursor }, context);
    if (!page.ok) throw new Error(page.error.code);
    ids.push(...page.value.rows.map((row) => row.id));
    totals.add(page.value.total);
    cursor = page.value.nextCursor;
  } while (cursor !== null);
  return { ids, totals: [...totals] };
}

let db: Db;
beforeAll(() => {
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  db = opened.value;
  fill(db);
  return () => db.close();
});

/** What the pages together must hold, asked of the tables in the plainest way. */
function expected(
  where: (row: {
    kind: string;
    state: string;
    mark: string | null;
    practitioner_id: string | null;
  }) => boolean,
) {
  return db
    .all(
      qb
        .selectFrom('request')
        .innerJoin('appointment', 'appointment.id', 'request.appointment_id')
        .select([
          'request.id',
          'request.kind',
          'request.state',
          'request.mark',
          'request.authored_ms',
          'request.resolved_ms',
          'appointment.start_ms',
          'appointment.practitioner_id',
        ]),
    )
    .filter(where);
}

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

describe('paging', () => {
  test('by appointment: every open request once, earliest appointment first', () => {
    const rows = expected((row) => row.state === 'open');
    rows.sort((a, b) => compare(a.start_ms, b.start_ms) || compare(a.id, b.id));
    expect(allPages(db, everything)).toEqual({ ids: rows.map((row) => row.id), totals: [OPEN] });
  });

  test('by arrival: newest first', () => {
    const rows = expected((row) => row.state === 'open');
    rows.sort((a, b) => compare(b.authored_ms, a.authored_ms) || compare(b.id, a.id));
    expect(allPages(db, { ...everything, sort: 'arrival', limit: 200 }).ids).toEqual(
      rows.map((row) => row.id),
    );
  });

  test('history: last settled first', () => {
    const rows = expected((row) => row.state === 'resolved');
    rows.sort((a, b) => compare(b.resolved_ms ?? 0, a.resolved_ms ?? 0) || compare(b.id, a.id));
    expect(allPages(db, { ...everything, view: 'history', limit: 33 })).toEqual({
      ids: rows.map((row) => row.id),
      totals: [RESOLVED],
    });
  });

  test('filters by kind, provider and mark hold on every page', () => {
    const rows = expected(
      (row) =>
        row.state === 'open' &&
        row.kind === 'reschedule' &&
        row.mark === 'declined' &&
        row.practitioner_id === 'practitioner-1',
    );
    rows.sort((a, b) => compare(a.start_ms, b.start_ms) || compare(a.id, b.id));
    expect(
      allPages(db, {
        ...everything,
        kind: 'reschedule',
        filter: 'marked',
        practitionerId: 'practitioner-1',
        limit: 7,
      }),
    ).toEqual({ ids: rows.map((row) => row.id), totals: [rows.length] });
    expect(rows.length).toBeGreaterThan(50);
  });

  test('only those nothing stands in the way of', () => {
    const all = allPages(db, { ...everything, limit: 200 });
    const free = allPages(db, { ...everything, filter: 'obstacle-free', limit: 180 });
    expect(free.totals).toEqual([free.ids.length]);
    expect(free.ids).toEqual(all.ids.filter((id) => free.ids.includes(id)));
    const pages = listRequests(db, { ...everything, limit: 200 }, context);
    if (!pages.ok) throw new Error(pages.error.code);
    for (const row of pages.value.rows) expect(free.ids.includes(row.id)).toBe(row.obstacles.length === 0);
  });

  test('what is settled or arrives between two pages neither repeats nor hides another', () => {
    const before = allPages(db, everything).ids;
    const first = listRequests(db, everything, context);
    if (!first.ok) throw new Error(first.error.code);
    const lastOfFirst = first.value.rows.at(-1)?.id ?? '';
    const settled = before.slice(10, 20);
    db.transaction(() => {
      db.run(
        qb
          .updateTable('request')
          .set({ state: 'resolved', outcome: 'denied', resolved_ms: NOW })
          .where('id', 'in', settled),
      );
      saveRequest(db, buildRequest({ id: 'arrived', appointmentId: 'a-0', patientId: 'p-0' }), NOW);
    });
    const rest: string[] = [];
    for (let cursor = first.value.nextCursor; cursor !== null; ) {
      const page = listRequests(db, { ...everything, cursor }, context);
      if (!page.ok) throw new Error(page.error.code);
      rest.push(...page.value.rows.map((row) => row.id));
      cursor = page.value.nextCursor;
    }
    expect(rest).toEqual(before.slice(before.indexOf(lastOfFirst) + 1));
    db.transaction(() => {
      db.run(qb.deleteFrom('request').where('id', '=', 'arrived'));
      db.run(
        qb
          .updateTable('request')
          .set({ state: 'open', outcome: null, resolved_ms: null })
          .where('id', 'in', settled),
      );
    });
  });

  test('a cursor that is none is refused', () => {
    for (const cursor of ['x', '[]', '["a","b"]', '[1]', '{"key":1}'])
      expect(listRequests(db, { ...everything, cursor }, context)).toEqual({
        ok: false,
        error: { code: 'bad-input' },
      });
  });

  test('the counts', () => {
    expect(inboxCounts(db, context.now)).toEqual({
      inbox: OPEN,
      snoozed: 0,
      awaiting: AWAITING,
      attention: 0,
      calls: 0,
      waitingToSync: 0,
    });
  });
});

test('every row is what the contract says', () => {
  for (const view of ['inbox', 'awaiting', 'history'] as const) {
    const page = listRequests(db, { ...everything, view }, context);
    if (!page.ok) throw new Error(page.error.code);
    expect(requestPage.parse(page.value)).toEqual(page.value);
    expect(page.value.rows).toHaveLength(50);
  }
});

describe('no list walks a table that grows with the practice', () => {
  const inputs: RequestListInput[] = (['inbox', 'awaiting', 'history'] as const).flatMap((view) =>
    (['appointment', 'arrival'] as const).flatMap((sort) =>
      (['all', 'marked', 'conflict', 'obstacle-free', 'unsynced'] as const).map((filter) => ({
        ...everything,
        view,
        sort,
        filter,
        practitionerId: 'practitioner-1',
        kind: 'reschedule' as const,
        search: filter === 'all' ? 'given1 555' : '',
      })),
    ),
  );
  const lists: readonly (readonly [string, (on: Db) => void])[] = [
    ...inputs.map((input): readonly [string, (on: Db) => void] => [
      `${input.view} by ${input.sort}, ${input.filter}`,
      (on) => {
        listRequests(on, input, context);
        listRequests(on, { ...input, practitionerId: null, kind: null, cursor: '[1,"a"]' }, context);
      },
    ]),
    ['counts', (on) => inboxCounts(on, context.now)],
    ['one request', (on) => getRequest(on, 'r-00000-0', context, 'user-1')],
    ['patient search', (on) => searchPatients(on, 'given1', 20)],
    [
      'needs attention',
      (on) =>
        attentionItems(on, {
          now: context.now,
          requestsOf: (ids) => requestRowsById(on, ids, context),
          rules: defaultRules,
          mailSetUp: true,
          portalSetUp: true,
        }),
    ],
  ];
  test.each(lists)('%s', (_name, work) => {
    const statements = statementsOf(db, work);
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements)
      expect({ sql: statement.compile().sql, scans: scansOf(db, statement) }).toEqual({
        sql: statement.compile().sql,
        scans: [],
      });
  });
});
