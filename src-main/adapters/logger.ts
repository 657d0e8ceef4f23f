import { closeSync, constants, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { isLoggable, WITHHELD } from '../log-values.ts';
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

/** Where no log can be written: what would stand there is lost, and the desk works all the same. */
export const noLog: FileLogger = { info: () => {}, warn: () => {}, error: () => {}, close: () => {} };

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
    info: (event, fields) => log.info(lineOf(event, fields)),
    warn: (event, fields) => log.warn(lineOf(event, fields)),
    error: (event, fields) => log.error(lineOf(event, fields)),
    close: () => file.close(),
  };
}

/**
 * `LogEvents` lets nothing through at compile time that could be a patient's; this holds whatever the types were made to believe:
 * only what looks like a code, an id or a stack frame is written.
 */
function lineOf(event: string, fields: object = {}): Record<string, unknown> {
  const safe = Object.entries(fields).map(([name, value]) => [loggable(name), loggable(value)]);
  return { ...Object.fromEntries(safe), event: loggable(event) };
}

function loggable(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  return typeof value === 'string' && (value === '' || isLoggable(value)) ? value : WITHHELD;
}

/** Written synchronously: the last line before a crash is the one that is needed. */
function createRotatingFile(path: string, previous: string, maxBytes: number) {
  let descriptor: number | null = openForAppending(path);
  let size = fstatSync(descriptor).size;
  let isClosed = false;

  /** Before anything can fail the number is forgotten: the system gives it to the next file that is opened. */
  function letGo(): void {
    const closing = descriptor;
    descriptor = null;
    if (closing !== null) closeSync(closing);
  }

  function rotate(): void {
    letGo();
    renameSync(path, previous);
  }

  return {
    write(line: string): void {
      if (isClosed) return;
      try {
        if (descriptor !== null && size >= maxBytes) rotate();
        if (descriptor === null) {
          descriptor = openForAppending(path);
          size = fstatSync(descriptor).size;
        }
        size += writeSync(descriptor, line);
      } catch {
        // A full disk must not stop the desk: the line is lost, the work goes on.
      }
    },
    close(): void {
      isClosed = true;
      letGo();
    },
  };
}

function openForAppending(path: string): number {
  makePrivateFile(path);
  // A link that somebody has put there is not followed.
  return openSync(path, constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0));
}
