import type { BackupHolds, RestoredFrom } from '../../domain/backups.ts';
import type { EpochMs, ZoneId } from '../../domain/time.ts';
import type { HeadFault, LostByRestoring, RecordNoted, RecordView } from '../../ipc/backup-views.ts';
import { sinceWords } from './attention.ts';
import { formatCount, plural } from './locale.ts';

/** Every sentence about backups in the window. */
export const backupsText = {
  about:
    'While it runs, Reslot makes a backup each hour in which something has changed, and verifies it. The last of each of 24 hours and of each of 14 days are kept, fewer where the disk is small.',
  loading: 'Looking for backups …',
  folder: 'Folder',
  otherDisk:
    'They lie on this computer’s own disk: if the disk fails, they are gone, too. Let the clinic’s own backup take in this folder. It holds patient data.',
  makeNow: 'Back up now',
  making: 'Making a backup',
  made: 'The backup has been made and verified.',
  list: 'Backups',
  none: 'There is no backup yet. The first one is made two minutes after Reslot has been started.',
  columns: { when: 'When', holds: 'What it holds', size: 'Size' },
  unreadable: 'It cannot be read any more.',
  restore: 'Restore …',
  restoreOf: (when: string): string => `Restore the backup of ${when}`,
  restoreTitle: 'Restore a backup',
  restoreNow: 'Restore',
  restoring: 'Restoring …',
  whatHappens:
    'This desk goes back to what it was then. What has reached the portal since comes back from there, decisions included, as soon as it can be reached.',
  isLost:
    'What only this computer has had since is lost: drafts, call notes and calls marked as done, settings, and lines of the history that are not in the portal.',
  staysBeside: 'The present database is kept in Reslot’s folder, under another name.',
  twice:
    'An e-mail that was waiting then and has left since may reach a patient a second time, word for word.',
  recovery: 'Recovery key',
  recoveryAbout:
    'The database and its backups are encrypted, with a key that this computer keeps for the user who is signed in. If the computer, or that user’s password, is lost, only the recovery key opens them.',
  recoveryNone: 'None has been made. Make one now, write it down, and keep it away from this computer.',
  makeRecovery: 'Make a recovery key …',
  replaceRecovery: 'Make a new one …',
  recoveryReplaces:
    'Once there is a new one, this one opens nothing here any more. Together with an older copy of this folder it still opens everything: if somebody may have seen it, change the keys.',
  recoveryTitle: 'Your recovery key',
  recoveryOnce:
    'Print it or write it down now: it is shown this once, and nowhere else. Whoever has it and this folder can read everything. Six groups of five characters; O is always a zero, I and L are always a one.',
  recoveryPrint: 'Print',
  recoveryPrinted: 'It is with the printer. Take the page away from this computer.',
  recoveryWritten: 'I have it on paper',
  recoveryMissing:
    'No recovery key has been made: if this computer’s key store is lost, nobody can read its database and backups.',
  record: 'The record',
  checkRecord: 'Check the record',
  checkingRecord: 'Checking the record',
  recordChecked: 'Every line has been looked at.',
  recordKnown: 'What is known about it',
  recordKnownHelp: 'Who was asked, and what they said: it goes on the record, with your name.',
  recordKnownMissing: 'Write what is known about it.',
  noteRecord: 'Note it',
  recordUnchecked: 'It is looked at as soon as Reslot has been running for a moment.',
  settingsButton: 'Open Settings',
  understood: 'Got it',
};

/** The recovery key on paper. */
export const recoverySheet = {
  title: 'Recovery key',
  paragraphs: [
    'This key opens the database of this desk and its backups where the computer’s own key store does not: the computer is lost or set up anew, or the password of its user was reset.',
    'Whoever has this page and the data of the desk can read everything. Keep it locked away, and not with the computer or its backups. A newer recovery key takes the place of this one: destroy the page then.',
    'To use it, start Reslot: its window asks for it where the computer’s key store does not open the database. Where there is no window, type it into a text file, start Reslot with --recovery-key-file=FILE, and delete the file afterwards. Capitals and hyphens do not matter; O is always a zero, I and L are always a one. A mistyped group is named.',
    'At a desk that opens, it also lets a manager set a new PIN who has forgotten theirs.',
  ],
};

/** Changing the key of the database and the recovery key. */
export const keysText = {
  title: 'Change the keys',
  about:
    'Where the recovery key was lost, or seen by somebody who should not have it, or a manager leaves: the database and its backups get a new key, and a new recovery key with it. Those of today open nothing here any more then.',
  change: 'Change the keys …',
  first:
    'First the new recovery key is shown, this once: print it, or write it down. Without it on paper nothing is changed.',
  afterwards:
    'The backups, and the copies beside the database, follow while Reslot runs. Whatever cannot be encrypted anew is named here.',
  elsewhere:
    'Copies of the backups elsewhere (the clinic’s own backup, a stick) keep the present keys: whoever has one of them and the present recovery key reads it. Delete them, or keep that page locked away for as long as they are kept.',
  showNew: 'Show the new recovery key',
  countsLater:
    'Nothing is changed yet. Once you have it on paper, the keys are changed when Reslot starts next; keep the page of the present one until then.',
  shownAlready: 'The one that was shown with the new keys opens them already.',
  keep: 'Keep the present keys',
  restart: 'Restart now',
  renewing: 'Backups and copies are being encrypted with the new key …',
  leftBehind:
    'These could not be encrypted with the new key: the one before still opens them. The next start tries again. Delete what is not needed any more:',
};

const howLong = (seconds: number): string => {
  if (seconds <= 10) return 'a few seconds';
  return seconds <= 60 ? 'less than a minute' : `about ${formatCount(Math.ceil(seconds / 60))} minutes`;
};

/** What the next start will do. */
export const keysNextStart = (seconds: number): string =>
  `The keys are changed when Reslot starts next, which takes ${howLong(seconds)} longer then. If the computer is switched off meanwhile, nothing is lost: the next start does the rest.`;

/** They have been asked for. */
export const keysAsked = (seconds: number): string =>
  `The keys are changed when Reslot starts next, which takes ${howLong(seconds)} longer then. Until then the recovery key of before counts, too: destroy its page once the keys have been changed.`;

/** When the recovery key was made. */
export const recoveryMade = (at: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `The one that opens them was made ${sinceWords(at, now, zone)}.`;

/** "Today, 9:14 AM". */
export const backupWhen = (at: EpochMs, now: EpochMs, zone: ZoneId): string => {
  const words = sinceWords(at, now, zone);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** "312 appointments, 80 patients, 12 open requests". */
export const backupHoldsWords = ({ appointments, patients, openRequests, waiting }: BackupHolds): string =>
  [
    plural(appointments, '1 appointment', `${formatCount(appointments)} appointments`),
    plural(patients, '1 patient', `${formatCount(patients)} patients`),
    plural(openRequests, '1 open request', `${formatCount(openRequests)} open requests`),
    ...(waiting > 0 ? [plural(waiting, '1 waiting to sync', `${formatCount(waiting)} waiting to sync`)] : []),
  ].join(', ');

/** "12.4 MB": in steps of 1000, as a disk's maker counts. */
export function sizeWords(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = Math.max(bytes, 1) / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : formatCount(Math.round(value))} ${units[unit]}`;
}

/** What restoring would lose that can be counted. */
export function lostWords({ decisions, waiting }: LostByRestoring): string {
  if (decisions === 0) return 'Nothing has been decided at this desk since then.';
  const made = plural(
    decisions,
    '1 decision has been made at this desk since then',
    `${formatCount(decisions)} decisions have been made at this desk since then`,
  );
  if (waiting === 0)
    return `${made}; ${decisions === 1 ? 'it has' : 'all have'} reached the portal and will come back.`;
  return `${made}. ${plural(waiting, '1 of them has', `${formatCount(waiting)} of them have`)} not reached the portal and would be lost: wait until it has been synced, or write it down.`;
}

/** What a restore has done, for whoever comes to the desk afterwards. */
export function restoredWords(
  { madeAt, inDoubt, toLookAt }: RestoredFrom,
  now: EpochMs,
  zone: ZoneId,
): string {
  const done = `The backup of ${sinceWords(madeAt, now, zone)} was restored. What has reached the portal since comes back from there.`;
  const doubt =
    inDoubt === 0
      ? ''
      : ` ${plural(inDoubt, '1 decision was', `${formatCount(inDoubt)} decisions were`)} on the way then: the portal is asked whether it has arrived.`;
  const look =
    toLookAt === 0
      ? ''
      : ` ${plural(toLookAt, '1 decision', `${formatCount(toLookAt)} decisions`)} could still be undone then: please look under Needs attention.`;
  return `${done}${doubt}${look}`;
}

const ASK_SOMEBODY = 'Keep the backups, and tell whoever is responsible for your records.';

/** Whether the record is what was written. */
export function recordWords({ lines, faults, first }: RecordView): string {
  if (faults === 0)
    return `Looked at since this start: ${plural(lines, '1 line, which is', `${formatCount(lines)} lines, all`)} as written.`;
  const more =
    faults === 1 ? '' : `, and at ${plural(faults - 1, '1 other', `${formatCount(faults - 1)} others`)}`;
  return `The record of this desk was changed by something other than Reslot, or lines of it were removed: it shows at line ${formatCount(first ?? 0)}${more}. ${ASK_SOMEBODY}`;
}

/** What does not fit between the record and the file beside the database. */
export function recordHeadWords(head: HeadFault): string {
  switch (head.is) {
    case 'gone':
      return `The file that says how far this desk’s record reached is gone: somebody removed it, or brought the database here without it. ${ASK_SOMEBODY}`;
    case 'unreadable':
      return `The file that says how far this desk’s record reached cannot be read. ${ASK_SOMEBODY}`;
    case 'elsewhere':
      return `This desk’s record had reached line ${formatCount(head.reached)}, and does not go on from there: an older database, or another one, was put in its place by something other than Reslot. ${ASK_SOMEBODY}`;
  }
}

/** "Noted today, 9:14 AM, by Robin Field: …". */
export const recordNotedWords = ({ at, by, reason }: RecordNoted, now: EpochMs, zone: ZoneId): string =>
  `Noted ${sinceWords(at, now, zone)} by ${by}: ${reason}`;

/** No backup could be made for more than a day. */
export const noBackupSince = (since: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `No backup of this desk could be made since ${sinceWords(since, now, zone)}. Settings say why.`;
