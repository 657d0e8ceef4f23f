import { type RawBuilder, sql } from 'kysely';
import { dayBounds, type ZoneId } from '../../../src-shared/domain/time.ts';
import type { RequestListInput } from '../../../src-shared/ipc/request-views.ts';
import { qb } from '../../db/db.ts';
import type { Position } from '../../db/keyset-cursor.ts';
import { UNFINISHED } from '../../db/outbox-states.ts';
import { matchingPatients, searchExpression } from '../../db/queries/patient-search.ts';

/** One row of a page: the request's columns and the key by which it was sorted. */
export const SORT_KEY = 'sort_key';

/**
 * The requests a list shows, in its order, from `after` on (`null`: from the top).
 *
 * The request is always the outer table (CROSS JOIN fixes the order, https://www.sqlite.org/optoverview.html): there are a
 * hundred times as many appointments. Each order is that of an index, so that a page costs what stands on it.
 */
export function listQuery(
  input: RequestListInput,
  zone: ZoneId,
  after: Position | null,
  limit: number | null,
) {
  const { key, descending } = order(input);
  const operator = descending ? sql`<` : sql`>`;
  const start = after ?? { key: descending ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER, id: '' };
  const page = matching(input, zone)
    .selectAll('request')
    .select(key.as(SORT_KEY))
    .where(sql<boolean>`(${key}, request.id) ${operator} (${start.key}, ${start.id})`)
    .orderBy(key, descending ? 'desc' : 'asc')
    .orderBy('request.id', descending ? 'desc' : 'asc');
  return limit === null ? page : page.limit(limit);
}

/** The ids of all that a list shows, in its order. */
export function idsQuery(input: Narrowed, zone: ZoneId) {
  const { key, descending } = order(input);
  return matching(input, zone)
    .select('request.id')
    .orderBy(key, descending ? 'desc' : 'asc')
    .orderBy('request.id', descending ? 'desc' : 'asc');
}

/** How many `listQuery` finds on all pages together. Without a provider to filter by, requests alone are counted. */
export function totalQuery(input: RequestListInput, zone: ZoneId) {
  const counted =
    input.practitionerId === null
      ? qb.selectFrom('request').where((eb) => eb.and(conditions(input, zone)))
      : matching(input, zone);
  return counted.select((eb) => eb.fn.countAll<number>().as('n'));
}

function order({ view, sort }: Pick<RequestListInput, 'view' | 'sort'>): {
  readonly key: RawBuilder<number>;
  readonly descending: boolean;
} {
  if (view === 'history') return { key: sql<number>`request.resolved_ms`, descending: true };
  if (sort === 'arrival') return { key: sql<number>`request.authored_ms`, descending: true };
  return { key: sql<number>`request.appointment_start_ms`, descending: false };
}

type Narrowed = Omit<RequestListInput, 'cursor' | 'limit'>;

function matching(input: Narrowed, zone: ZoneId) {
  return qb
    .selectFrom('request')
    .crossJoin('appointment')
    .whereRef('appointment.id', '=', 'request.appointment_id')
    .where((eb) => eb.and(conditions(input, zone)));
}

function conditions(input: Narrowed, zone: ZoneId): RawBuilder<boolean>[] {
  const { view, practitionerId, kind, search } = input;
  const found = [inView(view)];
  if (view === 'inbox' && input.filter !== 'snoozed' && search.trim() === '')
    found.push(sql<boolean>`not ${SNOOZED}`);
  if (practitionerId !== null) found.push(sql<boolean>`+appointment.practitioner_id = ${practitionerId}`);
  if (kind !== null) found.push(sql<boolean>`request.kind = ${kind}`);
  if (search.trim() !== '')
    found.push(sql<boolean>`request.patient_id in ${matchingPatients(searchExpression(search))}`);
  if (view === 'history' && input.settled !== undefined)
    found.push(...settledConditions(input.settled, zone));
  const filter = filterCondition(input.filter);
  return filter ? [...found, filter] : found;
}

const SNOOZED = sql<boolean>`exists (select 1 from snooze where snooze.request_id = request.id)`;

/** The conditions of the partial indexes `request_unresolved` and `request_resolved`, word for word. */
function inView(view: RequestListInput['view']): RawBuilder<boolean> {
  switch (view) {
    case 'inbox':
      return sql<boolean>`(request.state <> 'resolved' and request.state = 'open')`;
    case 'awaiting':
      return sql<boolean>`(request.state <> 'resolved' and request.state = 'awaiting-patient')`;
    case 'history':
      return sql<boolean>`request.state = 'resolved'`;
  }
}

function settledConditions(
  { outcome, by, from, to }: NonNullable<RequestListInput['settled']>,
  zone: ZoneId,
): RawBuilder<boolean>[] {
  const found: RawBuilder<boolean>[] = [];
  if (outcome !== null) found.push(sql<boolean>`request.outcome = ${outcome}`);
  if (by !== null)
    found.push(
      sql<boolean>`request.id in (select request_id from settled_by where settled_by.user_name = ${by})`,
    );
  if (from !== null) found.push(sql<boolean>`request.resolved_ms >= ${dayBounds(from, zone).from}`);
  if (to !== null) found.push(sql<boolean>`request.resolved_ms < ${dayBounds(to, zone).to}`);
  return found;
}

function filterCondition(filter: RequestListInput['filter']): RawBuilder<boolean> | null {
  switch (filter) {
    case 'marked':
      return sql<boolean>`request.mark in ('declined', 'no-answer')`;
    case 'conflict':
      return sql<boolean>`exists (select 1 from conflict where conflict.request_id = request.id)`;
    case 'unsynced':
      return sql<boolean>`exists (
        select 1 from outbox
        where outbox.request_id = request.id and outbox.state in (${sql.join(UNFINISHED)}))`;
    case 'snoozed':
      return SNOOZED;
    // Not a matter of columns: `list.ts` asks the domain.
    case 'obstacle-free':
    case 'all':
      return null;
  }
}
