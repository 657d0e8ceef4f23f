import type { AppointmentView, ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';

/** Equal in everything that is shown. Both are plain data of the same shape, so their JSON is the same, too. */
const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

const sameAppointment = (a: AppointmentView, b: AppointmentView): boolean =>
  a.id === b.id &&
  a.start === b.start &&
  a.end === b.end &&
  a.status === b.status &&
  a.patientName === b.patientName &&
  same(a, b);

/**
 * `after`, with every appointment that has not changed taken from `before`, and `before` itself when nothing has: what the
 * main process answers is new each time, and what is not new need not be drawn anew.
 */
export function steadyDay(before: ScheduleDay | undefined, after: ScheduleDay): ScheduleDay {
  if (before === undefined || before === after) return after;
  const known = new Map(before.appointments.map((one) => [one.id, one]));
  const appointments = after.appointments.map((one) => {
    const old = known.get(one.id);
    return old !== undefined && sameAppointment(old, one) ? old : one;
  });
  const unchanged =
    appointments.length === before.appointments.length &&
    appointments.every((one, index) => one === before.appointments[index]) &&
    before.date === after.date &&
    before.from === after.from &&
    before.to === after.to &&
    before.closed === after.closed &&
    same(before.hours, after.hours) &&
    same(before.blocked, after.blocked);
  return unchanged ? before : { ...after, appointments };
}
