import type { Actor, Changes } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { preparedInsert } from '../db/prepared.ts';
import { correction } from './correction.ts';
import type { OutboxEntry } from './entry.ts';
import type { Snapshot } from './snapshot.ts';
import type { WriteStep } from './write-step.ts';

/** What a release looks at. */
export type Releasable = Pick<OutboxEntry, 'id' | 'plan' | 'correction' | 'isReadable'>;

/** Whether it has to reach the portal. What cannot be read may have to: it is looked at before anything of it is called done. */
export const tellsPortal = ({ plan, isReadable }: Releasable): boolean => !isReadable || plan.length > 0;

/** A decision as it enters the outbox. */
export interface HeldDecision {
  readonly id: string;
  /** What must not overtake each other in the portal shares an ordering key. */
  readonly orderingKey: string;
  readonly requestId: string | null;
  /** What was given, as the outbox keeps it. */
  readonly command: { readonly type: string };
  readonly changes: Changes;
  readonly plan: readonly WriteStep[];
  /** What an undo puts back. */
  readonly before: Snapshot;
  readonly actor: Actor;
  readonly now: EpochMs;
  /** How long it can be undone; 0: it may leave at once. */
  readonly undoMs: number;
}

/** Puts a decision into the outbox, held until it can be undone no more. In the caller's transaction. */
export function holdDecision(db: Db, decision: HeldDecision): Releasable {
  const { id, orderingKey, requestId, command, changes, plan, before, actor, now, undoMs } = decision;
  const row = {
    id,
    ordering_key: orderingKey,
    request_id: requestId,
    command_json: JSON.stringify(command),
    changes_json: JSON.stringify(changes),
    plan_json: JSON.stringify(plan),
    before_json: JSON.stringify(before),
    user_id: actor.userId,
    user_name: actor.userName,
    state: 'held',
    release_ms: now + undoMs,
    attempts: 0,
    next_attempt_ms: now + undoMs,
    last_error: null,
    created_ms: now,
    finished_ms: null,
    untold: 0,
  } as const;
  db.run(insert(row));
  const corrected = correction.safeParse(command);
  return { id, plan, correction: corrected.success ? corrected.data : null, isReadable: true };
}

const insert = preparedInsert('outbox');
