/** The thread in which a backup is made and verified: it reads over a connection of its own and holds nobody up. */
import { parentPort, workerData } from 'node:worker_threads';
import { DamagedCopy, LockedCopy, makeCopy } from './copy.ts';
import type { BackupJob, WorkerMessage } from './worker-protocol.ts';

const say = (message: WorkerMessage): void => parentPort?.postMessage(message);

try {
  say({ type: 'done', copy: makeCopy(workerData as BackupJob) });
} catch (error) {
  if (error instanceof DamagedCopy) say({ type: 'damaged' });
  else if (error instanceof LockedCopy) say({ type: 'locked' });
  else say({ type: 'failed', code: error instanceof Error && 'code' in error ? String(error.code) : '' });
}
