import type { DeskName } from './desk-name.ts';
import type { EpochMs } from './time.ts';

/**
 * A sign that somebody at a desk has a request open. It tells others, and keeps nobody from anything: it ends by itself, by the
 * portal's clock, and is renewed while the work goes on.
 */
export interface DeskLease {
  readonly deskId: string;
  readonly desk: DeskName;
  readonly until: EpochMs;
}

/** How long a lease is taken for. */
export const LEASE_MS = 2 * 60_000;

/** How far two desks' ideas of the portal's clock may be apart. */
const APART_MS = 30_000;

/** Whether it holds now, by the portal's clock. One that ends later than any desk takes it for is a mistake, or from before that clock was put back. */
export const isHeld = ({ until }: DeskLease, now: EpochMs): boolean =>
  until > now && until <= now + LEASE_MS + APART_MS;
