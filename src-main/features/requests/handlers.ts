import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import { ok } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock, FileDialogs, SheetFiles } from '../../ports.ts';
import type { Sync } from '../../sync/sync.ts';
import { exportHistory } from './export.ts';
import { getRequest } from './get.ts';
import { listRequests } from './list.ts';
import type { RowContext } from './row-obstacles.ts';
import { settledBy, writtenEmail } from './settled.ts';

export interface RequestsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly rules: () => PracticeRules;
  readonly sync: () => Pick<Sync, 'workOn' | 'openElsewhere'>;
  readonly dialogs: FileDialogs;
  readonly files: SheetFiles;
}

/** What the Appointment Requests tab reads. */
export function requestsHandlers({
  db,
  clock,
  rules,
  sync,
  dialogs,
  files,
}: RequestsDeps): Pick<
  Handlers,
  | 'requests.list'
  | 'requests.get'
  | 'requests.settledBy'
  | 'requests.email'
  | 'requests.exportHistory'
  | 'requests.workOn'
  | 'requests.openElsewhere'
> {
  const context = (): RowContext => ({ now: clock.now(), rules: rules() });
  return {
    'requests.list': (input) => listRequests(db, input, context()),
    'requests.get': ({ id }) => getRequest(db, id, context()),
    'requests.settledBy': () => ok(settledBy(db)),
    'requests.email': ({ mailId }) => writtenEmail(db, mailId),
    'requests.exportHistory': (input) =>
      exportHistory({ db, clock, dialogs, files, zone: () => rules().practice.zone }, input),
    'requests.workOn': ({ ids }) => {
      sync().workOn(ids);
      return ok(null);
    },
    'requests.openElsewhere': () => ok([...sync().openElsewhere()]),
  };
}
