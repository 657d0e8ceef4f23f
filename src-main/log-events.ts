import type { RequestCommandType } from '../src-shared/domain/commands.ts';
import type { SheetFileProblem } from '../src-shared/domain/downtime-sheet.ts';
import type { SettingName } from '../src-shared/domain/settings.ts';
import type { ErrorCode } from '../src-shared/errors.ts';
import type { CommandName } from '../src-shared/ipc/names.ts';
import type { DemoServers, DemoStanding, StorageTrouble } from '../src-shared/ipc/sync-views.ts';

/**
 * Everything the log can say: each event with what it names. A value is a number, a word of the program's own, or a string that
 * one of the functions of `log-values.ts` has let through; a free text fits nowhere, because it may be a patient's: a mail
 * server's words repeat addresses, an error's message quotes what it stumbled over. Such words stand in the database or nowhere.
 */
export interface LogEvents {
  started: { readonly version: LogValue<'version'>; readonly demo: boolean };

  'demo-server-died': Partial<Failed> & {
    readonly server: keyof DemoServers;
    readonly standing: Exclude<DemoStanding, 'running'>;
  };

  'mail-accepted': MailFields;
  'mail-not-accepted': MailFields;
  'mail-adapter-threw': Failed & { readonly mail: LogValue<'id'> };
  'mail-round-failed': Failed;

  'push-answer': { readonly outboxId: LogValue<'id'>; readonly status: number; readonly attempt: number };
  'push-without-slots': { readonly outboxId: LogValue<'id'>; readonly status: number };
  'push-unclear': {
    readonly outboxId: LogValue<'id'>;
    readonly kind: ExchangeFailureKind;
    readonly at: number;
  };
  'push-unwritable': Failed & { readonly outboxId: LogValue<'id'> };
  'push-unreadable': { readonly outboxId: LogValue<'id'> };
  'push-conflict': { readonly outboxId: LogValue<'id'> };
  'push-in-part': { readonly outboxId: LogValue<'id'> };
  'leases-not-taken': { readonly status: number };
  'lease-failed': Failed;
  'reminder-refused': { readonly kind: ExchangeFailureKind };
  'pull-failed': { readonly type: ResourceType; readonly kind: ExchangeFailureKind };
  /** Of these resources the search showed so many long after they had been written. */
  'pull-late': { readonly type: ResourceType; readonly count: number };
  'settings-not-read': { readonly kind: ExchangeFailureKind };
  /** What a reading has found, the portal has not told of over its web socket. */
  'news-untold': Nothing;
  'portal-clock-put-back': Nothing;
  'portal-restored': Nothing;
  'automation-refused': { readonly command: RequestCommandType; readonly code: ErrorCode };
  'sync-round-failed': Failed;
  'release-held-failed': { readonly code: ErrorCode };

  'ipc-bad-input': { readonly command: CommandName; readonly issues: LogValue<'path'> };
  'ipc-forbidden-sender': { readonly mainFrame: boolean };
  'ipc-unknown-command': Nothing;
  'ipc-not-allowed': { readonly command: CommandName };
  'ipc-failed': Failed & { readonly command: CommandName; readonly reference: LogValue<'reference'> };

  'setting-unreadable': { readonly setting: SettingName };

  'storage-trouble': { readonly trouble: StorageTrouble };
  /** An earlier version's, that cannot be read. */
  'copies-in-clear-text': { readonly count: number };
  /** After the keys were changed. */
  'copies-with-earlier-key': { readonly count: number };
  'backup-not-made': { readonly code: LogValue<'result-code'> };
  'backup-failed': Failed;
  'record-head-not-written': Failed;
  'database-replaced': { readonly why: 'restored' | 'begun-anew' };
  'restore-failed': Failed;

  'sheet-file': { readonly code: LogValue<'errno'> };
  'sheet-not-written': { readonly code: SheetFileProblem };
  'sheet-failed': Failed;
  'pdf-failed': Partial<Failed>;
  'pdf-needs-browser': Partial<Failed>;
  'print-failed': Nothing;

  'secrets-unreadable': Nothing;
  'secret-undecryptable': Nothing;
  'secrets-unwritable': Nothing;
  'key-store-refused': Nothing;

  'notification-failed': Nothing;
  'window-error': { readonly where: LogValue<'place'>; readonly at: LogValue<'frames'> };
  'window-crashed': { readonly reason: CrashReason; readonly exitCode: number };
  'window-unresponsive': Nothing;
  /** Its process, which kept what it showed on the screen when the desk was locked. */
  'window-ended': Nothing;
  'window-state-not-saved': Nothing;
  'language-not-remembered': Nothing;
  'uncaught-error': Failed;
  'update-ready': { readonly version: LogValue<'version'> };
  'update-failed': Failed;
  'quit-timed-out': Nothing;
  'quit-failed': Failed;
}

export type LogEvent = keyof LogEvents;

/** A string that may stand in the log, of this kind. Only `log-values.ts` makes them. */
export type LogValue<Kind extends string> = string & { readonly [loggable]: Kind };
declare const loggable: unique symbol;

/** What is said of an error that was thrown; see `errorSummary`. */
export interface Failed {
  /** Its class. */
  readonly error: LogValue<'error-name'>;
  /** The innermost frames of its stack. */
  readonly at: LogValue<'frames'>;
}

interface MailFields {
  readonly mail: LogValue<'id'>;
  readonly attempt: number;
  readonly answer:
    | 'accepted'
    | 'refused'
    | 'sign-in-failed'
    | 'certificate'
    | 'secret-elsewhere'
    | 'key-store'
    | 'clear-text'
    | 'try-later'
    | 'not-configured';
}

type Nothing = Readonly<Record<string, never>>;

type ExchangeFailureKind =
  | 'offline'
  | 'sign-in-failed'
  | 'certificate'
  | 'secret-elsewhere'
  | 'key-store'
  | 'clear-text'
  | 'busy'
  | 'forbidden'
  | 'types-refused'
  | 'server-error'
  | 'not-sent'
  | 'storage'
  | 'program-error';

type ResourceType = 'Patient' | 'Practitioner' | 'Location' | 'Appointment' | 'Task' | 'AppointmentResponse';

/** Electron's words for how a page ended. */
type CrashReason =
  | 'clean-exit'
  | 'abnormal-exit'
  | 'killed'
  | 'crashed'
  | 'oom'
  | 'launch-failed'
  | 'integrity-failure'
  | 'memory-eviction';
