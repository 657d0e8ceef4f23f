import { type DeskLease, isHeld } from '../../src-shared/domain/desk-lease.ts';
import type { DeskName } from '../../src-shared/domain/desk-name.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Clock } from '../ports.ts';
import { createAlarm } from '../timing/alarm.ts';

/** What other desks have open, as it was read last: nothing of it is stored, and each entry ends by itself. */
export interface OpenElsewhere {
  /** What was read, by request; null where there is no lease any more. */
  read(leases: ReadonlyMap<string, DeskLease | null>): void;
  now(): readonly { readonly requestId: string; readonly desk: DeskName }[];
  /** Another portal. */
  forget(): void;
  stop(): void;
}

/** `now`: by the portal's clock; null while nobody knows it. */
export function createOpenElsewhere(
  clock: Clock,
  ownDeskId: string,
  now: () => EpochMs | null,
  changed: () => void,
): OpenElsewhere {
  const leases = new Map<string, DeskLease>();
  const ended = createAlarm(clock, () => {
    changed();
    untilNext();
  });

  function untilNext(): void {
    const present = now();
    for (const [id, lease] of leases) if (present !== null && !isHeld(lease, present)) leases.delete(id);
    if (present === null || leases.size === 0) ended.clear();
    else ended.set(Math.min(...[...leases.values()].map(({ until }) => until - present)));
  }

  return {
    read(read) {
      for (const [id, lease] of read) {
        if (lease === null || lease.deskId === ownDeskId) leases.delete(id);
        else leases.set(id, lease);
      }
      if (read.size === 0) return;
      changed();
      untilNext();
    },
    now() {
      const present = now();
      if (present === null) return [];
      return [...leases]
        .filter(([, lease]) => isHeld(lease, present))
        .map(([requestId, { desk }]) => ({ requestId, desk }));
    },
    forget() {
      if (leases.size > 0) changed();
      leases.clear();
      ended.clear();
    },
    stop: ended.clear,
  };
}
