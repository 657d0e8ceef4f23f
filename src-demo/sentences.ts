import { t } from '../src-shared/text/text.ts';
import type { DemoError } from './demo-error.ts';
import type { ForgetError } from './forget-demo.ts';

/** Why the demo clinic does not start, as the person in front of it reads it. */

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

/** Before anything is deleted: `names` within `directory`. */
export function deleting(directory: string, names: readonly string[]): string {
  return `Deleting the demo clinic's data in ${directory}: ${names.join(', ')}.`;
}

export function forgetSentence(error: ForgetError): string {
  switch (error.code) {
    case 'not-demo':
      return `${error.path} is not the demo clinic's: nothing was deleted. Choose another directory with --data-dir.`;
    case 'other-servers':
      return `The desk in ${error.path} has been connected to a portal or a mail server of your own: its data counts as a clinic's, and nothing was deleted.`;
    case 'link':
      return `${error.path} is a link, or no plain file: nothing was deleted. Move it away, or choose another directory with --data-dir.`;
    case 'open':
      return `Another program has ${error.path} open: nothing was deleted. Close it and try again.`;
    case 'undeletable':
      return `${error.path} could not be deleted (${error.detail}).`;
    default:
      return `${t.startup.databaseSentence(error)} Nothing was deleted.`;
  }
}
