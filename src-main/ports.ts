import type { Actor } from '../src-shared/domain/changes.ts';
import type { MailConfig, PortalConfig } from '../src-shared/domain/connections.ts';
import type { SheetFileProblem, SheetPaper } from '../src-shared/domain/downtime-sheet.ts';
import type { EpochMs } from '../src-shared/domain/time.ts';
import type { PdfProblem } from '../src-shared/ipc/sheet-views.ts';
import type { Result } from '../src-shared/result.ts';
import type { LogEvent, LogEvents } from './log-events.ts';

/**
 * The outside world as the core sees it. The core (db, features, sync, mail) receives these and nothing
 * else, so that a test can run many desks in one process on a virtual clock and an injected network.
 */

/** Time. Nothing in the core reads the machine's clock or sets a timer in any other way. */
export interface Clock {
  /** The desk's clock now, in milliseconds since the Unix epoch. It may be hours off the portal's. */
  now(): EpochMs;
  /**
   * Milliseconds since a moment before this run of the program, which no setting of the clock changes: only differences count. What
   * passes while the machine sleeps may be left out, as it is of timers. For every wait that is not stored.
   */
  elapsed(): number;
  /** Runs `run` once, `delayMs` from now. The function returned cancels it; cancelling twice is harmless. */
  after(delayMs: number, run: () => void): () => void;
}

/** Identity and randomness. Seeded in simulations. */
export interface Ids {
  /** A new random UUID (RFC 9562 version 4). */
  uuid(): string;
  /** A uniformly distributed number in [0, 1): for jitter only, never for identity. */
  random(): number;
}

type PortalMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One FHIR interaction. The adapter adds base URL, sign-in and content negotiation. */
export interface PortalRequest {
  readonly method: PortalMethod;
  /**
   * Relative to the FHIR base (`Task?_count=50`, `metadata`, empty for a transaction), or an absolute URL taken from
   * a Bundle's `next` link. The adapter refuses an absolute URL outside the FHIR base (`foreign-url`).
   */
  readonly url: string;
  readonly body?: unknown;
}

/** Why no usable HTTP answer arrived. */
export type NoAnswer =
  /** No connection came about: nothing was sent. */
  | 'unreachable'
  /** It is unknown whether the server did the work. */
  | 'timeout'
  /** As unknown. */
  | 'connection-lost'
  /** An absolute URL that does not belong to the configured server: nothing was sent. */
  | 'foreign-url'
  /** The portal connection is not configured: nothing was sent. */
  | 'not-configured'
  /** The address is not encrypted and leads to another computer: nothing was sent. */
  | 'clear-text'
  /** The server's certificate could not be verified: nothing was sent. `detail`: see `certificateFault`. */
  | 'certificate'
  /** The secret that is stored was entered for another destination, named by `detail` ('' if unknown): nothing was sent. */
  | 'secret-elsewhere'
  /** The secret that is stored cannot be read yet, as the key store waits for somebody: nothing was sent. */
  | 'key-store'
  /** The authorization server refused the desk's credentials or could not be used: nothing was sent to the portal. */
  | 'sign-in-failed';

export type PortalAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** The parsed JSON body; `undefined` when there was none or it was not JSON (an HTML page, a cut-off Bundle). */
      readonly body: unknown;
      /** From `Retry-After` (RFC 9110, 10.2.3), already turned into a delay from now; `null` when absent. */
      readonly retryAfterMs: number | null;
      /** The portal's clock as it answered, from `Date` (RFC 9110, 6.6.1), to the second below; absent where it did not say. */
      readonly date?: EpochMs;
      /** It was larger than what is read: nothing of it is. */
      readonly tooLarge?: true;
    }
  | {
      readonly kind: 'none';
      readonly why: NoAnswer /** One line for a log: no patient data. */;
      readonly detail: string;
    };

/** The patient portal: a FHIR R4 REST server. Never throws for what a network or a server can do. */
export interface Portal {
  send(request: PortalRequest): Promise<PortalAnswer>;
}

/** What happens on a web socket; in any order, and `closed` once at the most. */
export interface SocketEvents {
  opened(): void;
  /** A text of whatever length; empty for what is no text. */
  said(text: string): void;
  /** It broke, was ended by the other side, or never came about. */
  closed(): void;
}

export interface Socket {
  /** Nothing where it is not open. */
  send(text: string): void;
  /** No event comes any more. */
  close(): void;
}

/**
 * Opens a web socket to the portal, at an address it has named (a whole one, or relative to its own). Null where none may be opened
 * there: on another host, in clear, or through a proxy. Never rejects.
 */
export type OpenSocket = (address: string, events: SocketEvents) => Promise<Socket | null>;

/** A message ready for SMTP. Everything in it was decided before: the adapter adds nothing a patient can see. */
export interface OutgoingMail {
  /** RFC 5322 Message-ID with angle brackets, derived from the outbox id, so that a retry is recognised. */
  readonly messageId: string;
  /** `address` as `readEmailAddress` gives it. */
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** An iTIP object (RFC 5546), or `null` when the message must not touch the patient's calendar. */
  readonly calendar: { readonly method: 'REQUEST' | 'CANCEL'; readonly ics: string } | null;
}

export type MailAnswer =
  /** The server took responsibility for the message. */
  | { readonly kind: 'accepted' }
  /** It will never take it (5xx): the recipient is refused, or the message is. */
  | { readonly kind: 'refused'; readonly what: 'recipient' | 'message'; readonly detail: string }
  /** It refused the desk's sign-in: every message waits until Settings are mended. */
  | { readonly kind: 'sign-in-failed'; readonly detail: string }
  /**
   * 4xx, a time-out, no connection: try again later. `scope: 'message'`: it may be this message alone (greylisting, a full
   * mailbox, a connection lost on the way), so others go on; absent: the server as a whole.
   */
  | { readonly kind: 'try-later'; readonly detail: string; readonly scope?: 'message' }
  /** No mail server is configured. */
  | { readonly kind: 'not-configured' }
  /** The connection is not encrypted and leads to another computer: nothing was sent. */
  | { readonly kind: 'clear-text' }
  /** The server's certificate could not be verified: nothing was sent. `detail` is the code of the TLS library. */
  | { readonly kind: 'certificate'; readonly detail: string }
  /** The password that is stored was entered for another destination, named by `detail` ('' if unknown): nothing was sent. */
  | { readonly kind: 'secret-elsewhere'; readonly detail: string }
  /** The password that is stored cannot be read yet, as the key store waits for somebody: nothing was sent. */
  | { readonly kind: 'key-store' };

/** The practice's SMTP server. Never throws for what a network or a server can do. */
export interface Mailer {
  deliver(mail: OutgoingMail): Promise<MailAnswer>;
}

/** Under which names `Secrets` keeps what the connections need: Settings write them, the adapters look them up. */
export const SECRET_NAMES = { portal: 'portal', mail: 'mail' } as const;

/** In whose name the demo clinic writes. The domain is reserved for examples (RFC 2606). */
export const DEMO_SENDER = {
  name: 'Lakeside Family Medicine',
  address: 'frontdesk@lakeside.example',
} as const;

/**
 * Secrets by name, read anew from where they are kept at each use, encrypted by the operating system's key store. That may ask somebody for a password first: everything
 * here that is a promise may stay pending until they answer, and for ever when they do not.
 */
export interface Secrets {
  /** How the key store stands: `set` refuses unless it is `ready`. Asking may be what makes the system ask for a password. */
  keyStore(): Promise<KeyStoreState>;
  /**
   * Resolves to `null` when there is none of that name, or when it was entered for another destination
   * (`src-shared/ipc/destinations.ts`): a secret goes only where it was entered for. Rejects where what is kept cannot be read now,
   * as `enteredFor` does.
   */
  get(name: string, destination: string): Promise<string | null>;
  /** Whether one of that name is stored, whatever it was entered for. */
  has(name: string): boolean;
  /**
   * For which destination the one of that name was entered: `null` inside where an earlier version stored it without one.
   * Resolves to `null` when there is none, or none that can be read.
   */
  enteredFor(name: string): Promise<{ readonly destination: string | null } | null>;
  /**
   * Binds the secret to its destination and stores both, encrypted. Resolves to false when that could not be done safely; rejects
   * where what is kept can be neither read nor written. Nothing is stored then, and nothing is lost.
   */
  set(name: string, value: string, destination: string): Promise<boolean>;
  /** Throws as `set` rejects. */
  remove(name: string): void;
}

export type KeyStoreState =
  | 'ready'
  /** The system has none, or it refuses. */
  | 'none'
  /** What is kept cannot be read now, so that nothing may be written over it. */
  | 'unreadable'
  /** What it would encrypt with is known to everybody: Linux without a keyring. */
  | 'unprotected';

/** Puts an HTML document of ours on paper. It holds no script and loads nothing. */
export interface SheetPrinter {
  /** The document as PDF on the page size its style sheet names, or why this system cannot make one. */
  toPdf(html: string): Promise<Result<Uint8Array, PdfProblem>>;
  /**
   * Asks for the printer in the system's own dialog, with this paper chosen. Resolves when the job was handed over, dropped or
   * refused; `unanswered`: the system has not said for minutes. `by`: whoever has asked for it, and nobody else is asked.
   */
  print(
    html: string,
    paper: SheetPaper,
    by: Asker,
  ): Promise<'printed' | 'cancelled' | 'no-printer' | 'failed' | 'unanswered'>;
}

/** What somebody saves: the downtime sheet, or the history as a table. */
export type SavedFileType = 'pdf' | 'csv' | 'json' | 'txt';

/** The system's dialogs for files; `by`: whoever has asked for it, and nobody else is asked. */
export interface FileDialogs {
  /** Resolves to an absolute path, or `null` when nothing was chosen. */
  chooseFolder(current: string, by: Asker): Promise<string | null>;
  /** Where a file is to be saved; the system has asked whether one that is there may be replaced. */
  chooseSavePath(suggestedName: string, type: SavedFileType, by: Asker): Promise<string | null>;
}

/** Who has given a command, as they are handed to it: each sign-in makes another one. */
export interface Asker {
  readonly actor: Actor;
}

/** What is known of the program and its computer, outside the core. */
export interface Surroundings {
  /** A line each: versions, system, memory. */
  readonly program: readonly string[];
  /** The last lines of the log, which holds codes and ids and never a free text. */
  readonly log: readonly string[];
}

/** Sheets on the disk. Each file is readable by this user only, where the file system knows users. */
export interface SheetFiles {
  /** Makes the folder where it is not there yet, for this user only. */
  makeFolder(folder: string): Promise<Result<null, SheetFileProblem>>;
  /**
   * Writes a file whole or not at all, over the one of that name; resolves to its path. Does not make the folder: where
   * a drive is missing, nothing is to be written into the place it would have.
   */
  write(
    folder: string,
    name: string,
    content: string | Uint8Array,
  ): Promise<Result<string, SheetFileProblem>>;
  /** The names of the files in the folder. */
  list(folder: string): Promise<Result<readonly string[], SheetFileProblem>>;
  /** Removes a file of that name, if there is one. */
  remove(folder: string, name: string): Promise<Result<null, SheetFileProblem>>;
}

/** Where newer versions of the program come from. */
export interface UpdateSource {
  /**
   * Asks for a later version than this one, fetches it and verifies it. Resolves to its version once it lies ready, or to
   * `null` when there is none. Rejects when it cannot be had.
   */
  fetchNewer(): Promise<string | null>;
  /**
   * Ends the program, puts what was fetched in its place and starts that. Calls `onFailed` when it cannot; it may not be
   * known for some time, and what fails unseen never calls it.
   */
  install(onFailed: () => void): void;
}

/** A diagnostic log. Never patient data, never secrets: `LogEvents` says all that can stand in it. */
export interface Logger {
  info<E extends LogEvent>(event: E, fields?: LogEvents[E]): void;
  warn<E extends LogEvent>(event: E, fields?: LogEvents[E]): void;
  error<E extends LogEvent>(event: E, fields?: LogEvents[E]): void;
}

/** Builds a connection from what Settings say; secrets are looked up by the adapter unless one is given for a test. */
export interface Connections {
  portal(config: PortalConfig, secret?: string | null): Portal;
  /** For a portal that tells what is new over a web socket; absent where there are none. */
  socket?(config: PortalConfig): OpenSocket;
  mailer(config: MailConfig, secret?: string | null): Mailer;
}

/** Everything the core is given. */
export interface Ports {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly connections: Connections;
  readonly secrets: Secrets;
  readonly logger: Logger;
  readonly printer: SheetPrinter;
  readonly dialogs: FileDialogs;
  readonly sheetFiles: SheetFiles;
}
