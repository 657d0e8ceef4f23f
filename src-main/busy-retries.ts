import type { AppError } from '../src-shared/errors.ts';
import { type CommandName, isInOrder } from '../src-shared/ipc/names.ts';
import { err } from '../src-shared/result.ts';
import type { Db } from './db/db.ts';
import { isDatabaseBusy } from './db/storage-error.ts';
import type { Answer, Caller, Handler } from './ipc/handlers.ts';
import type { Clock } from './ports.ts';
import { pause } from './timing/pause.ts';

/** How long a command is tried again: a backup or a virus scanner lets go within seconds. */
const LIMIT_MS = 20_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1000;
/** The same when the program is being closed. */
const STOP_LIMIT_MS = 3500;
/** A lock that is gone sooner is not worth a word. */
const TOLD_AFTER_MS = 500;

export interface BusyRetriesDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** Another program has been holding the database for a while, and something waits for it; or nothing does any more. */
  readonly told: (busy: boolean) => void;
}

export interface BusyRetries {
  /** The same command, tried again while another program holds the database. */
  wrap<N extends CommandName>(name: N, handler: Handler<N>): Handler<N>;
  /** Somebody's command waits to be written. */
  waiting(): boolean;
  /** Goes on for a moment, then refuses what still cannot be written. Resolves when nothing waits any more. */
  stop(): Promise<void>;
}

/**
 * SQLite has one writer at a time, and another program may be it. A command that meets it has not begun: its transaction
 * takes the lock first. So it is tried again, without holding up what only reads, and in the order of the clicks: a later
 * write waits for the one before it. After `LIMIT_MS` it is refused with `database-busy`.
 */
export function createBusyRetries({ db, clock, told }: BusyRetriesDeps): BusyRetries {
  /** Ends when the write that came last, and so every one before it, has its answer. */
  let last: Promise<unknown> | null = null;
  let writesWaiting = 0;
  /** Tries whose pauses have been going on for a while. */
  let slow = 0;
  let stopAt = Number.POSITIVE_INFINITY;

  /** Runs it once. `null`: the database was busy, and nothing has been written; of what may be repeated that does not matter. */
  function attempt<N extends CommandName>(work: () => Answer<N> | Promise<Answer<N>>, ordered: boolean) {
    const before = db.commits;
    const untouched = (): boolean => !ordered || db.commits === before;
    const seen = (answer: Answer<N>): Answer<N> | null =>
      !answer.ok && answer.error.code === 'database-busy' && untouched() ? null : answer;
    const failed = (error: unknown): null => {
      if (isDatabaseBusy(error) && untouched()) return null;
      throw error;
    };
    try {
      const answer = work();
      return answer instanceof Promise ? answer.then(seen, failed) : seen(answer);
    } catch (error) {
      return failed(error);
    }
  }

  async function tryAgain<N extends CommandName>(
    work: () => Answer<N> | Promise<Answer<N>>,
    until: number,
    ordered: boolean,
  ): Promise<Answer<N>> {
    let isSlow = false;
    let waited = 0;
    try {
      for (let next = FIRST_PAUSE_MS; ; next = Math.min(LONGEST_PAUSE_MS, next * 2)) {
        const isLast = clock.elapsed() >= Math.min(until, stopAt) || waited >= LIMIT_MS;
        const answer = await attempt(work, ordered);
        if (answer) return answer;
        if (isLast) return refusal();
        await pause(clock, next);
        waited += next;
        if (isSlow || waited < TOLD_AFTER_MS) continue;
        isSlow = true;
        slow += 1;
        if (slow === 1) told(true);
      }
    } finally {
      if (isSlow) {
        slow -= 1;
        if (slow === 0) told(false);
      }
    }
  }

  /** After the writes that wait already. */
  function inOrder<N extends CommandName>(work: () => Answer<N> | Promise<Answer<N>>): Promise<Answer<N>> {
    const until = clock.elapsed() + LIMIT_MS;
    writesWaiting += 1;
    const before = last ?? Promise.resolve();
    const answer = before.then(() => tryAgain(work, until, true));
    const ended = answer
      .catch(() => undefined)
      .then(() => {
        writesWaiting -= 1;
        if (last === ended) last = null;
      });
    last = ended;
    return answer;
  }

  return {
    wrap<N extends CommandName>(name: N, handler: Handler<N>): Handler<N> {
      return (input, caller: Caller) => {
        const work = () => handler(input, caller);
        const ordered = isInOrder(name);
        if (ordered && last) return inOrder(work);
        const waits = (): Promise<Answer<N>> =>
          ordered ? inOrder(work) : tryAgain(work, clock.elapsed() + LIMIT_MS, false);
        const first = attempt(work, ordered);
        if (first instanceof Promise) return first.then((answer) => answer ?? waits());
        return first ?? waits();
      };
    },
    waiting: () => writesWaiting > 0,
    async stop() {
      stopAt = clock.elapsed() + STOP_LIMIT_MS;
      while (last) await last;
    },
  };
}

const refusal = (): { readonly ok: false; readonly error: AppError } => err({ code: 'database-busy' });
