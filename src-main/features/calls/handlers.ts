import type { Actor } from '../../../src-shared/domain/changes.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CallNoted } from '../../../src-shared/ipc/attention-views.ts';
import type { Topic } from '../../../src-shared/ipc/events.ts';
import { ok, type Result } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { refuseWhenUnwritable } from '../../db/storage-error.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock, Ids } from '../../ports.ts';
import type { DueCalls } from './due-calls.ts';
import { type CallsContext, openCalls } from './list.ts';
import { dismissCall, finishCall, noteAttempt, undoNote } from './note.ts';

export interface CallsDeps {
  readonly db: Db;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly rules: () => PracticeRules;
  readonly context: () => CallsContext;
  readonly dueCalls: DueCalls;
  readonly changed: (topics: readonly Topic[]) => void;
}

/** The Call list: patients an e-mail cannot reach, or who cannot answer in the portal. */
export function callsHandlers({
  db,
  ids,
  clock,
  rules,
  context,
  dueCalls,
  changed,
}: CallsDeps): Pick<
  Handlers,
  'calls.list' | 'calls.done' | 'calls.attempted' | 'calls.undo' | 'calls.dismiss'
> {
  /** One change, all of it or none, and who is to hear of it. */
  function commit<T>(
    actor: Actor,
    work: (by: { readonly actor: Actor; readonly now: EpochMs }) => Result<T, AppError>,
  ): Result<T, AppError> {
    const done = refuseWhenUnwritable(() => db.transaction(() => work({ actor, now: clock.now() })));
    if (!done.ok) return done;
    dueCalls.schedule();
    changed(['calls', 'requests']);
    return done;
  }
  const noted = (attemptId: string | null, again: EpochMs | null): Result<CallNoted, AppError> =>
    ok({ attemptId, again, undoUntil: clock.now() + rules().undoSeconds * 1000 });
  return {
    'calls.list': () => ok(openCalls(db, context())),
    'calls.done': (given, { actor }) => {
      const done = commit(actor, (by) => finishCall(db, given, by));
      return done.ok ? noted(null, null) : done;
    },
    'calls.attempted': (given, { actor }) => {
      const done = commit(actor, (by) => noteAttempt(db, ids, given, rules().practice, by));
      return done.ok ? noted(done.value.id, done.value.again) : done;
    },
    'calls.undo': (given, { actor }) => commit(actor, (by) => undoNote(db, given, by)),
    'calls.dismiss': (given, { actor }) => commit(actor, (by) => dismissCall(db, given, by)),
  };
}
