import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import type { EmailKind } from '../../../src-shared/domain/email-kind.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type Db, qb } from '../db.ts';
import type { ReminderTable } from '../schema/outbox.ts';
import { appointmentFromRow } from './appointments.ts';

/** A visit of a patient who can be written to, and the portal's names of both. */
export interface Remindable {
  readonly visit: Appointment;
  readonly appointmentPortalId: string;
  readonly patientPortalId: string;
  /** The claim that has been made for it already. */
  readonly claim: string | null;
}

/** What becomes of a reminder that this desk is to send. */
export type Reminded =
  | { readonly state: 'sent'; readonly mailId: string }
  /** A letter about this very time has been written since it was due. */
  | { readonly state: 'told' }
  /** There is nobody to write to. */
  | { readonly state: 'void' };

/** The booked visits that begin in `from` (inclusive) to `to` (exclusive) and of whose reminders nobody has decided; the soonest first. */
export const remindable = (
  db: Db,
  { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
  limit: number,
): Remindable[] =>
  db
    .all(
      qb
        .selectFrom('appointment')
        .innerJoin('patient', 'patient.id', 'appointment.patient_id')
        .leftJoin('reminder', (on) =>
          on
            .onRef('reminder.appointment_id', '=', 'appointment.id')
            .onRef('reminder.start_ms', '=', 'appointment.start_ms'),
        )
        .selectAll('appointment')
        .select(['patient.portal_id as patient_portal_id', 'reminder.claim as claim'])
        .where('appointment.start_ms', '>=', from)
        .where('appointment.start_ms', '<', to)
        .where('appointment.status', '=', 'booked')
        .where('appointment.portal_id', 'is not', null)
        .where('patient.portal_id', 'is not', null)
        .where('patient.email', 'is not', null)
        .where('patient.standing', 'is', null)
        .where((e) => e.or([e('reminder.state', 'is', null), e('reminder.state', '=', 'asking')]))
        .orderBy('appointment.start_ms')
        .limit(limit),
    )
    .map(({ patient_portal_id, claim, ...row }) => ({
      visit: appointmentFromRow(row),
      appointmentPortalId: row.portal_id ?? '',
      patientPortalId: patient_portal_id ?? '',
      claim,
    }));

export const saveReminder = (db: Db, reminder: ReminderTable): void => {
  db.run(qb.replaceInto('reminder').values(reminder));
};

/** The visit as the reminder in this e-mail tells it; null where it is none. */
export function remindedVisit(db: Db, mailId: string): Appointment | null {
  const row = db.get(qb.selectFrom('reminder').select('told_json').where('mail_id', '=', mailId));
  return row?.told_json ? (JSON.parse(row.told_json) as Appointment) : null;
}

/** What is known of reminders of visits that began before `at` is of no use any more. */
export const forgetReminders = (db: Db, at: EpochMs): void => {
  db.run(qb.deleteFrom('reminder').where('start_ms', '<', at));
};

const TELL_THE_TIME: readonly EmailKind[] = ['booked', 'approved', 'accepted', 'updated', 'denied', 'kept'];

/** Whether a letter that tells the visit's time has been written since. */
export const wasWrittenSince = (db: Db, appointmentId: string, since: EpochMs): boolean =>
  db.get(
    qb
      .selectFrom('mail')
      .select('id')
      .where('appointment_id', '=', appointmentId)
      .where('kind', 'in', TELL_THE_TIME)
      .where('state', 'in', ['waiting', 'ready', 'sent'])
      .where('created_ms', '>=', since)
      .limit(1),
  ) !== undefined;
