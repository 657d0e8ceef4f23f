import { HOUR_MS } from '../../src-shared/domain/time.ts';
import type { Numbered } from './backup-name.ts';

/** So many hours, and so many days, have a backup each. */
const HOURS = 24;
const DAYS = 14;
/** These are never deleted, whatever the clock or the disk says. */
const ALWAYS = 3;

export interface Kept extends Numbered {
  readonly bytes: number;
}

/**
 * Which of these backups can go. From the one made last on, the last of each of 24 hours and of each of 14 days stays: hours and
 * days in which one was made, so that no clock that is put forward or back makes good ones old. Of what would stay, the first made
 * go until the rest takes `budgetBytes` at most. The three made last always stay.
 */
export function surplus<B extends Kept>(backups: readonly B[], budgetBytes: number): B[] {
  const newestFirst = backups.toSorted((a, b) => b.number - a.number);
  const hours = new Set<number>();
  const days = new Set<number>();
  let bytes = 0;
  return newestFirst.filter((backup, index) => {
    const ofHour = firstOf(hours, Math.floor(backup.at / HOUR_MS), HOURS);
    const ofDay = firstOf(days, Math.floor(backup.at / (24 * HOUR_MS)), DAYS);
    bytes += backup.bytes;
    if (index < ALWAYS) return false;
    const goes = !(ofHour || ofDay) || bytes > budgetBytes;
    if (goes) bytes -= backup.bytes;
    return goes;
  });
}

/** Whether it is the first of its kind, and there is still room for another kind. */
function firstOf(seen: Set<number>, kind: number, most: number): boolean {
  if (seen.has(kind) || seen.size >= most) return false;
  seen.add(kind);
  return true;
}
