import { resolve } from 'node:path';

/** The script of the thread that brings the log back into the file, as it stands in the sources. */
export const WRITE_BACK_WORKER = resolve(import.meta.dirname, '../../src-main/db/write-back-worker.ts');
