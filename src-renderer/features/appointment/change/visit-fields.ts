import type { Draft } from '../../../../src-shared/domain/draft.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import { MINUTE_MS, plainDateOf, plainTimeOf, type ZoneId } from '../../../../src-shared/domain/time.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { BookingStart } from '../../../stores/dialogs.ts';

type Placed = Pick<AppointmentView, 'practitionerId' | 'locationId' | 'type' | 'start' | 'end'>;

/** The fields of a form as an appointment, or as much of one as is known, fills them. */
export function fieldsOf(
  { practitionerId, locationId, type, start, end }: Partial<Placed>,
  zone: ZoneId,
): Partial<Draft> {
  return {
    ...(practitionerId === undefined ? {} : { practitionerId }),
    ...(locationId === undefined ? {} : { locationId }),
    ...(type === undefined ? {} : { typeCode: type.code }),
    ...(start === undefined ? {} : { date: plainDateOf(start, zone), time: plainTimeOf(start, zone) }),
    ...(start === undefined || end === undefined
      ? {}
      : { minutes: String(Math.round((end - start) / MINUTE_MS)) }),
  };
}

/** What a new appointment's form is filled with from where it was asked for. */
export const bookingFields = ({ patientId, ...slot }: BookingStart, zone: ZoneId): Partial<Draft> => ({
  ...fieldsOf(slot, zone),
  ...(patientId === undefined ? {} : { patientId }),
});

/** Whether a slot is the one an appointment has already. */
export const isUnchanged = (appointment: AppointmentView, slot: VisitSlot): boolean =>
  appointment.start === slot.start &&
  appointment.end === slot.end &&
  appointment.practitionerId === slot.practitionerId &&
  appointment.locationId === slot.locationId &&
  appointment.type.code === slot.type.code;
