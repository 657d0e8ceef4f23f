import { z } from 'zod';
import { type BackupHolds, backupHolds } from '../../src-shared/domain/backups.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { DatabaseKind } from '../db/kind.ts';

/** What a worker is started for: one job, then it ends. `target` is an empty file of this user's alone. */
export type BackupJob =
  /** Copies the open database as it is at one moment, and verifies the copy. */
  | { readonly do: 'make'; readonly database: string; readonly target: string; readonly madeAt: EpochMs }
  /** Copies a database that nobody has open, with what its log holds, and verifies the copy. */
  | { readonly do: 'fetch'; readonly from: string; readonly target: string };

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

/** What a worker says: how far it is, then once how it ended. */
export const workerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: z.number() }),
  z.object({ type: z.literal('done'), copy: verifiedCopy }),
  /** The copy does not hold together. */
  z.object({ type: z.literal('damaged') }),
  /** `code`: SQLite's or the system's; '' for an error of the program. */
  z.object({ type: z.literal('failed'), code: z.string() }),
]);
export type WorkerMessage = z.infer<typeof workerMessage>;
