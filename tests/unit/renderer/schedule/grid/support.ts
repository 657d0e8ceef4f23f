import { dayBounds, toNearestInstant } from '../../../../../src-shared/domain/time.ts';
import type { AppointmentView, ScheduleDay } from '../../../../../src-shared/ipc/appointment-views.ts';

export const ZONE = 'America/Chicago';
/** A Tuesday of 24 hours, the night the clocks are put forward, the night they are put back. */
export const DATE = '2026-11-24';
export const SPRING = '2026-03-08';
export const AUTUMN = '2026-11-01';

/** The instant at which the clinic's clocks show this; the first of two with `later` left out. */
export const at = (time: string, date = DATE, which: 'earlier' | 'later' = 'earlier'): number =>
  toNearestInstant(date, time, ZONE, which);

export const appointment = (
  id: string,
  start: number,
  end: number,
  change: Partial<AppointmentView> = {},
): AppointmentView => ({
  id,
  patientId: 'p',
  patientName: 'Ann Smith',
  practitionerId: 'd1',
  practitionerName: 'Dr. Alvarez',
  locationId: 'l1',
  locationName: 'Main Street',
  type: { code: 'f', display: 'Follow-up' },
  start,
  end,
  status: 'booked',
  originalId: null,
  changeProposed: false,
  requestIds: [],
  overrideReason: null,
  busy: null,
  ...change,
});

export const day = (
  appointments: readonly AppointmentView[] = [],
  change: Partial<ScheduleDay> = {},
  date = DATE,
): ScheduleDay => ({
  date,
  ...dayBounds(date, ZONE),
  closed: null,
  hours: [
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ],
  appointments: [...appointments],
  ...change,
});
