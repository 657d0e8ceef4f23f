/** The thread in which a backup is made and verified: it reads over a connection of its own and holds nobody up. */
import { parentPort, workerData } from 'node:worker_threads';
import { DamagedCopy, makeCopy } from './copy.ts';
import type { BackupJob, WorkerMessage } from './worker-protocol.ts';

const say = (message: WorkerMessage): void => parentPort?.postMessage(message);

try {
  const copy = await makeCopy(workerData as BackupJob, (progress) => say({ type: 'progress', progress }));
  say({ type: 'done', copy });
} catch (error) {
  if (error instanceof DamagedCopy) say({ type: 'damaged' });
  else say({ type: 'failed', code: error instanceof Error && 'code' in error ? String(error.code) : '' });
}
