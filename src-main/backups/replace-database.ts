import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { moveIfThere } from '../db/database-files.ts';
import { syncDirectory, writePrivateFile } from '../private-files.ts';

/** The database's file and what SQLite keeps beside it, in the order in which they are moved. */
const PARTS = ['-wal', '-shm', '-journal', ''] as const;

/** What is being done is written down first, so that a power failure in the middle is followed by the rest of it. */
const order = z.strictObject({ next: z.string().nullable(), aside: z.string() });
type Order = z.infer<typeof order>;

const orderFile = (database: string): string => `${database}.replacing`;

export interface Replacement {
  /** A verified database beside the present one, on the disk; `null`: none takes its place, and the desk begins anew. */
  readonly next: string | null;
  /** Why the present one goes, and when: its new name says so. */
  readonly why: 'replaced' | 'damaged' | 'plain' | 'earlier';
  readonly stamp: string;
}

/**
 * Puts another database in the place of the present one, which nobody has open and which stays beside it under a name of its own:
 * that is returned; `null` where there was none. Throws the system's error: what had been moved by then is back in its place, or, where the
 * system refused that too, is still on its way (`isBeingReplaced`).
 */
export function replaceDatabase(database: string, { next, why, stamp }: Replacement): string | null {
  const aside = freeName(`${basename(database)}.${why}-${stamp}`, dirname(database));
  const planned: Order = { next: next === null ? null : basename(next), aside };
  writePrivateFile(orderFile(database), JSON.stringify(planned));
  // Before anything is moved: what is missing from its place is known to be on its way, whatever the power does.
  syncDirectory(dirname(database));
  try {
    return carryOut(database, planned);
  } catch (error) {
    try {
      putBack(database, planned);
    } catch {
      // It stays written down (`isBeingReplaced`), and whoever opens the database next goes on with it.
    }
    throw error;
  }
}

/** A replacement has stopped midway: there may be no database in its place, and the one that is to come is needed still. */
export const isBeingReplaced = (database: string): boolean => existsSync(orderFile(database));

/** Ends a replacement that a crash or a power failure has interrupted. Throws the system's error. */
export function finishReplacement(database: string): void {
  const interrupted = readOrder(database);
  if (interrupted) carryOut(database, interrupted);
}

function carryOut(database: string, { next, aside }: Order): string | null {
  const folder = dirname(database);
  const kept = join(folder, aside);
  const comes = next === null ? null : join(folder, next);
  // Once the new one is in its place, what stands there is the new one's.
  if (comes === null ? !existsSync(kept) : existsSync(comes))
    for (const part of PARTS) moveIfThere(`${database}${part}`, `${kept}${part}`);
  if (comes !== null) moveIfThere(comes, database);
  syncDirectory(folder);
  forgetOrder(database);
  return existsSync(kept) ? kept : null;
}

/** One that stays is found to have been carried out. */
function forgetOrder(database: string): void {
  try {
    rmSync(orderFile(database), { force: true });
  } catch {
    // The next start tries again.
  }
}

function putBack(database: string, { aside }: Order): void {
  const kept = join(dirname(database), aside);
  // The new one is in its place already.
  if (existsSync(database) && existsSync(kept)) return;
  for (const part of PARTS.toReversed()) moveIfThere(`${kept}${part}`, `${database}${part}`);
  forgetOrder(database);
}

function readOrder(database: string): Order | null {
  const file = orderFile(database);
  if (!existsSync(file)) return null;
  return order.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function freeName(name: string, folder: string): string {
  for (let count = 1; ; count += 1) {
    const one = count === 1 ? name : `${name}-${count}`;
    if (!existsSync(join(folder, one))) return one;
  }
}
