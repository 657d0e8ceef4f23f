/** What the window shows of the schedule. */
import { z } from 'zod';
import { appointmentStatus, visitType } from '../domain/appointment.ts';
import { unavailable } from '../domain/unavailable.ts';
import { birthDate, id, instant, plainDate, plainTime } from '../domain/values.ts';
import type { Infer } from '../infer.ts';

/** An appointment as the schedule and the rows show it. */
export const appointmentView = z.object({
  id,
  patientId: id.nullable(),
  patientName: z.string(),
  practitionerId: id.nullable(),
  practitionerName: z.string(),
  locationId: id.nullable(),
  locationName: z.string(),
  type: visitType,
  start: instant,
  end: instant,
  status: appointmentStatus,
  originalId: id.nullable(),
  /** Its time may change: a proposal for another time waits for the patient. */
  changeProposed: z.boolean(),
  /** Open requests about it. */
  requestIds: z.array(id),
  overrideReason: z.string().nullable(),
  /** Of a time that is offered to several: how many others may still accept it. */
  sharedWith: z.number().int().optional(),
  /** The portal has a newer version of it that cannot be shown: this is not so any more. */
  outdated: z.literal(true).optional(),
  /** Of time that is taken, and is no appointment of this provider's to be changed: what takes it. Null for an appointment. */
  busy: z
    .object({
      /** The appointment; null for one that cannot be shown. */
      appointmentId: id.nullable(),
    })
    .nullable(),
});
export type AppointmentView = Infer<typeof appointmentView>;
/** Whose a visit is, and which: enough to tell two patients of one name apart, and no way to reach them. */
export const visitView = z.object({
  patientId: id.nullable(),
  patientName: z.string(),
  birthDate: birthDate.nullable(),
  practitionerName: z.string(),
  locationName: z.string(),
  type: visitType,
  start: instant,
  end: instant,
});
export type VisitView = Infer<typeof visitView>;
const blockedTime = unavailable.extend({ why: z.literal('blocked'), blockId: id, date: plainDate });
export const scheduleDay = z.object({
  date: plainDate,
  /** Instants of midnight in the clinic's zone: a day may have 23 or 25 hours. */
  from: instant,
  to: instant,
  closed: z.string().nullable(),
  hours: z.array(z.object({ from: plainTime, to: plainTime })),
  appointments: z.array(appointmentView),
  /** Time that somebody has blocked, earliest first: of the provider who was asked about, or of everybody. Absent: none. */
  blocked: z.array(blockedTime).optional(),
});
export type ScheduleDay = Infer<typeof scheduleDay>;

/** A time that a decision, or a change on the schedule, freed a short while ago, and the open requests it would suit, the best first. */
export const freedSlotView = z.object({
  /** The appointment that stood there. */
  appointmentId: id,
  practitionerId: id,
  practitionerName: z.string(),
  start: instant,
  end: instant,
  suits: z.array(z.object({ requestId: id, patientName: z.string(), requested: instant })).max(3),
});
export type FreedSlotView = Infer<typeof freedSlotView>;
