import type { EpochMs, ZoneId } from '../../domain/time.ts';

/** The clinic's zone and the present, which sentences about times need. */
export interface Moment {
  readonly zone: ZoneId;
  readonly now: EpochMs;
}
