import { isPlainDate, type ZoneId } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { RequestListInput, RequestPage } from '../../../src-shared/ipc/request-views.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { type Position, readCursor, writeCursor } from '../../db/keyset-cursor.ts';
import { inboxCounts } from '../../db/queries/counts.ts';
import type { RequestTable } from '../../db/schema/schedule.ts';
import { idsQuery, listQuery, SORT_KEY, totalQuery } from './list-query.ts';
import { obstaclesOfRequests, type RowContext } from './row-obstacles.ts';
import { requestRows } from './row-view.ts';

type Found = RequestTable & { readonly [SORT_KEY]: number };

/**
 * One page of a view. Pages hang on the last row's sort key and id, so that what arrives or is settled meanwhile
 * neither repeats nor hides another. `bad-input` for a cursor or a date that is none.
 */
export function listRequests(
  db: Db,
  input: RequestListInput,
  context: RowContext,
): Result<RequestPage, AppError> {
  const after = input.cursor === null ? null : readCursor(input.cursor);
  if (input.cursor !== null && after === null) return err({ code: 'bad-input' });
  if (!hasOnlyDates(input)) return err({ code: 'bad-input' });
  const { found, more, total } =
    input.filter === 'obstacle-free'
      ? obstacleFreePage(db, input, after, context)
      : plainPage(db, input, after, context.rules.practice.zone);
  const last = found.at(-1);
  return ok({
    rows: requestRows(db, found, context),
    nextCursor: more && last ? writeCursor({ key: last[SORT_KEY], id: last.id }) : null,
    total,
    counts: inboxCounts(db, context.now),
  });
}

/** Whether the days that the history is narrowed to are dates. */
export const hasOnlyDates = ({ settled }: Pick<RequestListInput, 'settled'>): boolean =>
  [settled?.from ?? null, settled?.to ?? null].every((date) => date === null || isPlainDate(date));

/** The ids of all that a view shows, all pages together, in its order. */
export function listedIds(
  db: Db,
  input: Omit<RequestListInput, 'cursor' | 'limit'>,
  context: RowContext,
): string[] {
  if (input.filter !== 'obstacle-free')
    return db.all(idsQuery(input, context.rules.practice.zone)).map(({ id }) => id);
  return obstacleFree(db, { ...input, cursor: null, limit: 1 }, context).map(({ id }) => id);
}

interface Page {
  readonly found: readonly Found[];
  readonly more: boolean;
  readonly total: number;
}

function plainPage(db: Db, input: RequestListInput, after: Position | null, zone: ZoneId): Page {
  const found = db.all(listQuery(input, zone, after, input.limit + 1));
  return {
    found: found.slice(0, input.limit),
    more: found.length > input.limit,
    total: db.get(totalQuery(input, zone))?.n ?? 0,
  };
}

/** Whether something stands in the way is the domain's to say: it is asked for each request of the view. */
function obstacleFreePage(
  db: Db,
  input: RequestListInput,
  after: Position | null,
  context: RowContext,
): Page {
  const free = obstacleFree(db, input, context);
  const from = after === null ? 0 : positionAfter(free, after, input);
  const rest = free.slice(from);
  return { found: rest.slice(0, input.limit), more: rest.length > input.limit, total: free.length };
}

function obstacleFree(db: Db, input: RequestListInput, context: RowContext): Found[] {
  const all = db.all(listQuery(input, context.rules.practice.zone, null, null));
  const obstacles = obstaclesOfRequests(db, all, context);
  return all.filter((_, index) => obstacles[index]?.length === 0);
}

/** The index of the first row beyond `after`, in the list's own order. */
function positionAfter(rows: readonly Found[], after: Position, { view, sort }: RequestListInput): number {
  const direction = view === 'history' || sort === 'arrival' ? -1 : 1;
  const index = rows.findIndex((row) => {
    const byKey = row[SORT_KEY] - after.key;
    const byId = row.id < after.id ? -1 : row.id > after.id ? 1 : 0;
    return (byKey === 0 ? byId : byKey) * direction > 0;
  });
  return index === -1 ? rows.length : index;
}
