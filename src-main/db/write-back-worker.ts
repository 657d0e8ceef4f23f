/** The thread that brings the database's log back into its file, over a connection of its own: see `write-back.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from './connect.ts';
import type { WriteBackOrder, WriteBackPlace } from './write-back.ts';

const { path, key } = workerData as WriteBackPlace;
const connection = connect(path, key, { fileMustExist: true, timeout: 0 });
connection.pragma('synchronous = FULL');

parentPort?.on('message', (order: WriteBackOrder) => {
  try {
    // It holds up nobody who reads or writes (https://www.sqlite.org/c3ref/wal_checkpoint_v2.html, PASSIVE).
    connection.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // A full disk, another program's lock: it stays in the log, where it is as safe, and is tried again.
  }
  if (order === 'write-back') return parentPort?.postMessage('done');
  connection.close();
  parentPort?.close();
});
