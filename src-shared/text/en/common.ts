import type { StorageTrouble } from '../../ipc/sync-views.ts';
/** Words used all over the window. */
import { formatCount } from './locale.ts';
export const common = {
  product: 'Reslot',
  schedule: 'Schedule',
  patients: 'Patients',
  settings: 'Settings',
  appointmentRequests: 'Appointment Requests',
  day: 'Day',
  week: 'Week',
  list: 'List',
  refresh: 'Refresh',
  refreshing: 'Refreshing …',
  tryAgain: 'Try again',
  loading: 'Loading …',
  starting: 'Opening the desk …',
  cancel: 'Cancel',
  back: 'Back',
  close: 'Close',
  save: 'Save',
  halfTyped: 'A date or a time is typed halfway, or there is none such. Complete it, or empty the field.',
  demoPortal: 'Demo portal',
  demoMailbox: 'Demo mailbox',
  demoHint: 'Invented patients: try anything. Nothing leaves this computer.',
  places: 'Places',
  crashTitle: 'This part of the window has stopped working.',
  crashBody: 'What you had typed is kept. Reload the window to go on.',
  reload: 'Reload',
  provider: 'Provider',
  allProviders: 'All providers',
  loadingFromPortal: 'Loading from the portal',
  storageTrouble: {
    'disk-full':
      'The disk is full, so nothing can be saved. Free some space on this computer: what waits is tried again by itself.',
    'database-unwritable':
      'Reslot’s database cannot be written, so nothing can be saved. Check the disk and the permissions of Reslot’s folder: what waits is tried again by itself.',
    'database-moved':
      'Reslot’s data folder was moved, replaced or deleted while Reslot was running: nothing can be saved, and nothing is sent. Put it back where it was, or close Reslot and start it again.',
    'database-damaged':
      'Reslot’s database is damaged in a place. Close Reslot and start it again: it will look, and offer the newest good backup.',
  } satisfies Record<StorageTrouble, string>,
  databaseBusy:
    'Another program is using Reslot’s database (a backup or a virus scanner?). What you decided is kept and tried again; you can go on reading.',
};

/** "Inbox (14)"; the bare word while the number is not known. */
export const withCount = (word: string, count: number | null): string =>
  count === null ? word : `${word} (${formatCount(count)})`;

/** With its first letter as a sentence begins. */
export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Notices behind the one that is shown: "2 more". */
export const moreNotices = (count: number): string => `${formatCount(count)} more`;
export const fewerNotices: string = 'Show one';

/** Somebody's own words, as they wrote them. */
export const quoted = (words: string): string => `“${words}”`;
