import type { DeskCommand } from '../../../../src-shared/domain/commands.ts';
import type { ManyAct } from '../../../../src-shared/domain/many-requests.ts';
import type { AppError, ErrorCode } from '../../../../src-shared/errors.ts';
import { shownOf } from '../../../../src-shared/ipc/chosen-request.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { type DecisionsState, useDecisions } from '../../../stores/decisions.ts';

/** What is to be decided. */
export interface ToDecide {
  readonly row: RequestRow;
  readonly command: DeskCommand;
}

/** How far a go has come. `R`: what is decided about. */
export interface Went<R = RequestRow> {
  /** The ids of those that are decided. */
  readonly done: readonly string[];
  readonly failed: readonly { readonly row: R; readonly error: AppError }[];
  /** How many were not begun. */
  readonly left: number;
}

/** What would refuse all others, too. */
const ENDS: readonly ErrorCode[] = [
  'internal',
  'disk-full',
  'database-unwritable',
  'database-moved',
  'database-damaged',
];

/** Gives one decision, the same as its own button would; resolves to why it was refused. */
type Give<T> = (one: T) => Promise<AppError | null>;

let goes = 0;

/** Names a go. */
export function nextBatch(act: string): string {
  goes += 1;
  return `${act}-${goes}`;
}

/** Gives the decisions of one go: each only as it was shown. */
export function givesTogether(act: ManyAct): Give<ToDecide> {
  const batch = nextBatch(act);
  return async ({ row, command }) => {
    const decided = useDecisions
      .getState()
      .decide({ on: 'request', row, command }, { act, batch, shown: shownOf(row) });
    return refusalOf(await decided);
  };
}

/** Why a decision was refused; `null`: it was not. */
export function refusalOf(result: Awaited<ReturnType<DecisionsState['decide']>>): AppError | null {
  // `null`: a decision on it is being given just now.
  if (result === null) return { code: 'changed-since-shown' };
  return result.ok ? null : result.error;
}

/**
 * Gives one decision after the other: each is durable before the next begins. Ends early once `stopped`, or when what refused one would
 * refuse all.
 *
 * @param told is called after each.
 */
export async function runMany<R extends { readonly id: string }, T extends { readonly row: R }>(
  all: readonly T[],
  give: Give<T>,
  stopped: () => boolean,
  told: (went: Went<R>) => void,
): Promise<Went<R>> {
  let went: Went<R> = { done: [], failed: [], left: all.length };
  for (const one of all) {
    if (stopped()) break;
    const { row } = one;
    const error = await give(one);
    went = {
      done: error === null ? [...went.done, row.id] : went.done,
      failed: error === null ? went.failed : [...went.failed, { row, error }],
      left: went.left - 1,
    };
    told(went);
    if (error !== null && ENDS.includes(error.code)) break;
  }
  return went;
}
