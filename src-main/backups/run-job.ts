import { Worker } from 'node:worker_threads';
import { type BackupJob, type VerifiedCopy, workerMessage } from './worker-protocol.ts';

/** How a job of the worker's ended. */
export type JobEnd =
  | { readonly end: 'done'; readonly copy: VerifiedCopy }
  | { readonly end: 'damaged' }
  /** It is encrypted with another key. */
  | { readonly end: 'locked' }
  /** `code`: SQLite's or the system's; '' where it is an error of the program or the thread has died. */
  | { readonly end: 'failed'; readonly code: string };

export interface RunningJob {
  /** Never rejects. */
  readonly ended: Promise<JobEnd>;
  /** Ends the thread where it is. What it was writing is nobody's. */
  stop(): void;
}

/** Starts a thread of its own for one job. `file`: the worker's script. */
export function runJob(file: string, job: BackupJob): RunningJob {
  let worker: Worker;
  try {
    worker = new Worker(file, { workerData: job });
  } catch {
    return { ended: Promise.resolve({ end: 'failed', code: '' }), stop: () => {} };
  }
  const ended = new Promise<JobEnd>((resolve) => {
    worker.on('message', (message: unknown) => {
      const said = workerMessage.safeParse(message);
      if (!said.success) return;
      switch (said.data.type) {
        case 'done':
          return resolve({ end: 'done', copy: said.data.copy });
        case 'damaged':
        case 'locked':
          return resolve({ end: said.data.type });
        case 'failed':
          return resolve({ end: 'failed', code: said.data.code });
      }
    });
    // Stays for good: an error nobody listens for would end the program.
    worker.on('error', () => resolve({ end: 'failed', code: '' }));
    worker.once('exit', () => resolve({ end: 'failed', code: '' }));
  });
  return { ended, stop: () => void worker.terminate() };
}
