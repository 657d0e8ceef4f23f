import { z } from 'zod';
import { type BackupHolds, backupHolds } from '../../src-shared/domain/backups.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { DataKey } from '../data-key.ts';
import type { DatabaseKind } from '../database-kind.ts';

/**
 * What a worker is started for: one job, then it ends. `target` is an empty file of this user's alone; what is written there is encrypted
 * with `key`.
 */
export type BackupJob = { readonly key: DataKey | null; readonly target: string } & (
  | /** Copies the open database as it is at one moment, and verifies the copy. */
  { readonly do: 'make'; readonly database: string; readonly madeAt: EpochMs }
  /**
   * Copies a database that nobody has open, in clear text, encrypted with `key` or with one of the earlier keys, with what its log
   * holds, and verifies the copy.
   */
  | { readonly do: 'fetch'; readonly from: string; readonly earlier: readonly DataKey[] }
  /** Copies one in clear text, encrypts the copy, and compares the two. */
  | { readonly do: 'encrypt'; readonly from: string }
  /** Copies one that nobody has open and that is encrypted with `earlier`, encrypts the copy with `key`, and compares the two. */
  | { readonly do: 'rekey'; readonly from: string; readonly earlier: DataKey }
);

/** What a verified copy is. */
export interface VerifiedCopy {
  /** Whose data it holds; `null` where it is not marked. */
  readonly kind: DatabaseKind | null;
  /** The number of its last migration. */
  readonly version: number;
  /** `null`: it is no database of Reslot's. */
  readonly holds: BackupHolds | null;
}

const verifiedCopy = z.object({
  kind: z.enum(['clinic', 'demo']).nullable(),
  version: z.number(),
  holds: backupHolds.nullable(),
});

/** What a worker says: once how it ended. */
export const workerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('done'), copy: verifiedCopy }),
  /** The copy does not hold together. */
  z.object({ type: z.literal('damaged') }),
  /** It is encrypted with another key. */
  z.object({ type: z.literal('locked') }),
  /** `code`: SQLite's or the system's; '' for an error of the program. */
  z.object({ type: z.literal('failed'), code: z.string() }),
]);
export type WorkerMessage = z.infer<typeof workerMessage>;
