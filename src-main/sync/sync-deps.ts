import type { Actor } from '../../src-shared/domain/changes.ts';
import type { SystemCommand } from '../../src-shared/domain/commands.ts';
import type { ReadOnly } from '../../src-shared/domain/connections.ts';
import type { ZoneId } from '../../src-shared/domain/time.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { Topic } from '../../src-shared/ipc/events.ts';
import type { Result } from '../../src-shared/result.ts';
import type { Db } from '../db/db.ts';
import type { Clock, Ids, Logger, OpenSocket, Portal } from '../ports.ts';
import type { Reminders } from './reminders.ts';
import type { SharedSettings } from './shared/exchange.ts';
import type { MailState } from './status.ts';

/** Carries out a command in the system's name, in a transaction of its own. A refusal is final for this piece of news. */
export type Automate = (requestId: string, command: SystemCommand) => Result<unknown, AppError>;

export interface SyncDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  /** Asked anew for each round: the connection may have been changed in Settings. */
  readonly portal: () => Portal;
  /** False while Settings name no portal: then nothing is sent. */
  readonly configured: () => boolean;
  /** How the portal is only read; null where decisions go there, too. While it is, nothing leaves and nothing is decided. Default: null. */
  readonly readOnly?: () => ReadOnly | null;
  /** Opens web sockets to the portal as it is now; absent where there are none. */
  readonly socket?: OpenSocket;
  /**
   * Names the server behind `portal` (its base address, or a fixed word for the demo's). When it differs from the one of
   * the last round, everything is read anew.
   */
  readonly serverKey: () => string;
  /** The program's version; '' (the default): none that is known. */
  readonly version?: string;
  readonly automate: Automate;
  readonly shared: SharedSettings;
  readonly reminders: Reminders;
  /** The clinic's, in which days count. */
  readonly zone: () => ZoneId;
  /** The desk: history lines of the portal’s doings carry it. */
  readonly identity: Actor;
  /** Called after a commit. */
  readonly changed: (topics: readonly Topic[]) => void;
  /** Called after a commit that let e-mails go. */
  readonly mailReleased: () => void;
  /** Called after a round in which this many requests arrived that are open (not during the first load). */
  readonly arrived: (count: number) => void;
  /** The mail server's state, for the one status line. */
  readonly mailState: () => MailState;
}
