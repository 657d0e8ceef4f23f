import { closeSync, constants, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Logger } from '../ports.ts';
import { makePrivateDirectory, makePrivateFile } from '../private-files.ts';

export interface FileLogger extends Logger {
  close(): void;
}

export interface LogOptions {
  readonly directory: string;
  readonly level?: 'info' | 'warn' | 'error';
  /** When the file has grown to this many bytes it becomes `reslot.1.log`, in place of the one before. Default 5 MB. */
  readonly maxBytes?: number;
}

/** JSON lines in `<directory>/reslot.log`. Throws when the directory cannot be written. */
export function createFileLogger({
  directory,
  level = 'info',
  maxBytes = 5_000_000,
}: LogOptions): FileLogger {
  makePrivateDirectory(directory);
  const file = createRotatingFile(join(directory, 'reslot.log'), join(directory, 'reslot.1.log'), maxBytes);
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, file);
  return {
    info: (event, fields) => log.info({ event, ...fields }),
    warn: (event, fields) => log.warn({ event, ...fields }),
    error: (event, fields) => log.error({ event, ...fields }),
    close: () => file.close(),
  };
}

/** Written synchronously: the last line before a crash is the one that is needed. */
function createRotatingFile(path: string, previous: string, maxBytes: number) {
  let descriptor: number | null = openForAppending(path);
  let size = fstatSync(descriptor).size;
  return {
    write(line: string): void {
      if (descriptor === null) return;
      try {
        if (size >= maxBytes) {
          closeSync(descriptor);
          renameSync(path, previous);
          descriptor = openForAppending(path);
          size = 0;
        }
        size += writeSync(descriptor, line);
      } catch {
        // A full disk must not stop the desk: the line is lost, the work goes on.
      }
    },
    close(): void {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}

function openForAppending(path: string): number {
  makePrivateFile(path);
  // A link that somebody has put there is not followed.
  return openSync(path, constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0));
}
