import type { PolicyAlert } from '../../domain/cancellation-policy.ts';
import type { ConflictNote } from '../../domain/conflict-note.ts';
import type { Interval } from '../../domain/conflicts.ts';
import type { ReceptionistCommand } from '../../domain/decision.ts';
import { calendarDaysBetween, type EpochMs, HOUR_MS, type ZoneId } from '../../domain/time.ts';
import type { TakenBy } from '../../ipc/attention-views.ts';
import type { RequestRow, WrittenEmail } from '../../ipc/request-views.ts';
import type { Moment, SignLevel } from '../subjects.ts';
import { capitalized } from './common.ts';
import { listWords, plural } from './locale.ts';
import { OUTCOME, STATUS, words } from './requests.ts';
import {
  dayWord,
  formatBirthDate,
  formatDate,
  formatTime,
  formatTimeRange,
  shortDate,
  shortDateTime,
  shortRange,
} from './times.ts';

/** Date and hours on two lines of a row: "Tue, Nov 24" (with the year where it is not this one), "9:00 AM – 9:30 AM", "tomorrow". */
export function timeParts(
  time: { readonly start: EpochMs; readonly end: EpochMs },
  { zone, now }: Moment,
): { readonly date: string; readonly hours: string; readonly day: string | null } {
  const day = dayWord(time.start, now, zone);
  return formatDate(time.start, zone) === formatDate(time.end, zone)
    ? { date: shortDate(time.start, now, zone), hours: formatTimeRange(time.start, time.end, zone), day }
    : {
        date: shortDate(time.start, now, zone),
        hours: `${formatTime(time.start, zone)} – ${shortDateTime(time.end, now, zone)}`,
        day,
      };
}

/** From how much later on a request's arrival does not tell when the patient asked. */
const LATE_MS = HOUR_MS;

/** When a request arrived at this desk, "Arrived today, 10:42 AM", and when the patient asked if that was much earlier. */
export function arrivedWords(
  { authoredAt, receivedAt }: Pick<RequestRow, 'authoredAt' | 'receivedAt'>,
  moment: Moment,
): string {
  const arrived = `Arrived ${momentWords(receivedAt, moment)}`;
  return receivedAt - authoredAt < LATE_MS
    ? arrived
    : `${arrived} · asked ${momentWords(authoredAt, moment)}`;
}

function momentWords(at: EpochMs, { zone, now }: Moment): string {
  return `${dayWord(at, now, zone) ?? shortDate(at, now, zone)}, ${formatTime(at, zone)}`;
}

/** Date of birth and phone: "born Mar 3, 1980", "(555) 010-1234". Empty while nobody is matched. */
export function patientFacts(row: Pick<RequestRow, 'patient'>): readonly string[] {
  if (row.patient === null) return [];
  const { birthDate, phone } = row.patient;
  // The weekday of a birth date helps nobody.
  const born = birthDate === null ? words.noBirthDate : `${words.born} ${formatBirthDate(birthDate)}`;
  return [born, phone ?? words.noPhone];
}

/** The alert on a request to cancel (docs/workflow.md, 3). */
export function policySentence(policy: PolicyAlert, { zone, now }: Moment): string {
  const day = dayWord(policy.start, now, zone) ?? `on ${shortDate(policy.start, now, zone)}`;
  const verb = policy.start < now ? 'was' : 'is';
  const when = `the appointment ${verb} ${day}, ${formatTime(policy.start, zone)}`;
  const charges = policy.chargesText === null ? '' : `. ${policy.chargesText}`;
  if (policy.days === null) {
    return policy.within
      ? `Your cancellation policy asks for approval of every cancellation: ${when}${charges}`
      : `Your cancellation policy asks for no approval: ${when}${charges}`;
  }
  const name = policy.days === 0 ? 'same-day' : `${policy.days}-day`;
  return `${policy.within ? 'Within' : 'Outside'} your ${name} cancellation policy: ${when}${charges}`;
}

/** "Ann Smith, 9:00 AM – 9:30 AM with Dr. Alvarez (Booked)". */
export const whoStands = (one: TakenBy, zone: ZoneId): string =>
  `${one.patientName}, ${formatTimeRange(one.start, one.end, zone)} with ${one.practitionerName} (${STATUS[one.status]})`;

/** A time that is asked for; without an end where none is stated. */
export const askedTime = (
  { start, end }: { readonly start: EpochMs; readonly end: EpochMs | null },
  { now, zone }: Moment,
): string => (end === null ? shortDateTime(start, now, zone) : shortRange(start, end, now, zone));

/** "Changed elsewhere: the appointment was …; you had chosen …". */
export const conflictSentence = (note: ConflictNote, moment: Moment): string =>
  `Changed elsewhere: ${changedWords(note, moment)}`;

/** The same where "Changed elsewhere" stands above it: "The appointment was …; you had chosen …". */
export const changedSentence = (note: ConflictNote, moment: Moment): string =>
  capitalized(changedWords(note, moment));

const rangeWords = ({ start, end }: Interval, { now, zone }: Moment): string =>
  shortRange(start, end, now, zone);

function changedWords(note: ConflictNote, moment: Moment): string {
  const said = note.chosen === null ? null : chosenWords(note.chosen, moment);
  return `${portalWords(note, moment)}${said === null ? '' : `; you had chosen ${said}`}`;
}

function portalWords({ portal, by }: ConflictNote, moment: Moment): string {
  const byDesk = by === null ? '' : ` by ${by}`;
  switch (portal.what) {
    case 'moved':
      return `the appointment was moved${byDesk} to ${rangeWords(portal, moment)}`;
    case 'cancelled':
      return `the appointment was cancelled${byDesk}`;
    case 'request-withdrawn':
      return 'the patient withdrew the request';
    case 'request-closed':
      return `the request was closed${byDesk} (${OUTCOME[portal.outcome].toLowerCase()})`;
    case 'request-superseded':
      return 'the patient asked again';
    case 'restored':
      return 'the portal was put back to an earlier state, and your decision is missing there. Its e-mail may have left';
    case 'offer-taken':
      return 'somebody else had accepted the time first';
    case 'gone':
      return 'the portal no longer has what you decided about: it was deleted there, or the portal was put back to an earlier state. The e-mail may have left';
    case 'in-part':
      return 'the portal carried out only a part of your decision, which was taken back there as far as it could be: look at the appointment before you decide again';
    case 'landed-late':
      return 'the portal carried out your decision after all, when it had already counted as refused: make sure that the patient knows';
    case 'overwritten':
      return overwrittenWords(portal.visit, byDesk, moment);
    case 'other':
      return `the appointment or the request was changed${byDesk}`;
  }
}

function overwrittenWords(
  visit: Extract<ConflictNote['portal'], { what: 'overwritten' }>['visit'],
  byDesk: string,
  moment: Moment,
): string {
  const before =
    visit === null
      ? `the appointment or the request had been changed${byDesk}`
      : visit.cancelled
        ? `the appointment had been cancelled${byDesk}`
        : `the appointment had been changed${byDesk} (${rangeWords(visit, moment)})`;
  return `${before}, and your decision has replaced that, as the portal does not check versions`;
}

/** A decision as the receptionist knows it, with the time it aimed at. */
function chosenWords(command: ReceptionistCommand, moment: Moment): string {
  switch (command.type) {
    case 'approve':
      return words.approve;
    case 'deny':
      return words.deny;
    case 'keep':
      return words.keepAppointment;
    case 'propose':
      return `${words.proposeChanges}: ${command.slots.map((slot) => rangeWords(slot, moment)).join(' or ')}`;
    case 'update':
      return `${words.updateAppt} ${rangeWords(command.slot, moment)}`;
    case 'cancel-appointment':
      return 'appointmentId' in command ? words.cancelAppt : words.cancelAppointment;
    case 'book':
      return `${words.bookAppointment} ${rangeWords(command.slot, moment)}`;
    case 'set-status':
      return STATUS[command.status];
    case 'withdraw-proposal':
      return words.withdrawProposal;
    case 'record-answer':
      return `${words.recordAnswer}: ${command.answer === 'accepted' ? words.answerAccepted : words.answerDeclined}`;
    case 'resend-email':
      return words.resendEmail;
    case 'message':
      return words.message;
    case 'assign-patient':
      return 'another patient';
  }
}

/** Where the newest decision on a row stands on its way to the portal; `null` when there is nothing to say. */
export function deliverySentence(row: {
  readonly delivery: Pick<NonNullable<RequestRow['delivery']>, 'state' | 'lastError'> | null;
}): { level: SignLevel; text: string } | null {
  switch (row.delivery?.state) {
    case 'held':
    case 'ready':
    case 'unsure':
      return { level: 'wait', text: 'Waiting to sync' };
    case 'failed':
      return {
        level: 'problem',
        text: `The portal did not accept the decision${row.delivery.lastError === null ? '' : `: ${row.delivery.lastError}`}. See Needs attention`,
      };
    default:
      return null;
  }
}

/** Where the newest e-mail about a row stands; `null` when there is nothing to say. */
export function mailSentence(row: Pick<RequestRow, 'mail'>): { level: SignLevel; text: string } | null {
  const { mail } = row;
  switch (mail?.state) {
    case 'waiting':
      return { level: 'wait', text: 'E-mail leaves when the portal has confirmed' };
    case 'ready':
      return { level: 'wait', text: `E-mail on its way to ${mail.toAddress}` };
    case 'sent':
      return { level: 'good', text: `E-mail sent to ${mail.toAddress}` };
    case 'failed':
      return {
        level: 'problem',
        text: `E-mail${mail.toAddress === '' ? '' : ` to ${mail.toAddress}`} not delivered${mail.lastError === null ? '' : `: ${mail.lastError}`}. See Needs attention`,
      };
    case 'called':
      return { level: 'good', text: 'Called instead of e-mail' };
    default:
      return null;
  }
}

/** Until when a request is put off: "Snoozed until Tue, Nov 24, 9:00 AM". */
export const snoozedSentence = (until: EpochMs, { zone, now }: Moment): string =>
  `Snoozed until ${shortDateTime(until, now, zone)}`;

/** Others have typed something here that is not sent: "Kim Lee has begun an answer here". */
export const begunBy = (names: readonly string[]): string =>
  `${listWords(names)} ${plural(names.length, 'has', 'have')} begun an answer here`;

/** Above a note of the practice: "Robin, today, 9:12 AM". */
export const deskNoteBy = ({ by, at }: NonNullable<RequestRow['deskNote']>, moment: Moment): string =>
  `${words.deskNote} · ${by}, ${momentWords(at, moment)}`;

/** A note of the practice in a line with others. */
export const deskNoteSentence = ({ text }: NonNullable<RequestRow['deskNote']>): string =>
  `${words.note}: ${text}`;

/** Where an e-mail that was written stands: "Sent Mon, Nov 23, 9:12 AM". */
export function writtenEmailState(
  { state, at }: Pick<WrittenEmail, 'state' | 'at'>,
  { now, zone }: Moment,
): string {
  const when = shortDateTime(at, now, zone);
  switch (state) {
    case 'sent':
      return `Sent ${when}`;
    case 'failed':
      return `Not delivered, given up ${when}`;
    case 'called':
      return `Not sent: called instead, ${when}`;
    case 'dropped':
      return `Not sent: taken back ${when}`;
    case 'waiting':
    case 'ready':
      return `Written ${when}, not sent yet`;
  }
}

/** How, when and by whom a closed request ended. */
export function outcomeSentence(row: RequestRow, { zone, now }: Moment): string {
  const outcome = row.outcome === null ? '' : OUTCOME[row.outcome];
  const reason = row.outcomeReason === null || row.outcomeReason === '' ? '' : ` (${row.outcomeReason})`;
  if (row.resolvedAt === null) return `${outcome}${reason}`;
  const by = row.settled === null ? '' : ` · ${row.settled.by}`;
  const day = dayWord(row.resolvedAt, now, zone) ?? shortDate(row.resolvedAt, now, zone);
  return `${outcome}${reason} · ${day}, ${formatTime(row.resolvedAt, zone)}${by}`;
}

/** Until when a proposal waits: "Sent today, 9:12 AM · waits for the patient until …". */
export function proposalSentence(
  proposal: NonNullable<RequestRow['proposal']>,
  { zone, now }: Moment,
): string {
  const sent = `${dayWord(proposal.sentAt, now, zone) ?? shortDate(proposal.sentAt, now, zone)}, ${formatTime(proposal.sentAt, zone)}`;
  if (proposal.expiresAt === null) return `Proposed ${sent} · waits for the patient; it does not expire`;
  const left = calendarDaysBetween(now, proposal.expiresAt, zone);
  const inDays = left <= 0 ? '' : left === 1 ? ' (tomorrow)' : ` (in ${left} days)`;
  return `Proposed ${sent} · waits for the patient until ${shortDateTime(proposal.expiresAt, now, zone)}${inDays}`;
}
