import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { isOver, stillTells } from '../../src-shared/domain/attention-ways.ts';
import type { EmailKind } from '../../src-shared/domain/email-kind.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { findAppointment } from '../db/queries/appointments.ts';
import { findPatient } from '../db/queries/people.ts';
import { remindedVisit } from '../db/queries/reminders.ts';
import type { MailRow } from '../mail/queue.ts';
import { findEntry } from '../outbox/entries.ts';

/** Letters after which what an earlier one tells is still so. */
const DECIDE_NOTHING: readonly EmailKind[] = ['reminder', 'message'];

type Told = Pick<MailRow, 'id' | 'seq' | 'kind' | 'outbox_id' | 'request_id' | 'appointment_id'>;

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
export function isToNobody(db: Db, mail: Pick<MailRow, 'id' | 'outbox_id'>): boolean {
  const patientId = toldVisit(db, mail)?.patientId ?? null;
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
    .where('kind', 'not in', DECIDE_NOTHING)
    .limit(1);
  return db.get(later) !== undefined;
}

function isTrue(db: Db, mail: Told, now: EpochMs): boolean {
  const told = toldVisit(db, mail);
  if (!told) return true;
  // What has begun nobody needs to be reminded of.
  const isLate = mail.kind === 'reminder' ? told.start <= now : isOver(told, now);
  return !isLate && stillTells(mail.kind, told, findAppointment(db, told.id));
}

/** The visit that an e-mail tells of, as it stood then; null where nobody knows. */
const toldVisit = (db: Db, { id, outbox_id }: Pick<MailRow, 'id' | 'outbox_id'>): Appointment | null =>
  (outbox_id === null ? remindedVisit(db, id) : findEntry(db, outbox_id)?.changes.email?.appointment) ?? null;
