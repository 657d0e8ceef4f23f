import { Worker } from 'node:worker_threads';
import type { DataKey } from '../data-key.ts';

/** From so many pages in the log that the file does not have they are brought back: SQLite's own measure for it. */
const DUE_PAGES = 1000;
/** A log of so many pages is not made longer by who can wait: it begins anew only once all of it has been brought back. */
const LONG_PAGES = 8000;

/** What the thread is told: once, or once more and then it ends. */
export type WriteBackOrder = 'write-back' | 'end';

/** Brings the log back into the file without holding anybody up. */
export interface WriteBack {
  /** Something has been committed. */
  committed(): void;
  /** Null, or where the log has become long, what resolves once all of it has been brought back, as far as it can be. */
  tooLong(): Promise<void> | null;
  /** Brings back what is left, and ends; from then on SQLite does it within a commit. Never rejects. */
  stop(): Promise<void>;
}

/** What the thread opens. */
export interface WriteBackPlace {
  /** The database's file. */
  readonly path: string;
  readonly key: DataKey | null;
}

/** The log of an open database. */
interface Logged {
  logLength(): { readonly pages: number; readonly broughtBack: number };
  writeBackBy(other: WriteBack | null): void;
}

/**
 * What is committed stands in the log first, and goes from there into the file, page by page all over it, with two waits for the disk:
 * SQLite does that within whichever commit makes the log long, and everything else stands still for tens of
 * milliseconds, on a slow disk for seconds. Here a thread of its own does it. A decision still waits for the log, always: nothing
 * is less safe. Where the thread cannot be had, SQLite goes on doing it.
 *
 * @param script that of the thread.
 */
export function startWriteBack(db: Logged, place: WriteBackPlace, script: string): WriteBack {
  /** What the thread is doing; resolves when it has done it. */
  let underWay: Promise<void> | null = null;
  let done = (): void => {};
  let hasEnded = false;
  const worker = begin();
  const ended = new Promise<void>((resolve) => {
    if (worker === null) return resolve();
    worker.on('message', () => done());
    // Stays for good: an error nobody listens for would end the program. Its end follows.
    worker.on('error', () => {});
    worker.once('exit', () => {
      hasEnded = true;
      db.writeBackBy(null);
      done();
      resolve();
    });
  });
  const writeBack: WriteBack = {
    committed() {
      const { pages, broughtBack } = length();
      if (pages - broughtBack >= DUE_PAGES) order();
    },
    tooLong() {
      if (hasEnded || length().pages < LONG_PAGES) return null;
      return bringAllBack();
    },
    async stop() {
      db.writeBackBy(null);
      worker?.postMessage('end' satisfies WriteBackOrder);
      await ended;
    },
  };
  if (worker !== null) db.writeBackBy(writeBack);

  /** What has been committed is committed, whatever the disk says to this: it is looked at again at the next. */
  function length(): ReturnType<Logged['logLength']> {
    try {
      return db.logLength();
    } catch {
      return { pages: 0, broughtBack: 0 };
    }
  }

  function begin(): Worker | null {
    try {
      const thread = new Worker(script, { workerData: place });
      thread.unref();
      return thread;
    } catch {
      return null;
    }
  }

  function order(): void {
    if (underWay || hasEnded) return;
    underWay = new Promise((resolve) => {
      done = () => {
        underWay = null;
        resolve();
      };
    });
    worker?.postMessage('write-back' satisfies WriteBackOrder);
  }

  /** What is under way began before the last commits. */
  async function bringAllBack(): Promise<void> {
    await underWay;
    order();
    await underWay;
  }

  return writeBack;
}
