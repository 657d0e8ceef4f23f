import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { Db } from '../../db/db.ts';
import type { Decisions } from '../../decisions/decisions.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock } from '../../ports.ts';
import { getRequest } from './get.ts';
import { listRequests } from './list.ts';
import type { RowContext } from './row-obstacles.ts';

export interface RequestsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly rules: () => PracticeRules;
  readonly decisions: Decisions;
}

/** The Appointment Requests tab: reading it, deciding, undoing. */
export function requestsHandlers(
  deps: RequestsDeps,
): Pick<
  Handlers,
  'requests.list' | 'requests.get' | 'requests.preview' | 'requests.decide' | 'decisions.undo'
> {
  const { db, clock, decisions } = deps;
  const context = (): RowContext => ({ now: clock.now(), rules: deps.rules() });
  return {
    'requests.list': (input) => listRequests(db, input, context()),
    'requests.get': ({ id }) => getRequest(db, id, context()),
    'requests.preview': ({ id, command }) => decisions.preview({ on: 'request', id, command }),
    'requests.decide': ({ id, command }, { actor }) =>
      decisions.decide({ on: 'request', id, command }, actor),
    'decisions.undo': ({ outboxId }, { actor }) => decisions.undo(outboxId, actor),
  };
}
