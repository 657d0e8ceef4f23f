import { isOver, stillTells } from '../../src-shared/domain/attention-ways.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { findAppointment } from '../db/queries/appointments.ts';
import { findPatient } from '../db/queries/people.ts';
import type { MailRow } from '../mail/queue.ts';
import { findEntry } from '../outbox/entries.ts';

type Told = Pick<MailRow, 'seq' | 'outbox_id' | 'request_id' | 'appointment_id'>;

/**
 * Whether what an e-mail tells is not so any more: a later e-mail tells of the same visit or request, or the visit stands
 * otherwise now, whoever changed it, or its time is over.
 */
export function isOutdated(db: Db, mail: Told, now: EpochMs): boolean {
  return (
    hasFollower(db, mail, 'request_id') || hasFollower(db, mail, 'appointment_id') || !isTrue(db, mail, now)
  );
}

/** Whether the portal says by now that nobody is to be written to under the record of the patient it is for (`PatientStanding`). */
export function isToNobody(db: Db, { outbox_id }: Pick<MailRow, 'outbox_id'>): boolean {
  const told = outbox_id === null ? null : findEntry(db, outbox_id)?.changes.email;
  const patientId = told?.appointment.patientId ?? null;
  return patientId !== null && (findPatient(db, patientId)?.standing ?? null) !== null;
}

function hasFollower(db: Db, mail: Told, column: 'request_id' | 'appointment_id'): boolean {
  const about = mail[column];
  if (about === null) return false;
  const later = qb
    .selectFrom('mail')
    .select('seq')
    .where(column, '=', about)
    .where('seq', '>', mail.seq)
    .where('state', '<>', 'dropped')
    .limit(1);
  return db.get(later) !== undefined;
}

function isTrue(db: Db, mail: Told, now: EpochMs): boolean {
  const told = mail.outbox_id === null ? null : findEntry(db, mail.outbox_id)?.changes.email;
  if (!told) return true;
  return (
    !isOver(told.appointment, now) &&
    stillTells(told.kind, told.appointment, findAppointment(db, told.appointment.id))
  );
}
