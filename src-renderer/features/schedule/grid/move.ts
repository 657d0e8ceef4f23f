import { isBlocking, overlaps } from '../../../../src-shared/domain/conflicts.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { GridLayout } from './layout.ts';
import type { MoveField, Place } from './moves.ts';
import type { CalendarColumn } from './types.ts';

/** A move that has begun and has not been proposed. */
export interface Move {
  readonly appointment: AppointmentView;
  readonly from: Place;
  readonly place: Place;
  readonly by: 'keyboard' | 'pointer';
}

/** Where moves can go in a grid that is laid out so. */
export const moveField = (
  columns: readonly CalendarColumn[],
  layout: GridLayout,
  step: number,
): MoveField => ({
  columns: columns.map(({ practitionerId }, index) => ({
    scale: layout.columns[index]?.dayScale ?? [],
    open: practitionerId !== null,
  })),
  range: layout.range,
  step,
});

/** Whether something that takes time is there already, in that column. */
export function clashes(appointment: AppointmentView, place: Place, layout: GridLayout): boolean {
  const day = layout.columns[place.column]?.day;
  if (day === undefined) return false;
  const taken = day.appointments.filter((other) => other.id !== appointment.id && isBlocking(other));
  return [...taken, ...(day.blocked ?? [])].some((other) => overlaps(other, place));
}

/** The visit as it would be there; `null` when nobody sees patients in that column. */
export function slotAt(
  appointment: AppointmentView,
  place: Place,
  columns: readonly CalendarColumn[],
): VisitSlot | null {
  const practitionerId = columns[place.column]?.practitionerId ?? null;
  if (practitionerId === null) return null;
  const { locationId, type } = appointment;
  return { practitionerId, locationId, type, start: place.start, end: place.end };
}

/** Where a visit would stand; `null` when none of the columns is its. */
export function placeOnGrid(slot: VisitSlot, columns: readonly CalendarColumn[]): Place | null {
  const column = columns.findIndex(
    ({ practitionerId, day }) =>
      practitionerId === slot.practitionerId && slot.start >= day.from && slot.start < day.to,
  );
  return column === -1 ? null : { column, start: slot.start, end: slot.end };
}
