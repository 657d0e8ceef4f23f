import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { UNFINISHED } from '../db/outbox-states.ts';
import { findPatient } from '../db/queries/people.ts';
import { withAttendee } from '../icalendar/calendar-object.ts';
import { type MailRow, NO_ADDRESS } from '../mail/queue.ts';
import type { Correction } from '../outbox/correction.ts';
import { findEntry } from '../outbox/entries.ts';
import { isOutdated } from './outdated-mail.ts';

/** The e-mails that wait for the end of a correction of their address (`mail.correction_id`). Each in the caller's transaction. */

/** How an e-mail is before its address is corrected. */
export const asItIs = (row: MailRow): Correction['mails'][number] => ({
  id: row.id,
  state: row.state === 'failed' ? 'failed' : 'waiting',
  toAddress: row.to_address,
  ics: row.calendar_ics,
  error: row.last_error,
  attempts: row.attempts,
  finishedAt: row.finished_ms,
  waitedFor: row.correction_id,
});

/** From now on it is to this address, the entry for the calendar too, and waits for the end of this correction. */
export function redirectMail(db: Db, row: MailRow, to: string, correctionId: string): void {
  db.run(
    qb
      .updateTable('mail')
      .set({
        to_address: to,
        calendar_ics: row.calendar_ics === null ? null : withAttendee(row.calendar_ics, to),
        correction_id: correctionId,
        state: 'waiting',
        attempts: 0,
        last_error: null,
        finished_ms: null,
      })
      .where('seq', '=', row.seq),
  );
}

/** Those that wait for this correction, in the order in which they were written. */
export const waitingMail = (db: Db, correctionId: string): MailRow[] =>
  db.all(
    qb
      .selectFrom('mail')
      .selectAll()
      .where('correction_id', '=', correctionId)
      .where('state', '=', 'waiting')
      .orderBy('seq'),
  );

/**
 * The correction has ended: they leave, each once what it tells has been accepted. What is not so any more is not sent: it stands
 * under Needs attention again as it did before.
 */
export function releaseCorrected(
  db: Db,
  correctionId: string,
  correction: Pick<Correction, 'mails'>,
  now: EpochMs,
): void {
  for (const row of waitingMail(db, correctionId)) release(db, row, correction, now);
}

/**
 * The correction never happened, and the address on file is again what it is without it: those that were refused are what they
 * were, all others go there.
 */
export function restoreMail(db: Db, correctionId: string, correction: Correction, now: EpochMs): void {
  for (const row of waitingMail(db, correctionId)) restore(db, row, correctionId, correction, now);
}

/** The correction gave way to the address on file, or to none: they leave to that one, unless it is the one they were refused for. */
export function redirectReleased(
  db: Db,
  correctionId: string,
  correction: Correction,
  to: string | null,
  now: EpochMs,
): void {
  for (const row of waitingMail(db, correctionId))
    if (to === null || before(row, correction)?.toAddress === to)
      restore(db, row, correctionId, correction, now);
    else {
      redirectMail(db, row, to, correctionId);
      release(db, row, correction, now);
    }
}

const before = (row: MailRow, { mails }: Pick<Correction, 'mails'>) => mails.find(({ id }) => id === row.id);

function release(db: Db, row: MailRow, correction: Pick<Correction, 'mails'>, now: EpochMs): void {
  const was = before(row, correction) ?? asItIs(row);
  if (isAccepted(db, row) && isOutdated(db, row, now))
    setMail(db, row, { ...was, state: 'failed', finishedAt: was.finishedAt ?? now });
  else letGo(db, row, now);
}

function restore(db: Db, row: MailRow, correctionId: string, correction: Correction, now: EpochMs): void {
  const was = before(row, correction);
  if (was) setMail(db, row, was);
  if (was?.state === 'failed' || isWaitedFor(db, was?.waitedFor ?? null)) return;
  const onFile = findPatient(db, correction.patientId)?.email ?? NO_ADDRESS;
  const written = was ? { ...row, to_address: was.toAddress, calendar_ics: was.ics } : row;
  if (written.to_address !== onFile) redirectMail(db, written, onFile, correctionId);
  letGo(db, row, now);
}

/** It waits no longer for a correction; where what it tells has been accepted it leaves. */
function letGo(db: Db, row: MailRow, now: EpochMs): void {
  const leaves = isAccepted(db, row) ? ({ state: 'ready', next_attempt_ms: now } as const) : {};
  db.run(
    qb
      .updateTable('mail')
      .set({ ...leaves, correction_id: null })
      .where('seq', '=', row.seq),
  );
}

function setMail(db: Db, row: MailRow, was: Correction['mails'][number]): void {
  db.run(
    qb
      .updateTable('mail')
      .set({
        to_address: was.toAddress,
        calendar_ics: was.ics,
        correction_id: was.state === 'failed' ? null : was.waitedFor,
        state: was.state,
        attempts: was.attempts,
        last_error: was.error,
        finished_ms: was.finishedAt,
      })
      .where('seq', '=', row.seq),
  );
}

const isAccepted = (db: Db, { outbox_id }: MailRow): boolean =>
  outbox_id === null || findEntry(db, outbox_id)?.state === 'done';

/** A correction that has not ended, or about which somebody has to choose. */
function isWaitedFor(db: Db, correctionId: string | null): boolean {
  if (correctionId === null) return false;
  const state = findEntry(db, correctionId)?.state;
  const said = qb.selectFrom('address_conflict').select('at_ms').where('outbox_id', '=', correctionId);
  return (state !== undefined && UNFINISHED.includes(state)) || db.get(said) !== undefined;
}
