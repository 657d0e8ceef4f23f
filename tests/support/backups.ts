import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The script of the thread in which backups are made, as it stands in the sources. */
export const BACKUP_WORKER = resolve(import.meta.dirname, '../../src-main/backups/worker.ts');

/** Writes rubbish over pages in the middle of a file, as a failing disk does. */
export function spoil(path: string): void {
  const content = readFileSync(path);
  const middle = Math.floor(content.length / 2);
  content.fill(0xa5, middle, middle + 40_960);
  writeFileSync(path, content);
}
