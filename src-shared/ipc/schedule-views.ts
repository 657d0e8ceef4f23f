/** What the window shows of the calendar, and what comes of a command given there. */
import { z } from 'zod';
import { SCHEDULE_STATUSES } from '../domain/schedule-command.ts';
import { id, instant, plainDate } from '../domain/values.ts';
import { visitAnswer } from '../domain/visit-answer.ts';
import type { Infer } from '../infer.ts';
import { appointmentView, scheduleDay } from './appointment-views.ts';
import { patientCard } from './basics.ts';
import { historyEntry } from './history-views.ts';
import { delivery, mailStateView } from './request-views.ts';

export const decisionReceipt = z.object({
  /** `null`: nothing has to be delivered, so there is nothing to undo. */
  outboxId: id.nullable(),
  appointmentId: id,
  /** The request that was decided with it, when there was one. */
  requestId: id.nullable(),
  /** Undo is possible until then. */
  undoUntil: instant,
});
export type DecisionReceipt = Infer<typeof decisionReceipt>;

/** Consecutive days of the calendar, as many as were asked for. */
export const scheduleDays = z.object({ days: z.array(scheduleDay) });

/** How full each day of a month is. */
export const scheduleLoad = z.object({
  days: z.array(
    z.object({
      date: plainDate,
      /** Appointments that take time. */
      count: z.number().int(),
      /** Minutes taken, those outside the opening hours included. */
      takenMinutes: z.number().int(),
      /** Minutes the practice is open, of all providers shown together; 0 on a closed day. */
      openMinutes: z.number().int(),
      closed: z.boolean(),
    }),
  ),
});
export type ScheduleLoad = Infer<typeof scheduleLoad>;

/** One appointment with everything its panel shows. */
export const appointmentDetail = z.object({
  appointment: appointmentView,
  /** Who has it together with its provider. */
  furtherProviders: z.array(z.string()),
  /** Where else it is, beside its location. */
  furtherLocations: z.array(z.string()),
  patient: patientCard.nullable(),
  /** What was answered to it in the portal, and nobody has seen yet; the latest last. */
  answers: z.array(visitAnswer),
  /** Of a Tentative: the appointment it is proposed instead of. Of that one: the Tentatives that wait. */
  counterparts: z.array(appointmentView),
  /** The whole chain: what happened to it, to the one it took the place of, and to the requests about them. Oldest first. */
  history: z.array(historyEntry),
  /** The newest decision about it on its way out. */
  delivery: delivery.nullable(),
  mail: mailStateView.nullable(),
  /** The commands that make sense now, and the statuses it can be given. */
  allowed: z.object({
    update: z.boolean(),
    cancel: z.boolean(),
    statuses: z.array(z.enum(SCHEDULE_STATUSES)),
  }),
});
export type AppointmentDetail = Infer<typeof appointmentDetail>;
