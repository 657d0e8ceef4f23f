import type { ClaimError, KeyError, OpenError } from '../../start-errors.ts';

/** Why the program does not start, as the person in front of it reads it. */

export function claimSentence(error: ClaimError, dataDir: string): string {
  switch (error.code) {
    case 'running':
      return `Reslot is already running with the data directory ${dataDir}.`;
    case 'strange':
      return `${error.path} is not the lock that Reslot keeps there: move it away, or choose another directory with --data-dir.`;
    case 'unwritable':
      return dataDirUnwritable(dataDir);
  }
}

/** To whoever starts the program while the one before is ending. */
export const STILL_CLOSING: string =
  'Reslot is being closed and still writes what is left to write. Please start it again in a few seconds.';

export function dataDirUnwritable(dataDir: string): string {
  return `The data directory ${dataDir} cannot be written: choose another one, or ask for the right to write there.`;
}

/** The desk starts all the same. */
export function noLog(path: string): string {
  return `No log can be written in ${path}: Reslot works without one.`;
}

export function diskFull(path: string): string {
  return `The disk is full: ${path} cannot be written. Free some space on the disk it lies on, and start Reslot again.`;
}

export function belongsToSomebodyElse(path: string): string {
  return `${path} belongs to another user of this computer, who could read and change it: choose a directory of your own with --data-dir.`;
}

export function databaseSentence(error: OpenError): string {
  switch (error.code) {
    case 'database-newer':
      return `The database ${error.path} was written by a newer version of Reslot: install that version. Nothing was changed.`;
    case 'database-corrupt':
      return `The database ${error.path} is damaged and was left as it is: start Reslot with --restore-backup to go on from the newest good backup, or move it away to begin anew.`;
    case 'database-locked':
      return `The database ${error.path} is encrypted with another key than this desk has, and was left as it is. Put keys.json back beside it, as it was when the database was last in use (a copy lies among the backups), and start Reslot again; or start it with --restore-backup=FILE to go on from a backup that this key opens.`;
    case 'disk-full':
      return diskFull(error.path);
    case 'database-unwritable':
      return `The database ${error.path} cannot be written (${error.detail}).`;
    case 'database-foreign':
      return `The database ${error.path} was made by another program and was left as it is: choose another directory with --data-dir.`;
    case 'database-other-kind':
      if (error.found === 'demo')
        return `The database ${error.path} holds the demo clinic's data and was left as it is: for a desk of your own choose another directory with --data-dir.`;
      return error.marked
        ? `The database ${error.path} is a clinic's own and was left as it is: choose another directory for the demo clinic with --data-dir.`
        : `The database ${error.path} is not marked as the demo clinic's, so it counts as a clinic's own, and was left as it is: choose another directory for the demo clinic with --data-dir.`;
    case 'database-busy':
      return `The database ${error.path} is in use by another program: close it, or wait until it has ended, and start Reslot again.`;
  }
}

export function keySentence(error: KeyError): string {
  switch (error.code) {
    case 'no-key-store':
      return 'This computer has no key store that keeps the database’s key, and patients’ data is not written without one. On Linux set up and unlock a keyring (GNOME Keyring or KWallet); on Windows and macOS sign in as the user whose desk this is. Then start Reslot again.';
    case 'key-file-gone':
      return `The file ${error.path}, in which the database’s key stands, is gone, and the database is encrypted. Put it back: a copy lies among the backups, as keys.json. Nothing was changed.`;
    case 'key-file-damaged':
      return `The file ${error.path}, in which the database’s key stands, is damaged. Put it back: a copy lies among the backups, as keys.json. Nothing was changed.`;
    case 'key-lost':
      return error.recoverable
        ? `This computer’s key store does not give the database’s key. Unlock it and start Reslot again; or type the recovery key into a text file and start Reslot once with --recovery-key-file=FILE. Nothing was changed.`
        : `This computer’s key store does not give the database’s key, and no recovery key was ever made. Unlock the key store, or sign in as the user under whom the desk was last used, and start Reslot again. Nothing was changed.`;
    case 'recovery-key-mistyped':
      return error.group === null
        ? 'The recovery key has six groups of five characters: some are missing, or there are too many. Nothing was changed.'
        : `Something is mistyped in group ${error.group} of the recovery key. Nothing was changed.`;
    case 'recovery-key-wrong':
      return 'This is a recovery key, but not the one for this database: perhaps a newer one has been made since. Nothing was changed.';
  }
}

/** In the window, where the recovery key is typed. */
export const recoveryText = {
  title: 'Type the recovery key',
  hint: 'This computer’s key store does not give the key of the database. Nothing is lost: the recovery key opens it.',
  open: 'Open the desk',
  opening: 'Opening the desk …',
  foot: 'If the key store is only locked, close Reslot, unlock it, and start again. The recovery key is not kept. Where the key store takes the database’s own key again, it is not asked for the next time.',
};

/** To the terminal, while a window waits for the recovery key. */
export const ASKS_FOR_RECOVERY_KEY: string =
  'This computer’s key store does not give the database’s key. Type the recovery key into Reslot’s window; or close it, and start Reslot once with --recovery-key-file=FILE.';

/** To the terminal, once a database of an earlier version has been encrypted. */
export function encrypted(path: string): string {
  return `The database ${path} was in clear text and is encrypted now. What it held in clear text has been overwritten.`;
}

/** To the terminal, before and after the key of a database is changed. */
export function changingKeys(path: string): string {
  return `New keys have been asked for: the database ${path} is encrypted anew.`;
}

export function keysChanged(path: string): string {
  return `The keys of the database ${path} were changed. Its backups follow while Reslot runs.`;
}

/** While it is tried again. */
export function waitingForDatabase(path: string): string {
  return `Another program is using the database ${path} (a backup or a virus scanner?): Reslot waits for it.`;
}

/** Where the demo clinic was asked for and does not stand beside the program. */
export const NO_DEMO: string =
  'The demo clinic is not part of this program. Start it without --demo to connect your own portal; npm start in its sources opens the demo clinic.';

export function unexpected(error: unknown, why: 'disk-full' | 'unwritable' | null, dataDir: string): string {
  if (why !== null) return why === 'disk-full' ? diskFull(dataDir) : dataDirUnwritable(dataDir);
  // Not its message, which may quote data: the sentence also stands on the terminal, and in what keeps that.
  const kind = error instanceof Error ? ` (${error.name})` : '';
  return `Reslot could not be started because of an error in the program${kind}.`;
}

/** The database is damaged: which ways on there are. */
export const damagedText = {
  title: 'Reslot',
  message: 'Reslot’s database is damaged.',
  restore: 'Restore the backup',
  anew: 'Begin anew',
  close: 'Close Reslot',
};

/** `backup`: what the newest good one holds, and when it was made; null where there is none. */
export function damagedDetail(
  path: string,
  backup: { readonly when: string; readonly holds: string } | null,
): string {
  const restore =
    backup === null
      ? 'There is no good backup on this computer. If you have one elsewhere, close Reslot and start it with --restore-backup=FILE.'
      : `The newest good backup is of ${backup.when}: ${backup.holds}. What has reached the portal since comes back from there. What only this computer has had since is lost: decisions that had not reached the portal, drafts, call notes, settings.`;
  const anew =
    'Begin anew: the schedule and the requests come back from the portal. All that only this computer has is lost: decisions that had not reached the portal, e-mails that were waiting, drafts, the history, all settings and the connection to the portal.';
  return `${restore}\n\n${anew}\n\nThe damaged database is kept in either case: ${path}`;
}

/** To the terminal, once a backup stands in the place of the database. */
export function restored(when: string, aside: string | null): string {
  return aside === null
    ? `The backup of ${when} was restored.`
    : `The backup of ${when} was restored. The database that was there is kept: ${aside}`;
}

export function notRestored(sentence: string): string {
  return `No backup was restored, and nothing was changed. ${sentence}`;
}

/** What is wrong with the command line. */
export const argumentText = {
  needsValue: (name: string): string => `--${name} needs a value: --${name}=…`,
  freshBackup: 'Choose one of the two: --fresh begins anew, --restore-backup goes back to a backup.',
  freshAlone: '--fresh is for the demo clinic only: use it together with --demo.',
  recoveryKeyFile: (path: string): string => `The recovery key cannot be read from ${path}.`,
  ports: '--demo-ports takes three port numbers: portal,mailbox,smtp.',
  now: '--now takes an instant with an offset, such as 2026-11-20T15:00:00Z.',
  refusedSwitch: (name: string): string =>
    `An installed Reslot does not start with --${name}: with it another program could read or change what Reslot shows and keeps. Start it without.`,
};
