import { type Appointment, standsAt } from '../../../src-shared/domain/appointment.ts';
import type { Db } from '../../db/db.ts';
import { findAppointment } from '../../db/queries/appointments.ts';
import { findEntry } from '../../outbox/entries.ts';
import type { OutboxEntry } from '../../outbox/entry.ts';

/** The visit that an e-mail or a call tells of, as it stood then; where nothing says so, as it stands now. Null for what is only asked for. */
export function toldVisit(
  db: Db,
  {
    outbox_id,
    appointment_id,
  }: { readonly outbox_id: string | null; readonly appointment_id: string | null },
): Appointment | null {
  const told = outbox_id === null ? null : findEntry(db, outbox_id)?.changes.email;
  const visit = told?.appointment ?? (appointment_id === null ? null : findAppointment(db, appointment_id));
  return visit && standsAt(visit);
}

/** The visit a decision is about, as it stands now; one that has left the schedule, as the decision had it. */
export function decidedVisit(
  db: Db,
  appointmentId: string | null,
  decision: Pick<OutboxEntry, 'changes'> | undefined,
): Appointment | null {
  const now = appointmentId === null ? null : findAppointment(db, appointmentId);
  if (now !== null || decision === undefined) return now && standsAt(now);
  return decision.changes.appointments[0] ?? null;
}
