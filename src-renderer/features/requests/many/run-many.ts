import type { DeskCommand } from '../../../../src-shared/domain/commands.ts';
import type { ManyAct } from '../../../../src-shared/domain/many-requests.ts';
import type { AppError, ErrorCode } from '../../../../src-shared/errors.ts';
import { shownOf } from '../../../../src-shared/ipc/chosen-request.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { useDecisions } from '../../../stores/decisions.ts';

/** What is to be decided. */
export interface ToDecide {
  readonly row: RequestRow;
  readonly command: DeskCommand;
}

/** How far a go has come. */
export interface Went {
  /** The ids of the requests that are decided. */
  readonly done: readonly string[];
  readonly failed: readonly { readonly row: RequestRow; readonly error: AppError }[];
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
type Give = (one: ToDecide) => Promise<AppError | null>;

let goes = 0;

/** Gives the decisions of one go: each only as it was shown. */
export function givesTogether(act: ManyAct): Give {
  goes += 1;
  const batch = `${act}-${goes}`;
  return async ({ row, command }) => {
    const result = await useDecisions
      .getState()
      .decide({ on: 'request', row, command }, { act, batch, shown: shownOf(row) });
    // `null`: a decision on it is being given just now.
    if (result === null) return { code: 'changed-since-shown' };
    return result.ok ? null : result.error;
  };
}

/**
 * Gives one decision after the other: each is durable before the next begins. Ends early once `stopped`, or when what refused one would
 * refuse all.
 *
 * @param told is called after each.
 */
export async function runMany(
  all: readonly ToDecide[],
  give: Give,
  stopped: () => boolean,
  told: (went: Went) => void,
): Promise<Went> {
  let went: Went = { done: [], failed: [], left: all.length };
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
