import type { PracticeRules } from '../src-shared/domain/practice.ts';
import type { EpochMs } from '../src-shared/domain/time.ts';
import type { DemoServers } from '../src-shared/ipc/sync-views.ts';
import type { Result } from '../src-shared/result.ts';
import type { DataKey } from './data-key.ts';

/**
 * The demo clinic as the program knows it: a portal, a mailbox and made-up people on this computer. It stands beside the
 * program (`src-demo`), and in no clinic's package. Each error is a sentence for whoever starts the program.
 */
export interface DemoClinic {
  /** Looks whether everything that beginning anew would delete is the demo's, and changes nothing yet. */
  planAnew(files: DemoFiles, key: DataKey): Result<Anew, string>;
  start(options: DemoStart): Promise<Result<Demo, string>>;
}

/** Where a desk of the demo clinic and the demo's servers keep what they have. */
export interface DemoFiles {
  readonly database: string;
  readonly secrets: string;
  /** The directory of the database's backups. */
  readonly backups: string;
  /** The directory of the demo's portal and mailbox. */
  readonly demo: string;
}

/** Beginning anew, as it was planned. */
interface Anew {
  /** What will be deleted, in a sentence; null: nothing. */
  readonly notice: string | null;
  /** Deletes what the desk itself has stored. The demo's servers delete theirs once they have their ports. */
  forgetDesk(): Result<null, string>;
}

export interface DemoStart {
  /** Where the portal and the mailbox keep what they have; made if it is not there. */
  readonly dataDir: string;
  /** Begin anew: forget what the portal and the mailbox have. */
  readonly fresh: boolean;
  /** On loopback; 0 takes a free port. */
  readonly ports: DemoPorts;
  /** The demo clinic's clock now. Data that is made anew is made around it. */
  readonly now: EpochMs;
}

export interface DemoPorts {
  readonly portal: number;
  readonly mailbox: number;
  readonly smtp: number;
}

/** A server of the demo clinic died, or runs again; `why`: the error it died of, where there was one. */
export interface DemoChange {
  readonly server: keyof DemoServers;
  readonly servers: DemoServers;
  readonly why: unknown;
}

/** A demo clinic that runs. URLs end in a slash, but for the FHIR base. */
export interface Demo {
  readonly portalUrl: string;
  readonly fhirUrl: string;
  readonly mailboxUrl: string;
  readonly smtp: { readonly host: string; readonly port: number };
  /** What a desk of this clinic begins with. */
  readonly rules: PracticeRules;
  /** How the two stand now. */
  servers(): DemoServers;
  /** The function returned stops it. */
  onChange(listener: (change: DemoChange) => void): () => void;
  /** Stops both servers. What they have accepted is on the disk before. */
  stop(): Promise<void>;
}
