import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Surroundings } from '../ports.ts';

/** So much of the log's end is told. */
const LOG_BYTES = 100_000;

/** The program and its computer, for somebody who helps. */
export const surroundingsOf = (version: string, logs: string): Surroundings => ({
  program: [
    `Reslot: ${version}`,
    `Electron: ${process.versions.electron ?? 'none'}, Chromium: ${process.versions.chrome ?? 'none'}, Node: ${process.versions.node}`,
    `system: ${process.platform} ${process.arch} ${release()}, ${cpus().length} processors, ${Math.round(totalmem() / 1e9)} GB`,
    `running for: ${Math.round(process.uptime())} s, memory: ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  ],
  log: lastLines(join(logs, 'reslot.log')),
});

/** Whole lines; none where there is no log. */
function lastLines(path: string): string[] {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const { size } = fstatSync(file);
    const content = Buffer.alloc(Math.min(size, LOG_BYTES));
    readSync(file, content, 0, content.length, size - content.length);
    const lines = content.toString('utf8').trimEnd().split('\n');
    return size > LOG_BYTES ? lines.slice(1) : lines;
  } catch {
    return [];
  } finally {
    if (file !== null) closeSync(file);
  }
}
