import {
  type ChosenRequest,
  divide,
  type LeftOut,
  type ManyAct,
  MOST_AT_ONCE,
} from '../../../../src-shared/domain/many-requests.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import { asChosen, shownOf } from '../../../../src-shared/ipc/chosen-request.ts';
import { MOST_BY_ID, type RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { ok, type Result } from '../../../../src-shared/result.ts';
import { invoke } from '../../../api/client.ts';

/** A request that is left out, and why. */
export interface LeftOutRow {
  readonly row: RequestRow;
  readonly why: LeftOut;
}

/** The requests that were chosen, as they are now. */
export interface ReadChosen {
  /** Those that can be decided together. */
  readonly rows: readonly RequestRow[];
  readonly leftOut: readonly LeftOutRow[];
  /** Those that are open no more. */
  readonly gone: readonly string[];
  /** How many are too many for one go. */
  readonly later: number;
}

/**
 * Reads the chosen requests anew, `MOST_AT_ONCE` at most, and divides them by the rules for several.
 *
 * @param chosen how each looked when it was chosen; `null` where nobody has seen it.
 */
export async function readChosen(
  act: ManyAct,
  chosen: ReadonlyMap<string, string | null>,
): Promise<Result<ReadChosen, AppError>> {
  const ids = [...chosen.keys()].slice(0, MOST_AT_ONCE);
  const elsewhere = await invoke('requests.openElsewhere', undefined);
  if (!elsewhere.ok) return elsewhere;
  const openOn = new Map(elsewhere.value.map(({ requestId, desk }) => [requestId, desk]));
  const read: RequestRow[] = [];
  for (let from = 0; from < ids.length; from += MOST_BY_ID) {
    const page = await invoke('requests.byIds', { ids: ids.slice(from, from + MOST_BY_ID) });
    if (!page.ok) return page;
    read.push(...page.value);
  }
  const open = read
    .filter(({ state }) => state === 'open')
    .sort((one, other) => one.appointment.start - other.appointment.start);
  const rows = new Map(open.map((row) => [row.id, row]));
  const { taken, leftOut } = divide(
    act,
    open.map((row) => asChosen(row, act, openOn.get(row.id) ?? null)),
  );
  const rowOf = ({ id }: ChosenRequest): RequestRow[] => {
    const row = rows.get(id);
    return row === undefined ? [] : [row];
  };
  const hasChanged = (row: RequestRow): boolean => (chosen.get(row.id) ?? shownOf(row)) !== shownOf(row);
  const takenRows = taken.flatMap(rowOf);
  return ok({
    rows: takenRows.filter((row) => !hasChanged(row)),
    leftOut: [
      ...takenRows.filter(hasChanged).map((row) => ({ row, why: { why: 'changed' } as const })),
      ...leftOut.flatMap(({ request, why }) => rowOf(request).map((row) => ({ row, why }))),
    ],
    gone: ids.filter((id) => !rows.has(id)),
    later: chosen.size - ids.length,
  });
}
