import { whyByItself } from '../../../src-shared/domain/many-requests.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { asChosen, commandOfAct, shownOf } from '../../../src-shared/ipc/chosen-request.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { refuseWhenUnwritable } from '../../db/storage-error.ts';
import type { Decisions } from '../../decisions/decisions.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock, FileDialogs, SheetFiles } from '../../ports.ts';
import type { Sync } from '../../sync/sync.ts';
import { exportHistory } from './export.ts';
import { getRequest } from './get.ts';
import { hasOnlyDates, listedIds, listRequests } from './list.ts';
import type { RowContext } from './row-obstacles.ts';
import { requestRowsById } from './rows-by-id.ts';
import { settledBy, writtenEmail } from './settled.ts';
import { addNote, snooze, wake } from './snoozes.ts';

export interface RequestsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly rules: () => PracticeRules;
  readonly decisions: Pick<Decisions, 'decide'>;
  readonly sync: () => Pick<Sync, 'workOn' | 'openElsewhere'>;
  readonly dialogs: FileDialogs;
  readonly files: SheetFiles;
  /** Called after a request was put off, brought back or written about. */
  readonly changed: () => void;
}

/** What the Appointment Requests tab reads. */
export function requestsHandlers({
  db,
  clock,
  rules,
  decisions,
  sync,
  dialogs,
  files,
  changed,
}: RequestsDeps): Pick<
  Handlers,
  | 'requests.list'
  | 'requests.get'
  | 'requests.settledBy'
  | 'requests.email'
  | 'requests.exportHistory'
  | 'requests.ids'
  | 'requests.byIds'
  | 'requests.decideShown'
  | 'requests.snooze'
  | 'requests.wake'
  | 'requests.addNote'
  | 'requests.workOn'
  | 'requests.openElsewhere'
> {
  const context = (): RowContext => ({ now: clock.now(), rules: rules() });
  const written = (work: () => Result<null, AppError>): Result<null, AppError> => {
    const done = refuseWhenUnwritable(() => db.transaction(work));
    if (done.ok) changed();
    return done;
  };
  return {
    'requests.list': (input) => listRequests(db, input, context()),
    'requests.get': ({ id }, { actor }) => getRequest(db, id, context(), actor.userId),
    'requests.settledBy': () => ok(settledBy(db)),
    'requests.email': ({ mailId }) => writtenEmail(db, mailId),
    'requests.exportHistory': (input, caller) =>
      exportHistory({ db, clock, dialogs, files, zone: () => rules().practice.zone }, input, caller),
    'requests.ids': (input) =>
      hasOnlyDates(input) ? ok(listedIds(db, input, context())) : err({ code: 'bad-input' }),
    'requests.byIds': ({ ids }) => {
      const rows = new Map(requestRowsById(db, ids, context()).map((row) => [row.id, row]));
      return ok(ids.flatMap((id) => rows.get(id) ?? []));
    },
    'requests.decideShown': ({ id, act, command, shown }, { actor }) => {
      const [row] = requestRowsById(db, [id], context());
      if (!row) return err({ code: 'request-not-found' });
      const openOn = sync()
        .openElsewhere()
        .find(({ requestId }) => requestId === id);
      const isAsShown = shownOf(row) === shown && command.type === commandOfAct(act, row.kind);
      if (!isAsShown || whyByItself(act, asChosen(row, act, openOn?.desk ?? null)) !== null)
        return err({ code: 'changed-since-shown' });
      return decisions.decide({ on: 'request', id, command }, actor);
    },
    'requests.snooze': ({ id, until }, { actor }) =>
      written(() => snooze(db, id, until, { now: clock.now(), actor })),
    'requests.wake': ({ id }, { actor }) => written(() => wake(db, id, { now: clock.now(), actor })),
    'requests.addNote': ({ id, text }, { actor }) =>
      written(() => addNote(db, id, text, { now: clock.now(), actor })),
    'requests.workOn': ({ ids }) => {
      sync().workOn(ids);
      return ok(null);
    },
    'requests.openElsewhere': () => ok([...sync().openElsewhere()]),
  };
}
