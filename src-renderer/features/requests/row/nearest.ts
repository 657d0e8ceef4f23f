import type { NextSlot } from '../../../../src-shared/domain/next-slots.ts';
import type { Obstacle } from '../../../../src-shared/domain/obstacle.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';

/** What makes a time that is asked for one that cannot simply be given. */
const NOT_FREE: readonly Obstacle['code'][] = [
  'slot-taken',
  'time-past',
  'closed-day',
  'outside-hours',
  'unavailable',
  'time-does-not-exist',
];

/** As many as are offered on the row itself. */
const NEAREST = 3;

/**
 * The slot that would be proposed at `start`, all else as the visit has it now; `null` for a request that nothing can be
 * proposed for in one step: its time is free, it is not the patient's, or the visit lacks a provider, place or type.
 */
export function slotToPropose(
  row: Pick<RequestRow, 'state' | 'kind' | 'patient' | 'allowed' | 'obstacles' | 'appointment'>,
): ((found: Pick<NextSlot, 'start' | 'end' | 'practitionerId'>) => VisitSlot) | null {
  const { locationId, practitionerId, type } = row.appointment;
  if (row.state !== 'open' || row.kind === 'cancel' || row.patient === null) return null;
  if (row.obstacles.some(({ code }) => code === 'wish-open')) return null;
  if (!row.allowed.includes('propose')) return null;
  if (practitionerId === null || locationId === null || type.code === '') return null;
  if (!row.obstacles.some(({ code }) => NOT_FREE.includes(code))) return null;
  return ({ start, end, practitionerId: provider }) => ({
    practitionerId: provider,
    locationId,
    type,
    start,
    end,
  });
}

/** The closest to the time asked for, in the order of the day. Those that are past by now are left out. */
export function nearestOf(found: readonly NextSlot[], wish: EpochMs, now: EpochMs): readonly NextSlot[] {
  return found
    .filter(({ start }) => start > now)
    .toSorted(
      (one, other) => Math.abs(one.start - wish) - Math.abs(other.start - wish) || one.start - other.start,
    )
    .slice(0, NEAREST)
    .toSorted((one, other) => one.start - other.start);
}
