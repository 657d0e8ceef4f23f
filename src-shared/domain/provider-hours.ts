/** When a provider sees patients, where that is not when the practice opens. */
import type { DayHours, Practice } from './practice.ts';
import type { PlainDate, Weekday } from './time.ts';
import { weekdayOf } from './time.ts';

type Hours = Pick<Practice, 'hours' | 'providerHours'>;

/** The provider's own hours of a weekday; `null` where they are the practice's, as everybody's are while nobody is named. */
function ownHours(
  { providerHours = [] }: Hours,
  practitionerId: string | null,
  weekday: Weekday,
): DayHours['open'] | null {
  if (practitionerId === null) return null;
  const own = providerHours.find((one) => one.practitionerId === practitionerId);
  return own?.hours.find((day) => day.weekday === weekday)?.open ?? null;
}

/** The hours of a weekday: a provider's, or the practice's (`null`). In the order in which they are kept. */
export const weekdayHours = (
  hours: Hours,
  practitionerId: string | null,
  weekday: Weekday,
): DayHours['open'] =>
  ownHours(hours, practitionerId, weekday) ??
  hours.hours.filter((day) => day.weekday === weekday).flatMap((day) => day.open);

/** Whether the hours of that date are the provider's own. A closed day closes the practice for everybody. */
export const hasOwnHours = (hours: Hours, practitionerId: string | null, date: PlainDate): boolean =>
  ownHours(hours, practitionerId, weekdayOf(date)) !== null;
