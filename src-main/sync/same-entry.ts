import type { Appointment } from '../../src-shared/domain/appointment.ts';

/** Whether a calendar would show both as the same visit: when, with whom, where, of what kind. */
export const isSameEntry = (a: Omit<Appointment, 'uid'>, b: Omit<Appointment, 'uid'>): boolean =>
  a.start === b.start &&
  a.end === b.end &&
  a.practitionerId === b.practitionerId &&
  a.locationId === b.locationId &&
  a.type.code === b.type.code &&
  a.type.display === b.type.display;
