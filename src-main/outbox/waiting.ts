import type { EpochMs } from '../../src-shared/domain/time.ts';
import { backoffMs, longestBackoffMs } from '../timing/backoff.ts';
import type { OutboxRow } from './entry.ts';

const BACKOFF = { firstMs: 1000, maxMs: 5 * 60_000 };

/** How long a decision waits after so many attempts, in milliseconds; `random` is from [0, 1). */
export const retryAfterMs = (attempts: number, random: number): number =>
  backoffMs(attempts, random, BACKOFF);

/**
 * Whether its time has come. A next attempt further off than any wait after its attempts was set before the machine's clock was put
 * back: it is not waited for.
 */
export const isDue = (row: Pick<OutboxRow, 'attempts' | 'next_attempt_ms'>, now: EpochMs): boolean =>
  row.next_attempt_ms <= now || row.next_attempt_ms > now + longestBackoffMs(row.attempts, BACKOFF);
