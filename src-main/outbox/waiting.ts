import type { EpochMs } from '../../src-shared/domain/time.ts';

/** Nothing is ever put off for longer, whatever a server asks for. */
export const LONGEST_WAIT_MS = 60 * 60 * 1000;

/** An instant further off than any wait was set before the machine's clock was put back: it is not waited for. */
export const isDue = (at: EpochMs, now: EpochMs): boolean => at <= now || at > now + LONGEST_WAIT_MS;
