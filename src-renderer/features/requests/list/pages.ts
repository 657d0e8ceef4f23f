import type { AppError } from '../../../../src-shared/errors.ts';
import type { RequestListInput, RequestPage, RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Result } from '../../../../src-shared/result.ts';

/** How many rows a page has, and how many are read at once when what is shown is read anew. */
export const PAGE_SIZE = 50;
const REREAD_SIZE = 200;

/** What a list shows: which view, and how it is narrowed and sorted. */
export type Filters = Omit<RequestListInput, 'cursor' | 'limit'>;

export interface Pages {
  readonly rows: readonly RequestRow[];
  readonly nextCursor: string | null;
  readonly total: number;
}

type ReadPage = (input: RequestListInput) => Promise<Result<RequestPage, AppError>>;

/** Reads from the start until at least `count` rows are there or the list ends. */
export async function readRows(
  read: ReadPage,
  filters: Filters,
  count: number,
): Promise<Result<Pages, AppError>> {
  const rows: RequestRow[] = [];
  let cursor: string | null = null;
  let total = 0;
  do {
    const limit = Math.min(REREAD_SIZE, Math.max(PAGE_SIZE, count - rows.length));
    const page = await read({ ...filters, cursor, limit });
    if (!page.ok) return page;
    rows.push(...page.value.rows);
    total = page.value.total;
    cursor = page.value.nextCursor;
  } while (cursor !== null && rows.length < count);
  return { ok: true, value: { rows: distinct(rows), nextCursor: cursor, total } };
}

/** `before` with the page after it. A row that moved between two reads is shown once. */
export function append(before: Pages, page: RequestPage): Pages {
  return { rows: distinct([...before.rows, ...page.rows]), nextCursor: page.nextCursor, total: page.total };
}

/** `after`, with the objects of `before` wherever nothing changed, so that unchanged rows need not be drawn again. */
export function keepUnchanged(before: readonly RequestRow[], after: Pages): Pages {
  const known = new Map(before.map((row) => [row.id, row]));
  return {
    ...after,
    rows: after.rows.map((row) => {
      const old = known.get(row.id);
      return old !== undefined && JSON.stringify(old) === JSON.stringify(row) ? old : row;
    }),
  };
}

function distinct(rows: readonly RequestRow[]): RequestRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
