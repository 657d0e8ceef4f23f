import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import { ok } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock } from '../../ports.ts';
import type { Sync } from '../../sync/sync.ts';
import { getRequest } from './get.ts';
import { listRequests } from './list.ts';
import type { RowContext } from './row-obstacles.ts';

export interface RequestsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly rules: () => PracticeRules;
  readonly sync: () => Pick<Sync, 'workOn' | 'openElsewhere'>;
}

/** What the Appointment Requests tab reads. */
export function requestsHandlers({
  db,
  clock,
  rules,
  sync,
}: RequestsDeps): Pick<
  Handlers,
  'requests.list' | 'requests.get' | 'requests.workOn' | 'requests.openElsewhere'
> {
  const context = (): RowContext => ({ now: clock.now(), rules: rules() });
  return {
    'requests.list': (input) => listRequests(db, input, context()),
    'requests.get': ({ id }) => getRequest(db, id, context()),
    'requests.workOn': ({ ids }) => {
      sync().workOn(ids);
      return ok(null);
    },
    'requests.openElsewhere': () => ok([...sync().openElsewhere()]),
  };
}
