import { z } from 'zod';
import { BACKUP_PROBLEMS, KEY_CHANGE_PROBLEMS, RESTORE_PROBLEMS } from './domain/backups.ts';
import { NEW_PATIENT_PROBLEMS } from './domain/new-patient.ts';
import { timeConflict } from './domain/time-conflict.ts';
import { SECRET_PROBLEMS } from './domain/users.ts';
import type { Infer } from './infer.ts';

/** Every way a command can be refused, as it crosses the boundary. The window has one sentence for each code. */
export const ERROR_CODES = [
  // the boundary
  'bad-input',
  'unknown-command',
  'forbidden-sender',
  'internal',
  // who is signed in
  'locked',
  'not-allowed',
  'sign-in-wrong',
  'sign-in-wait',
  'already-set-up',
  'user-not-found',
  'user-name-taken',
  'user-name-nobodys',
  'user-is-you',
  'last-manager',
  'recovery-key-none',
  'recovery-key-typo',
  'recovery-key-other',
  'key-file-unreadable',
  ...SECRET_PROBLEMS,
  // finding things
  'request-not-found',
  'patient-not-found',
  'appointment-not-found',
  'decision-not-found',
  'item-not-found',
  // the domain's rejections (changes.ts)
  'already-resolved',
  'snooze-too-long',
  'note-empty',
  'wrong-kind',
  'no-proposal',
  'awaiting-patient',
  'patient-unmatched',
  'patient-not-bookable',
  'patient-differs',
  'appointment-of-another',
  'appointment-not-active',
  'time-past',
  'no-requested-time',
  'wish-open',
  'location-missing',
  'end-before-start',
  'too-long',
  'nothing-changed',
  'times-alike',
  'offer-taken',
  'time-not-chosen',
  'reason-missing',
  'message-too-long',
  'message-missing',
  'no-late-charge',
  'not-expired',
  'own-times-not-taken',
  'policy-needs-approval',
  'over-midnight',
  'status-not-possible',
  'status-too-early',
  'time-conflict',
  // a new patient
  ...NEW_PATIENT_PROBLEMS,
  // several requests at once
  'changed-since-shown',
  // undo and delivery
  'email-on-its-way',
  'undo-too-late',
  'undo-slot-taken',
  'not-failed',
  'call-again-past',
  'call-again-too-late',
  'call-still-true',
  'email-outdated',
  'address-moved',
  'address-invalid',
  'address-same',
  'phone-moved',
  'phone-same',
  'email-still-true',
  'read-only',
  'decisions-waiting',
  'no-mail-server',
  'no-portal',
  // settings
  'export-too-long',
  'zone-unknown',
  'settings-newer',
  'settings-moved-on',
  'secrets-unavailable',
  'secrets-waiting',
  'secrets-unreadable',
  'secret-elsewhere',
  'recovery-key-unwritable',
  'keys-asked-already',
  'keys-not-shown',
  'keys-file-unwritable',
  ...KEY_CHANGE_PROBLEMS,
  'clear-text',
  'authority-not-pem',
  'authority-private-key',
  'authority-not-ca',
  'authority-expired',
  'link-refused',
  // a newer version
  'update-none',
  'update-dialog-open',
  'update-unsaved',
  'update-undo-time',
  'update-being-written',
  // the downtime sheet
  'no-printer',
  'print-failed',
  'print-unanswered',
  'pdf-failed',
  'pdf-needs-browser',
  'sheet-no-folder',
  'sheet-folder-gone',
  'sheet-folder-unwritable',
  'sheet-folder-full',
  'sheet-folder-slow',
  // the disk
  'disk-full',
  'database-unwritable',
  'database-moved',
  'database-damaged',
  'database-busy',
  ...BACKUP_PROBLEMS,
  ...RESTORE_PROBLEMS,
] as const;

export const errorCode = z.enum(ERROR_CODES);
export type ErrorCode = Infer<typeof errorCode>;

const appError = z.object({
  code: errorCode,
  /** For `internal`: the reference under which the log has it. */
  reference: z.string().optional(),
  /** For `time-conflict`: what speaks against the time. The same command with an `override` takes it all the same. */
  conflict: timeConflict.optional(),
  /** For `authority-not-ca` and `authority-expired`: the certificate's name. */
  certificate: z.string().optional(),
  /** For `appointment-of-another`: whose appointment it is, where that is known. */
  patientName: z.string().optional(),
  /** For `decisions-waiting`: how many have not reached the portal. */
  waiting: z.number().int().optional(),
  /** For `sign-in-wait`: for how long, in milliseconds. */
  waitMs: z.number().int().optional(),
  /** For `recovery-key-typo`: the first group, from 1, in which something is wrong; absent where there are not six of five characters. */
  group: z.number().int().optional(),
});
export type AppError = Infer<typeof appError>;

/** What `invoke` resolves to. */
export const envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: appError }),
]);
export type Envelope = Infer<typeof envelope>;
