import type { PolicyAlert } from '../../domain/cancellation-policy.ts';
import type { ConflictNote } from '../../domain/conflict-note.ts';
import type { ReceptionistCommand } from '../../domain/decision.ts';
import type { Obstacle } from '../../domain/obstacle.ts';
import { calendarDaysBetween, type EpochMs, HOUR_MS, type ZoneId } from '../../domain/time.ts';
import type { OpenPart } from '../../domain/wish.ts';
import type { TakenBy } from '../../ipc/attention-views.ts';
import type { RequestRow, WrittenEmail } from '../../ipc/request-views.ts';
import type { Moment, SignLevel } from '../subjects.ts';
import { capitalized } from './common.ts';
import { listWords } from './locale.ts';
import { standingWords } from './patient-standing.ts';
import { answerSentence } from './portal-answers.ts';
import { OUTCOME, STATUS, words } from './requests.ts';
import { sameSlotSentences } from './same-slot.ts';
import { outsideHoursWords, unavailableWords } from './time-conflict.ts';
import {
  closureWords,
  dayWord,
  formatBirthDate,
  formatDate,
  formatDateTime,
  formatRange,
  formatTime,
  formatTimeRange,
  shortDate,
  shortDateTime,
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
  zone: ZoneId,
): string => (end === null ? formatDateTime(start, zone) : formatRange(start, end, zone));

/** What a patient who asks for a new appointment leaves to the practice: "To be chosen: provider and duration". */
function leftOpen(parts: readonly OpenPart[], hasTime: boolean): string {
  const words = parts.map((part) =>
    part === 'time' && hasTime ? 'a time within the one asked for' : OPEN_PART[part],
  );
  return `To be chosen: ${listWords(words)}`;
}

const OPEN_PART: Readonly<Record<OpenPart, string>> = {
  provider: 'provider',
  type: 'type',
  time: 'time',
  length: 'duration',
};

/** One thing that stands in the way, in words with names and times. */
export function obstacleSentences(
  obstacle: Obstacle,
  row: Pick<RequestRow, 'patientName' | 'requested' | 'appointment' | 'kind' | 'state' | 'allowed'>,
  moment: Moment,
): readonly { readonly level: SignLevel; readonly text: string }[] {
  const { zone } = moment;
  switch (obstacle.code) {
    case 'slot-taken':
      return obstacle.by.map((other) => ({
        level: 'problem',
        text: other.samePatient
          ? `${row.patientName} has another appointment then: ${formatTimeRange(other.start, other.end, zone)} with ${other.practitionerName}`
          : `Taken: ${whoStands(other, zone)}`,
      }));
    case 'slot-also-wanted':
      return sameSlotSentences(obstacle.others, row, moment).map((text) => ({ level: 'problem', text }));
    case 'time-past':
      return [{ level: 'problem', text: 'The requested time is already past' }];
    case 'appointment-past':
      return [{ level: 'problem', text: 'The appointment is already past' }];
    case 'end-before-start':
      return [{ level: 'problem', text: 'The requested time ends before it begins' }];
    case 'too-long':
      return [{ level: 'problem', text: 'The requested time is longer than 12 hours' }];
    case 'over-midnight':
      return [{ level: 'problem', text: 'The requested time ends on another day than it begins' }];
    case 'wish-open':
      return [{ level: 'problem', text: leftOpen(obstacle.parts, row.requested !== null) }];
    case 'location-missing':
      return [
        {
          level: 'problem',
          text: `The visit has no location: open ${row.kind === 'new' ? words.book : words.reschedule} and choose one`,
        },
      ];
    case 'time-does-not-exist':
      return [
        {
          level: 'problem',
          text: 'The requested time does not exist that night: the clocks are put forward. Shown is the time it falls on',
        },
      ];
    case 'closed-day':
      return [
        {
          level: 'problem',
          text: `Closed on the requested day${obstacle.day === '' ? '' : `: ${closureWords(obstacle.day)}`}`,
        },
      ];
    case 'outside-hours':
      return [{ level: 'problem', text: outsideHoursWords(obstacle.whose) }];
    case 'unavailable':
      return obstacle.times.map((time) => ({
        level: 'problem',
        text: unavailableWords(time, obstacle.practitionerName, zone),
      }));
    case 'patient-unmatched':
      return [{ level: 'problem', text: unmatchedWords(row) }];
    case 'patient-differs':
      return [{ level: 'problem', text: differsWords(obstacle, row) }];
    case 'answered-by-another':
    case 'answer-to-confirm':
      return [{ level: 'problem', text: answerSentence(obstacle, row, zone) }];
    case 'also-asked':
      return [
        {
          level: 'hint',
          text: `Also asked for, and not chosen: ${obstacle.times.map((one) => askedTime(one, zone)).join('; ')}`,
        },
      ];
    case 'asked-for-patient':
      return [
        {
          level: 'hint',
          text: `Asked for the patient by ${obstacle.by ?? 'somebody of a practice, or by a program'}: no policy decides it, you do`,
        },
      ];
    case 'outdated':
      return [
        {
          level: 'problem',
          text: `The portal has a newer version of ${listWords(obstacle.what.map((one) => OUTDATED[one]))} that cannot be shown: see Needs attention, or in the portal, before you decide`,
        },
      ];
    case 'not-written-to':
      return [{ level: 'problem', text: `${standingWords(obstacle.standing)}: nothing is e-mailed` }];
    case 'no-email':
      return [{ level: 'hint', text: 'No e-mail on file: the decision goes on the Call list' }];
    case 'no-portal-access':
      return [{ level: 'hint', text: 'No portal access: a proposal goes on the Call list' }];
    case 'appointment-not-active':
      return [
        { level: 'problem', text: `The appointment is not booked any more: ${STATUS[obstacle.status]}` },
      ];
  }
}

const OUTDATED = {
  request: 'this request',
  appointment: 'its visit',
  patient: 'the patient’s record',
} as const;

/** Nobody on file is named; where the appointment has a patient, only that one can be chosen. */
function unmatchedWords({
  kind,
  patientName,
  appointment,
}: Pick<RequestRow, 'kind' | 'patientName' | 'appointment'>): string {
  if (appointment.patientId === null || appointment.patientName === patientName)
    return `Patient not matched: open ${kind === 'new' ? words.book : words.reschedule} and choose the patient`;
  return `Patient not matched: the request names ${patientName}, the appointment is ${appointment.patientName}’s. Ask ${appointment.patientName}, then open ${kind === 'new' ? words.book : words.reschedule} and choose the patient`;
}

type Differing = Extract<Obstacle, { code: 'patient-differs' }>;

/** Whose request it is and whose appointment, with both names, and the ways out that there are. */
export function differsWords(
  { why, asker, visitPatient, assignable }: Differing,
  { kind, allowed }: Pick<RequestRow, 'kind' | 'allowed'>,
): string {
  const who = asker ?? 'Somebody else';
  const whose = visitPatient?.name ?? 'nobody';
  const told = {
    'for-another': `Made for ${who}, but the appointment is ${whose}’s`,
    'by-another': `Asked by ${who}, who is not known to act for ${whose}, whose appointment it is`,
    'visit-unknown': `Made for ${who}, but this desk cannot tell whose appointment it is`,
    'visit-nobody': `Made for ${who}, but the appointment is nobody’s`,
  }[why];
  // Of an appointment that is cancelled already nothing can be kept: its request to cancel ends otherwise.
  const closable =
    allowed.includes(kind === 'cancel' ? 'keep' : 'deny') || allowed.includes('withdraw-proposal');
  const assign =
    assignable === null || !allowed.includes('assign-patient')
      ? null
      : `Ask ${assignable.name}${visitPatient?.phone ? ` at ${visitPatient.phone}` : ''}, then assign it to ${assignable.name}`;
  const out =
    assign === null
      ? closable
        ? 'Close it, or wait until the portal shows the patient'
        : 'The appointment is cancelled already, so nothing can be decided here: it goes once the portal closes it, or once the portal shows the patient'
      : closable
        ? `${assign}, or close it`
        : `${assign} and approve it: the appointment is cancelled already`;
  return `${told}: it cannot be granted as it stands. ${out}. Nobody is e-mailed about it`;
}

/** "Changed elsewhere: the appointment was …; you had chosen …". */
export const conflictSentence = (note: ConflictNote, moment: Moment): string =>
  `Changed elsewhere: ${changedWords(note, moment)}`;

/** The same where "Changed elsewhere" stands above it: "The appointment was …; you had chosen …". */
export const changedSentence = (note: ConflictNote, moment: Moment): string =>
  capitalized(changedWords(note, moment));

function changedWords(note: ConflictNote, { zone }: Pick<Moment, 'zone'>): string {
  const said = note.chosen === null ? null : chosenWords(note.chosen, zone);
  return `${portalWords(note, zone)}${said === null ? '' : `; you had chosen ${said}`}`;
}

function portalWords({ portal, by }: ConflictNote, zone: ZoneId): string {
  const byDesk = by === null ? '' : ` by ${by}`;
  switch (portal.what) {
    case 'moved':
      return `the appointment was moved${byDesk} to ${formatRange(portal.start, portal.end, zone)}`;
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
    case 'gone':
      return 'the portal no longer has what you decided about: it was deleted there, or the portal was put back to an earlier state. The e-mail may have left';
    case 'in-part':
      return 'the portal carried out only a part of your decision, which was taken back there as far as it could be: look at the appointment before you decide again';
    case 'landed-late':
      return 'the portal carried out your decision after all, when it had already counted as refused: make sure that the patient knows';
    case 'overwritten':
      return overwrittenWords(portal.visit, byDesk, zone);
    case 'other':
      return `the appointment or the request was changed${byDesk}`;
  }
}

function overwrittenWords(
  visit: Extract<ConflictNote['portal'], { what: 'overwritten' }>['visit'],
  byDesk: string,
  zone: ZoneId,
): string {
  const before =
    visit === null
      ? `the appointment or the request had been changed${byDesk}`
      : visit.cancelled
        ? `the appointment had been cancelled${byDesk}`
        : `the appointment had been changed${byDesk} (${formatRange(visit.start, visit.end, zone)})`;
  return `${before}, and your decision has replaced that, as the portal does not check versions`;
}

/** A decision as the receptionist knows it, with the time it aimed at. */
function chosenWords(command: ReceptionistCommand, zone: ZoneId): string {
  switch (command.type) {
    case 'approve':
      return words.approve;
    case 'deny':
      return words.deny;
    case 'keep':
      return words.keepAppointment;
    case 'propose':
      return `${words.proposeChanges}: ${command.slots.map(({ start, end }) => formatRange(start, end, zone)).join(' or ')}`;
    case 'update':
      return `${words.updateAppt} ${formatRange(command.slot.start, command.slot.end, zone)}`;
    case 'cancel-appointment':
      return 'appointmentId' in command ? words.cancelAppt : words.cancelAppointment;
    case 'book':
      return `${words.bookAppointment} ${formatRange(command.slot.start, command.slot.end, zone)}`;
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

/** Above a note of the practice: "Robin, today, 9:12 AM". */
export const deskNoteBy = ({ by, at }: NonNullable<RequestRow['deskNote']>, moment: Moment): string =>
  `${words.deskNote} · ${by}, ${momentWords(at, moment)}`;

/** A note of the practice in a line with others. */
export const deskNoteSentence = ({ text }: NonNullable<RequestRow['deskNote']>): string =>
  `${words.note}: ${text}`;

/** Where an e-mail that was written stands: "Sent on Mon, Nov 23, 2026, 9:12 AM". */
export function writtenEmailState({ state, at }: Pick<WrittenEmail, 'state' | 'at'>, zone: ZoneId): string {
  const when = formatDateTime(at, zone);
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
