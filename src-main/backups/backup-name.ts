import type { EpochMs } from '../../src-shared/domain/time.ts';

/**
 * A backup's place in the order in which they were made, and when that was by the desk's clock. Only the number orders them:
 * the clock may have been put back in between.
 */
export interface Numbered {
  readonly number: number;
  readonly at: EpochMs;
}

const NAME = /^reslot-(\d{6,15})-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.sqlite$/;

/** `reslot-000012-20261120T150000Z.sqlite`: in UTC, to the second. */
export const backupName = ({ number, at }: Numbered): string =>
  `reslot-${String(number).padStart(6, '0')}-${stampOf(at)}.sqlite`;

/** An instant in a file's name, in UTC: `20261120T150000Z`. */
export const stampOf = (at: EpochMs): string =>
  `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** What a file's name says; `null` for a file that is no backup. */
export function readBackupName(name: string): Numbered | null {
  const [, number, ...parts] = NAME.exec(name) ?? [];
  if (number === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return { number: Number(number), at: Date.UTC(year, month - 1, day, hour, minute, second) };
}
