import type { AppError } from '../../../src-shared/errors.ts';
import type { Topic } from '../../../src-shared/ipc/events.ts';
import { ok, type Result } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { refuseWhenUnwritable } from '../../db/storage-error.ts';
import type { Committed } from '../../decisions/commit-decision.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock, Ids } from '../../ports.ts';
import { chooseAddress } from './choose-address.ts';
import { chooseTime } from './choose-time.ts';
import { correctAddress, correctPhone } from './correct-address.ts';
import { attentionItems } from './list.ts';
import { calledInstead, dismiss, retryRefusedDecision, retryRefusedMail } from './resolve.ts';
import type { AttentionContext } from './standings.ts';

export interface AttentionDeps {
  readonly db: Db;
  readonly ids: Ids;
  readonly undoMs: () => number;
  readonly portalConfigured: () => boolean;
  /** Called after the commit of what can be undone for a while. */
  readonly committed: (what: Committed) => void;
  readonly clock: Clock;
  /** What the items depend on beside the database, as it is now. */
  readonly context: () => AttentionContext;
  readonly changed: (topics: readonly Topic[]) => void;
  /** Called after the commit: some decisions are ready for the portal. */
  readonly released: () => void;
  /** Called after the commit: some e-mails are ready. */
  readonly mailReady: () => void;
}

/** Needs attention: what was refused, what changed elsewhere, what could not be read. */
export function attentionHandlers(
  deps: AttentionDeps,
): Pick<
  Handlers,
  | 'attention.list'
  | 'attention.retry'
  | 'attention.calledInstead'
  | 'attention.correctAddress'
  | 'attention.correctPhone'
  | 'attention.chooseAddress'
  | 'attention.chooseTime'
  | 'attention.dismiss'
> {
  const { db, clock, changed, released, mailReady } = deps;
  const commit = (work: () => Result<null, AppError>) => refuseWhenUnwritable(() => db.transaction(work));
  const correct = (work: () => ReturnType<typeof correctPhone>) => {
    const corrected = refuseWhenUnwritable(() => db.transaction(work));
    if (!corrected.ok) return corrected;
    deps.committed(corrected.value);
    const { outboxId, undoUntil } = corrected.value;
    return ok({ outboxId, undoUntil });
  };
  return {
    'attention.list': () => ok(attentionItems(db, deps.context())),
    'attention.retry': ({ kind, id }, { actor }) => {
      const { now, mailSetUp, portalSetUp } = deps.context();
      const retried = commit(() =>
        kind === 'mail'
          ? retryRefusedMail(db, id, { actor, now }, { mailSetUp })
          : retryRefusedDecision(db, id, { now, portalSetUp }),
      );
      if (!retried.ok) return retried;
      changed(['attention', 'requests']);
      if (kind === 'mail') mailReady();
      else released();
      return retried;
    },
    'attention.correctAddress': (given, { actor }) => correct(() => correctAddress(deps, given, actor)),
    'attention.correctPhone': (given, { actor }) => correct(() => correctPhone(deps, given, actor)),
    'attention.chooseAddress': (given, { actor }) => {
      const chosen = refuseWhenUnwritable(() => db.transaction(() => chooseAddress(deps, given, actor)));
      if (!chosen.ok) return chosen;
      if (chosen.value) deps.committed(chosen.value);
      else {
        changed(['attention', 'requests']);
        mailReady();
      }
      return ok({ outboxId: chosen.value?.outboxId ?? null, undoUntil: chosen.value?.undoUntil ?? 0 });
    },
    'attention.calledInstead': ({ mailId }, { actor }) => {
      const marked = commit(() => calledInstead(db, mailId, { actor, now: clock.now() }));
      if (marked.ok) changed(['attention', 'requests']);
      return marked;
    },
    'attention.chooseTime': (given, { actor }) => {
      const chosen = refuseWhenUnwritable(() =>
        db.transaction(() => chooseTime(db, given, actor, clock.now())),
      );
      if (!chosen.ok) return chosen;
      changed([...chosen.value.topics]);
      // A request that has arrived may call for something.
      released();
      return ok(null);
    },
    'attention.dismiss': (given, { actor }) => {
      const dismissed = commit(() => dismiss(db, given, { actor, now: clock.now() }));
      if (dismissed.ok) changed(['attention', 'requests', 'schedule', 'patients', 'calls']);
      return dismissed;
    },
  };
}
