import type { LateCharge } from '../../domain/cancellation-policy.ts';
import { type CommandType, isCommandType } from '../../domain/command-rules.ts';
import type { HistoryDetail, TakenOut } from '../../domain/history.ts';
import type { HistoryEntry } from '../../ipc/history-views.ts';
import type { Telling } from '../subjects.ts';
import { CALL_OUTCOME } from './calls.ts';
import { alsoOffered } from './freed-slots.ts';
import { formatCount } from './locale.ts';
import { ANSWERED, suggestedTime } from './portal-answers.ts';
import { OUTCOME, STATUS } from './requests.ts';
import { closureWords, shortDateTime, shortRange } from './times.ts';
import { USER_ROLE } from './users.ts';

export interface HistoryLine {
  /** What happened. */
  readonly title: string;
  /** Details, each a line of its own. */
  readonly lines: readonly string[];
  /** When, who and at which desk. */
  readonly by: string;
}

const EMAIL_KIND: Readonly<Record<string, string>> = {
  booked: 'appointment booked',
  approved: 'confirmed for the new time',
  denied: 'kept at the original time',
  kept: 'appointment kept',
  proposed: 'proposal',
  'proposal-withdrawn': 'proposal withdrawn',
  updated: 'appointment changed',
  accepted: 'new time confirmed',
  cancelled: 'appointment cancelled',
  reminder: 'reminder',
  message: 'message',
  'not-booked': 'new appointment denied',
  offered: 'proposal',
  'offer-withdrawn': 'proposal withdrawn',
  'offer-taken': 'time given to somebody else',
};

const LATE_CHARGE: Readonly<Record<LateCharge, string>> = { charged: 'charged', waived: 'charge waived' };

const COMMAND: Readonly<Record<CommandType, string>> = {
  book: 'Booked the appointment',
  'set-status': 'Set the status',
  approve: 'Approved',
  deny: 'Denied',
  keep: 'Kept the appointment',
  propose: 'Proposed another time',
  update: 'Updated the appointment',
  'cancel-appointment': 'Cancelled the appointment',
  'withdraw-proposal': 'Withdrew the proposal',
  'record-answer': 'Recorded the patient’s answer',
  'resend-email': 'Sent the e-mail again',
  message: 'Sent a message',
  'assign-patient': 'Assigned the patient',
  'add-patient': 'Added the patient',
  'correct-address': 'Corrected the e-mail address',
  'correct-phone': 'Corrected the phone number',
  'patient-answer': 'Applied the patient’s answer',
  'patient-own-time': 'Took up the patient’s own time',
  'patient-withdraws': 'Closed the withdrawn request',
  supersede: 'Closed the older request',
  'apply-policy': 'Cancelled under policy',
  expire: 'Let the proposal expire',
  'offer-taken': 'Ended the proposal of a time that is given',
};

/** One link of a request's chain in words. */
export function historyLine(entry: HistoryEntry, { zone, now }: Telling): HistoryLine {
  return {
    title: title(entry),
    lines: details(entry.detail, { zone, now }),
    by: `${shortDateTime(entry.at, now, zone)} · ${entry.userName}${entry.deskName === '' ? '' : `, ${entry.deskName}`}`,
  };
}

function userWords({ user, userBefore }: HistoryDetail): string {
  if (user === undefined) return '';
  const called = (one: Pick<typeof user, 'name' | 'role'>): string =>
    `${one.name}, ${USER_ROLE[one.role].toLowerCase()}`;
  return `: ${called(user)}${userBefore === undefined ? '' : ` (before: ${called(userBefore)})`}`;
}

function title({ kind, detail }: HistoryEntry): string {
  switch (kind) {
    case 'request-received':
      return 'Request received from the portal';
    case 'request-withdrawn':
      return 'The patient withdrew the request';
    case 'request-superseded':
      return 'Superseded by a newer request of the patient';
    case 'decided':
      return decided(detail);
    case 'undone':
      return `Undone${detail.command === undefined ? '' : `: ${commandWords(detail.command)}`}`;
    case 'patient-answered':
      if (detail.suggested !== undefined) return 'The patient asks for another time instead';
      return detail.answer === 'declined'
        ? 'The patient declined in the portal'
        : 'The patient accepted in the portal';
    case 'answer-received':
      return detail.to === undefined
        ? `${answered(detail)} in the portal: left to a person`
        : `${answered(detail)} in the portal`;
    case 'answer-noted':
      return `Noted: ${answered(detail)} in the portal`;
    case 'time-chosen':
      return 'Chose which of the times asked for is meant';
    case 'proposal-expired':
      return 'No answer: the proposal expired';
    case 'offer-taken':
      return 'Somebody else accepted the time first';
    case 'applied-under-policy':
      return 'Cancelled under policy, no approval needed';
    case 'portal-confirmed':
      return 'Confirmed by the portal';
    case 'portal-conflict':
      return 'Changed elsewhere: the portal kept its own state';
    case 'portal-refused':
      return 'Refused by the portal';
    case 'closed-elsewhere':
      return `${detail.desk === undefined ? 'Closed elsewhere' : `Closed at ${detail.desk}`}${detail.outcome === undefined ? '' : `: ${OUTCOME[detail.outcome].toLowerCase()}`}`;
    case 'email-queued':
      return `E-mail written${emailWords(detail)}`;
    case 'email-accepted':
      return `E-mail accepted by the mail server${emailWords(detail)}`;
    case 'email-refused':
      return `E-mail refused${emailWords(detail)}`;
    case 'email-retried':
      return `E-mail tried again${emailWords(detail)}`;
    case 'called-instead':
      return 'Called instead of e-mail';
    case 'call-listed':
      return 'Put on the Call list';
    case 'call-done':
      return 'Called';
    case 'call-attempted':
      return `Called, not told${detail.callOutcome === undefined ? '' : `: ${CALL_OUTCOME[detail.callOutcome].toLowerCase()}`}`;
    case 'signed-in':
      return 'Signed in';
    case 'sign-in-failed':
      return 'Tried to sign in, with a wrong PIN or passphrase';
    case 'locked':
      return 'Locked the desk';
    case 'user-added':
      return `Added a user${userWords(detail)}`;
    case 'user-changed':
      return `Changed a user${userWords(detail)}`;
    case 'user-removed':
      return `Removed a user${userWords(detail)}`;
    case 'secret-changed':
      return `Changed the PIN or passphrase${userWords(detail)}`;
    case 'recovery-key-used':
      return `Set a new PIN or passphrase with the recovery key${userWords(detail)}`;
    case 'recovery-key-refused':
      return 'Tried a wrong recovery key';
    case 'call-undone':
      return `Undone: ${detail.callOutcome === undefined ? 'called' : CALL_OUTCOME[detail.callOutcome].toLowerCase()}`;
    case 'call-dismissed':
      return 'Taken off the Call list: nothing to tell any more';
    case 'address-corrected':
      return 'E-mail address corrected';
    case 'address-kept':
      return 'Kept the portal’s e-mail address';
    case 'phone-corrected':
      return 'Phone number corrected';
    case 'phone-kept':
      return 'Kept the portal’s phone number';
    case 'conflict-dismissed':
      return 'Noted what changed elsewhere';
    case 'double-booking-dismissed':
      return `Noted that another visit stands at the same time${detail.patientName === undefined ? '' : `: ${detail.patientName}`}`;
    case 'email-dismissed':
      return `E-mail given up: it was not true any more${emailWords(detail)}`;
    case 'noted':
      return 'Note';
    case 'snoozed':
      return 'Snoozed';
    case 'woken':
      return 'Brought back to the inbox';
    case 'backup-restored':
      return 'A backup was put in the place of the database';
    case 'record-fault-noted':
      return 'Noted what is wrong with the record';
    case 'keys-change-asked':
      return 'Asked for new keys at the next start';
    case 'keys-change-dropped':
      return 'Kept the present keys, where new ones had been asked for';
    case 'keys-changed':
      return 'The keys of the database and its recovery key were changed';
    case 'looked-at':
      return 'Opened the patient’s data';
    case 'searched':
      return searchedWords(detail);
    case 'printed':
      return `Printed${takenOutWords(detail)}`;
    case 'exported':
      return `Saved as a file${takenOutWords(detail)}`;
    case 'settings-changed':
      return 'Changed settings';
    case 'started':
      return [
        'Reslot was started',
        ...(detail.byRecoveryKey ? ['the recovery key opened its database'] : []),
        ...(detail.afterCrash ? ['it had not been ended in order'] : []),
      ].join('; ');
    case 'stopped':
      return 'Reslot was ended';
    case 'unusable-dismissed':
      return 'Took an unusable entry of the portal off the list';
    case 'patient-added':
      return `Patient added${detail.patientName === undefined ? '' : `: ${detail.patientName}`}`;
    case 'patient-assigned':
      return `Patient assigned${detail.patientName === undefined ? '' : `: ${detail.patientName}`}`;
  }
}

const SEARCHED: Readonly<Record<NonNullable<HistoryDetail['search']>['where'], string>> = {
  patients: 'Searched the patients',
  'similar-patients': 'Looked for patients of the same name',
  requests: 'Searched the requests',
  record: 'Searched the record',
};

/** "Searched the patients for “ana”: 3 found". */
const searchedWords = ({ search }: HistoryDetail): string =>
  search === undefined
    ? 'Searched'
    : `${SEARCHED[search.where]} for “${search.text}”: ${search.found === 0 ? 'nobody found' : `${formatCount(search.found)} found`}`;

const TAKEN_OUT: Readonly<Record<TakenOut, string>> = {
  'downtime-sheet': 'the downtime sheet',
  'absence-list': 'the list of an absence',
  report: 'the report',
  'request-history': 'the history of requests',
  diagnostics: 'diagnostics, without patients',
  'recovery-key': 'the recovery key',
  'new-recovery-key': 'a new recovery key, which was shown',
  record: 'the record',
};

const takenOutWords = ({ takenOut, patientName }: HistoryDetail): string => {
  if (takenOut === undefined) return '';
  return `: ${TAKEN_OUT[takenOut]}${patientName === undefined ? '' : ` for “${patientName}”`}`;
};

/** "rules.undoSeconds: 10, before 5"; of a secret that it was changed, and no more. */
const settingWords = ({ setting, from, to }: NonNullable<HistoryDetail['settings']>[number]): string => {
  if (from === '' && to === '') return `${setting} changed`;
  return `${setting}: ${to === '' ? 'empty' : to}, before ${from === '' ? 'empty' : from}`;
};

/** "Ana Flores tentatively accepted the proposal". */
const answered = ({ patientName, answer, answerTo, to }: HistoryDetail): string => {
  const what =
    answerTo === 'visit' ? 'the appointment' : to === undefined ? 'the proposal' : 'a proposed time';
  return `${patientName ?? 'Somebody'} ${ANSWERED[answer ?? 'needs-action']} ${what}`;
};

function decided(detail: HistoryDetail): string {
  if (detail.command === 'record-answer' && detail.answer !== undefined) {
    return `Recorded the patient’s answer by phone: ${ANSWERED[detail.answer]}`;
  }
  if (detail.command === 'set-status' && detail.status !== undefined)
    return `Status: ${STATUS[detail.status]}`;
  return detail.command === undefined ? 'Decided' : commandWords(detail.command);
}

/** What the record says was done. It is never rewritten: a line may be of a version that knew other commands. */
const commandWords = (command: string): string =>
  isCommandType(command) ? COMMAND[command] : `Decided otherwise (${command})`;

const emailWords = (detail: HistoryDetail): string =>
  detail.emailKind === undefined ? '' : `: ${EMAIL_KIND[detail.emailKind] ?? detail.emailKind}`;

function details(detail: HistoryDetail, { zone, now }: Telling): string[] {
  const lines: string[] = [];
  const span = (time: { start: number; end: number }): string => shortRange(time.start, time.end, now, zone);
  if (detail.from !== undefined && detail.to !== undefined)
    lines.push(
      `From ${span(detail.from)} to ${[detail.to, ...(detail.alternatives ?? [])].map(span).join(' or ')}`,
    );
  else if (detail.to !== undefined) lines.push(`Time: ${span(detail.to)}`);
  else if (detail.from !== undefined) lines.push(`Time: ${span(detail.from)}`);
  if (detail.sharedWith !== undefined) lines.push(alsoOffered(detail.sharedWith));
  if (detail.visitType) lines.push(`Type: ${detail.visitType}`);
  if (detail.practitionerName !== undefined) lines.push(`Provider: ${detail.practitionerName}`);
  if (detail.reason) lines.push(`Reason: ${detail.reason}`);
  if (detail.message) lines.push(`Message: ${detail.message}`);
  const suggested = detail.suggested && suggestedTime(detail.suggested, { zone, now });
  if (suggested) lines.push(`Time named: ${suggested}`);
  if (detail.lateCharge !== undefined) lines.push(`Late cancellation: ${LATE_CHARGE[detail.lateCharge]}`);
  if (detail.overrideReason) lines.push(overrideLine(detail));
  if (detail.fromAddress) lines.push(`From: ${detail.fromAddress}`);
  if (detail.toAddress) lines.push(`To: ${detail.toAddress}`);
  if (detail.fromPhone) lines.push(`From: ${detail.fromPhone}`);
  if (detail.toPhone) lines.push(`To: ${detail.toPhone}`);
  if (detail.subject) lines.push(`Subject: ${detail.subject}`);
  if (detail.error) lines.push(`Answer: ${detail.error}`);
  if (detail.again !== undefined) lines.push(`To be called again: ${shortDateTime(detail.again, now, zone)}`);
  if (detail.until !== undefined) lines.push(`Until ${shortDateTime(detail.until, now, zone)}`);
  if (detail.backupOf !== undefined)
    lines.push(`The backup was made ${shortDateTime(detail.backupOf, now, zone)}`);
  if (detail.reached !== undefined) lines.push(`The record had reached line ${detail.reached}`);
  if (detail.note) lines.push(`Note: ${detail.note}`);
  if (detail.file) lines.push(`File: ${detail.file}`);
  for (const setting of detail.settings ?? []) lines.push(settingWords(setting));
  if (detail.version) lines.push(`Version ${detail.version}`);
  return lines;
}

/** "Booked over Ann Smith, on a closed day (Thanksgiving), because: she asked for it". */
function overrideLine({
  overrideOf,
  overrideClosedDay,
  overrideOutsideHours,
  overrideOwnHours,
  overrideUnavailable = [],
  overrideReason,
}: HistoryDetail): string {
  const over = overrideOf === undefined || overrideOf.length === 0 ? '' : ` over ${overrideOf.join(', ')}`;
  const closed =
    overrideClosedDay === undefined ? '' : ` on a closed day (${closureWords(overrideClosedDay)})`;
  const outside = !overrideOutsideHours
    ? ''
    : overrideOwnHours
      ? ' outside the provider’s hours'
      : ' outside opening hours';
  const without = overrideUnavailable
    .map(({ why, reason }) =>
      why === 'away'
        ? ' while the provider is away'
        : ` into blocked time${reason === '' ? '' : ` (${reason})`}`,
    )
    .join('');
  return `Booked${over}${closed}${outside}${without}, because: ${overrideReason}`;
}
