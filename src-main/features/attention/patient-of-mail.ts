import type { Db } from '../../db/db.ts';
import { findAppointment } from '../../db/queries/appointments.ts';
import { findPatient } from '../../db/queries/people.ts';
import type { MailRow } from '../../mail/queue.ts';
import { findEntry } from '../../outbox/entries.ts';

/**
 * Whom an e-mail was written to: the patient of the visit it tells of, as it stood then. `null` where that is not certain: the
 * visit has another patient by now, or nothing tells and the visit's patient is not the one the e-mail names.
 */
export function patientOfMail(
  db: Db,
  mail: Pick<MailRow, 'outbox_id' | 'appointment_id' | 'to_name' | 'to_address'>,
): string | null {
  const decision = mail.outbox_id === null ? undefined : findEntry(db, mail.outbox_id);
  const told = decision?.changes.email?.appointment ?? null;
  const now = mail.appointment_id === null ? null : findAppointment(db, mail.appointment_id);
  if (told === null) return isWrittenTo(db, now?.patientId ?? null, mail) ? (now?.patientId ?? null) : null;
  return now === null || told.patientId === now.patientId ? told.patientId : null;
}

function isWrittenTo(
  db: Db,
  patientId: string | null,
  { to_name, to_address }: Pick<MailRow, 'to_name' | 'to_address'>,
): boolean {
  const patient = patientId === null ? null : findPatient(db, patientId);
  return patient !== null && (patient.name === to_name || patient.email === to_address);
}
