import { sql } from 'kysely';
import type { OutboxState } from '../../src-shared/domain/delivery-states.ts';

/** It may leave, or may have left: the undo time is over. */
export const SENDABLE: readonly OutboxState[] = ['ready', 'unsure'];

/** It may still reach the portal. */
export const UNFINISHED: readonly OutboxState[] = ['held', ...SENDABLE];

/** The desk shows its effect although the portal does not have it. */
export const UNAPPLIED: readonly OutboxState[] = [...UNFINISHED, 'failed'];

/**
 * `UNFINISHED`, `failed` and `held` as the partial indexes `outbox_unfinished`, `outbox_failed` and `outbox_held` have them: SQLite uses such an index
 * only for its own condition, with literals (https://www.sqlite.org/partialindex.html). Where rows are looked for by ordering key or
 * by request, the index for that is the better one: there the lists above are bound as values.
 */
export const isUnfinished = sql<boolean>`${sql.ref('state')} in (${sql.join(UNFINISHED.map((state) => sql.lit(state)))})`;
export const isFailed = sql<boolean>`${sql.ref('state')} = ${sql.lit('failed' satisfies OutboxState)}`;
export const isHeld = sql<boolean>`${sql.ref('state')} = ${sql.lit('held' satisfies OutboxState)}`;

/** Decided while no portal was set up, and not told since: word for word the condition of the partial index `outbox_untold`. */
export const isUntold = sql<boolean>`untold = 1`;
