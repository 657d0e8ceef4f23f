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

/** Date and hours on two lines of a row: "Di., 24. Nov." (with the year where it is not this one), "09:00 – 09:30", "morgen". */
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

/** When a request arrived at this desk, "Eingegangen heute, 10:42", and when the patient asked if that was much earlier. */
export function arrivedWords(
  { authoredAt, receivedAt }: Pick<RequestRow, 'authoredAt' | 'receivedAt'>,
  moment: Moment,
): string {
  const arrived = `Eingegangen ${momentWords(receivedAt, moment)}`;
  return receivedAt - authoredAt < LATE_MS
    ? arrived
    : `${arrived} · gestellt ${momentWords(authoredAt, moment)}`;
}

function momentWords(at: EpochMs, { zone, now }: Moment): string {
  return `${dayWord(at, now, zone) ?? shortDate(at, now, zone)}, ${formatTime(at, zone)}`;
}

/** Date of birth and phone: "geb. 3. März 1980", "(555) 010-1234". Empty while nobody is matched. */
export function patientFacts(row: Pick<RequestRow, 'patient'>): readonly string[] {
  if (row.patient === null) return [];
  const { birthDate, phone } = row.patient;
  // The weekday of a birth date helps nobody.
  const born = birthDate === null ? words.noBirthDate : `${words.born} ${formatBirthDate(birthDate)}`;
  return [born, phone ?? words.noPhone];
}

/** The alert on a request to cancel (docs/workflow.md, 3). */
export function policySentence(policy: PolicyAlert, { zone, now }: Moment): string {
  const day = dayWord(policy.start, now, zone) ?? `am ${shortDate(policy.start, now, zone)}`;
  const verb = policy.start < now ? 'war' : 'ist';
  const when = `Der Termin ${verb} ${day}, ${formatTime(policy.start, zone)}`;
  const charges = policy.chargesText === null ? '' : `. ${policy.chargesText}`;
  if (policy.days === null) {
    return policy.within
      ? `Ihre Absageregelung verlangt für jede Absage eine Zustimmung: ${when}${charges}`
      : `Ihre Absageregelung verlangt keine Zustimmung: ${when}${charges}`;
  }
  const name = policy.days === 0 ? 'Tag des Termins' : plural(policy.days, '1 Tag', `${policy.days} Tage`);
  return `Ihre Absageregelung (${name}) verlangt hier ${policy.within ? 'eine' : 'keine'} Zustimmung: ${when}${charges}`;
}

/** "Ann Smith, 09:00 – 09:30 bei Dr. Alvarez (Gebucht)". */
export const whoStands = (one: TakenBy, zone: ZoneId): string =>
  `${one.patientName}, ${formatTimeRange(one.start, one.end, zone)} bei ${one.practitionerName} (${STATUS[one.status]})`;

/** A time that is asked for; without an end where none is stated. */
export const askedTime = (
  { start, end }: { readonly start: EpochMs; readonly end: EpochMs | null },
  { now, zone }: Moment,
): string => (end === null ? shortDateTime(start, now, zone) : shortRange(start, end, now, zone));

/** "Anderswo geändert: Der Termin wurde …; gewählt hatten Sie …". */
export const conflictSentence = (note: ConflictNote, moment: Moment): string =>
  `Anderswo geändert: ${changedSentence(note, moment)}`;

/** The same where "Anderswo geändert" stands above it: "Der Termin wurde …; gewählt hatten Sie …". */
export const changedSentence = (note: ConflictNote, moment: Moment): string =>
  capitalized(changedWords(note, moment));

const rangeWords = ({ start, end }: Interval, { now, zone }: Moment): string =>
  shortRange(start, end, now, zone);

function changedWords(note: ConflictNote, moment: Moment): string {
  const said = note.chosen === null ? null : chosenWords(note.chosen, moment);
  return `${portalWords(note, moment)}${said === null ? '' : `; gewählt hatten Sie „${said}“`}`;
}

function portalWords({ portal, by }: ConflictNote, moment: Moment): string {
  const byDesk = by === null ? '' : ` von ${by}`;
  switch (portal.what) {
    case 'moved':
      return `der Termin wurde${byDesk} verschoben auf ${rangeWords(portal, moment)}`;
    case 'cancelled':
      return `der Termin wurde${byDesk} abgesagt`;
    case 'request-withdrawn':
      return 'der Patient hat die Anfrage zurückgezogen';
    case 'request-closed':
      return `die Anfrage wurde${byDesk} geschlossen (${OUTCOME[portal.outcome]})`;
    case 'request-superseded':
      return 'der Patient hat erneut angefragt';
    case 'restored':
      return 'das Portal wurde auf einen früheren Stand zurückgesetzt, und Ihre Entscheidung fehlt dort. Die E-Mail dazu ist vielleicht schon hinausgegangen';
    case 'offer-taken':
      return 'jemand anders hatte die Zeit zuerst angenommen';
    case 'gone':
      return 'das Portal hat nicht mehr, worüber Sie entschieden haben: Es wurde dort gelöscht, oder das Portal wurde auf einen früheren Stand zurückgesetzt. Die E-Mail ist vielleicht schon hinausgegangen';
    case 'in-part':
      return 'das Portal hat nur einen Teil Ihrer Entscheidung ausgeführt, der dort so weit wie möglich zurückgenommen wurde: Sehen Sie sich den Termin an, bevor Sie neu entscheiden';
    case 'landed-late':
      return 'das Portal hat Ihre Entscheidung doch noch ausgeführt, nachdem sie schon als abgewiesen galt: Stellen Sie sicher, dass der Patient Bescheid weiß';
    case 'overwritten':
      return overwrittenWords(portal.visit, byDesk, moment);
    case 'other':
      return `der Termin oder die Anfrage wurde${byDesk} geändert`;
  }
}

function overwrittenWords(
  visit: Extract<ConflictNote['portal'], { what: 'overwritten' }>['visit'],
  byDesk: string,
  moment: Moment,
): string {
  const before =
    visit === null
      ? `der Termin oder die Anfrage war${byDesk} geändert worden`
      : visit.cancelled
        ? `der Termin war${byDesk} abgesagt worden`
        : `der Termin war${byDesk} geändert worden (${rangeWords(visit, moment)})`;
  return `${before}, und Ihre Entscheidung hat das ersetzt, weil das Portal keine Versionen prüft`;
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
      return `${words.proposeChanges}: ${command.slots.map((slot) => rangeWords(slot, moment)).join(' oder ')}`;
    case 'update':
      return `${words.updateAppt}: ${rangeWords(command.slot, moment)}`;
    case 'cancel-appointment':
      return 'appointmentId' in command ? words.cancelAppt : words.cancelAppointment;
    case 'book':
      return `${words.bookAppointment}: ${rangeWords(command.slot, moment)}`;
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
      return 'anderer Patient';
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
      return { level: 'wait', text: 'Wartet auf Abgleich' };
    case 'failed':
      return {
        level: 'problem',
        text: `Das Portal hat die Entscheidung nicht angenommen${row.delivery.lastError === null ? '' : `: ${row.delivery.lastError}`}. Siehe „Zu klären“`,
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
      return { level: 'wait', text: 'E-Mail geht hinaus, sobald das Portal bestätigt hat' };
    case 'ready':
      return { level: 'wait', text: `E-Mail unterwegs an ${mail.toAddress}` };
    case 'sent':
      return { level: 'good', text: `E-Mail gesendet an ${mail.toAddress}` };
    case 'failed':
      return {
        level: 'problem',
        text: `E-Mail${mail.toAddress === '' ? '' : ` an ${mail.toAddress}`} nicht zugestellt${mail.lastError === null ? '' : `: ${mail.lastError}`}. Siehe „Zu klären“`,
      };
    case 'called':
      return { level: 'good', text: 'Angerufen statt E-Mail' };
    default:
      return null;
  }
}

/** Until when a request is put off: "Zurückgestellt bis Di., 24. Nov., 09:00". */
export const snoozedSentence = (until: EpochMs, { zone, now }: Moment): string =>
  `Zurückgestellt bis ${shortDateTime(until, now, zone)}`;

/** Others have typed something here that is not sent: "Kim Lee hat hier eine Antwort begonnen". */
export const begunBy = (names: readonly string[]): string =>
  `${listWords(names)} ${plural(names.length, 'hat', 'haben')} hier eine Antwort begonnen`;

/** Above a note of the practice: "Robin, heute, 09:12". */
export const deskNoteBy = ({ by, at }: NonNullable<RequestRow['deskNote']>, moment: Moment): string =>
  `${words.deskNote} · ${by}, ${momentWords(at, moment)}`;

/** A note of the practice in a line with others. */
export const deskNoteSentence = ({ text }: NonNullable<RequestRow['deskNote']>): string =>
  `${words.note}: ${text}`;

/** Where an e-mail that was written stands: "Gesendet Mo., 23. Nov., 09:12". */
export function writtenEmailState(
  { state, at }: Pick<WrittenEmail, 'state' | 'at'>,
  { now, zone }: Moment,
): string {
  const when = shortDateTime(at, now, zone);
  switch (state) {
    case 'sent':
      return `Gesendet ${when}`;
    case 'failed':
      return `Nicht zugestellt, aufgegeben ${when}`;
    case 'called':
      return `Nicht gesendet: stattdessen angerufen, ${when}`;
    case 'dropped':
      return `Nicht gesendet: zurückgenommen ${when}`;
    case 'waiting':
    case 'ready':
      return `Geschrieben ${when}, noch nicht gesendet`;
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

/** Until when a proposal waits: "Vorgeschlagen heute, 09:12 · wartet auf den Patienten bis …". */
export function proposalSentence(
  proposal: NonNullable<RequestRow['proposal']>,
  { zone, now }: Moment,
): string {
  const sent = `${dayWord(proposal.sentAt, now, zone) ?? shortDate(proposal.sentAt, now, zone)}, ${formatTime(proposal.sentAt, zone)}`;
  if (proposal.expiresAt === null) return `Vorgeschlagen ${sent} · wartet auf den Patienten; läuft nicht ab`;
  const left = calendarDaysBetween(now, proposal.expiresAt, zone);
  const inDays = left <= 0 ? '' : left === 1 ? ' (morgen)' : ` (in ${left} Tagen)`;
  return `Vorgeschlagen ${sent} · wartet auf den Patienten bis ${shortDateTime(proposal.expiresAt, now, zone)}${inDays}`;
}
