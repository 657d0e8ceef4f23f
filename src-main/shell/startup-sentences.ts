import type { OpenError } from '../db/open.ts';
import type { DemoError } from '../demo/demo-error.ts';

/** Why the program does not start, as the person in front of it reads it. */

export function alreadyRunning(dataDir: string): string {
  return `Reslot is already running with the data directory ${dataDir}.`;
}

export function dataDirUnwritable(dataDir: string): string {
  return `The data directory ${dataDir} cannot be written: choose another one, or ask for the right to write there.`;
}

export function databaseSentence(error: OpenError): string {
  switch (error.code) {
    case 'database-newer':
      return `The database ${error.path} was written by a newer version of Reslot: install that version. Nothing was changed.`;
    case 'database-corrupt':
      return `The database ${error.path} is damaged and was left as it is: put a backup in its place, or move it away to begin anew.`;
    case 'database-unwritable':
      return `The database ${error.path} cannot be written (${error.detail}).`;
    case 'database-busy':
      return `The database ${error.path} is in use by another program.`;
  }
}

export function demoSentence(error: DemoError): string {
  switch (error.code) {
    case 'port-in-use':
      return `Port ${error.port} is in use: choose another one with --port.`;
    case 'unwritable':
      return `The demo clinic's data in ${error.path} cannot be written.`;
    case 'failed':
      return `The demo clinic could not be started: ${error.detail}`;
  }
}

export function unexpected(error: unknown): string {
  return `Reslot could not be started because of an error in the program: ${error instanceof Error ? error.message : String(error)}`;
}
