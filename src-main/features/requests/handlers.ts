import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { Topic } from '../../../src-shared/ipc/events.ts';
import { ok } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { refuseWhenUnwritable } from '../../db/storage-error.ts';
import type { Decisions } from '../../decisions/decisions.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock } from '../../ports.ts';
import { saveDraft } from './draft.ts';
import { getRequest } from './get.ts';
import { listRequests } from './list.ts';
import type { RowContext } from './row-obstacles.ts';

export interface RequestsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly rules: () => PracticeRules;
  readonly decisions: Decisions;
  readonly changed: (topics: readonly Topic[]) => void;
}

/** The Appointment Requests tab: reading it, deciding, undoing. */
export function requestsHandlers(
  deps: RequestsDeps,
): Pick<
  Handlers,
  | 'requests.list'
  | 'requests.get'
  | 'requests.preview'
  | 'requests.decide'
  | 'requests.saveDraft'
  | 'decisions.undo'
> {
  const { db, clock, decisions, changed } = deps;
  const context = (): RowContext => ({ now: clock.now(), rules: deps.rules() });
  return {
    'requests.list': (input) => listRequests(db, input, context()),
    'requests.get': ({ id }) => getRequest(db, id, context()),
    'requests.preview': ({ id, command }) => decisions.preview({ on: 'request', id, command }),
    'requests.decide': ({ id, command }, { actor }) =>
      decisions.decide({ on: 'request', id, command }, actor),
    'requests.saveDraft': ({ id, draft }) => {
      const saved = refuseWhenUnwritable(() => saveDraft(db, id, draft, clock.now()));
      if (!saved.ok) return saved;
      // The text itself is shown by whoever types it: only its mark on the row is news.
      if (saved.value.toggled) changed(['requests']);
      return ok(null);
    },
    'decisions.undo': ({ outboxId }, { actor }) => decisions.undo(outboxId, actor),
  };
}
