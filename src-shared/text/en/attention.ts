import { type AppointmentStatus, isActive } from '../../domain/appointment.ts';
import { type CommandType, isCommandType } from '../../domain/command-rules.ts';
import type { ContactSystem } from '../../domain/contact-point.ts';
import type { QuarantineReason } from '../../domain/quarantine-reason.ts';
import { calendarDaysBetween, type EpochMs, type ZoneId } from '../../domain/time.ts';
import type { AttentionItem, TakenBy, UnreadRequest, UnreadVisit } from '../../ipc/attention-views.ts';
import type { Moment } from '../subjects.ts';
import { plural, someOf } from './locale.ts';
import { askedTime, whoStands } from './request-sentences.ts';
import { OUTCOME, STATUS, words } from './requests.ts';
import { formatTime, shortDate, shortRange } from './times.ts';
import { bornWords, whoWords } from './visit.ts';

/** Every sentence of Needs attention. */
export const attentionText = {
  title: words.attention,
  loading: 'Loading what needs attention …',
  empty: 'Nothing needs attention.',
  emptyBody: 'E-mails and decisions that did not get through would stand here.',
  retry: 'Retry',
  calledInstead: 'Called instead',
  correctAddress: 'Correct address',
  newAddress: 'New e-mail address',
  tried: 'Tried',
  phone: 'Phone',
  onFile: 'On file',
  noneOnFile: 'none',
  correctHint:
    'The new address goes on file, and into the portal where one is set up; then the e-mail leaves to it.',
  inPortal: 'In the portal now',
  keepPortals: {
    email: 'Keep the portal’s address',
    phone: 'Keep the portal’s number',
  } satisfies Record<ContactSystem, string>,
  putEntered: 'Put mine all the same',
  chooseHint:
    'Ask the patient which is right. “Put mine all the same” writes what was entered into the portal; the other choice leaves the portal as it is.',
  openRequest: 'Open request',
  showAppointment: 'Show appointment',
  showOther: 'Show the other',
  takeBack: 'Take back',
  dismiss: 'Dismiss',
  script: 'What to say on the phone',
  retryHint: 'Retry sends it again to the same address. If you phoned the patient, choose Called instead.',
  takeBackHint:
    'Retry sends the decision again. Take back undoes it here: the request then stands as the portal has it.',
  takeBackCorrectionHint:
    'Have it changed in the portal, and this goes away by itself. Retry sends the correction once more. Take back goes by what the portal has again.',
  takeBackPatientHint:
    'Retry sends the patient again. Until the portal has the patient, nothing about them is sent. Take back removes the patient and what was booked for them.',
  takeBackAppointmentHint:
    'Retry sends the decision again. Take back undoes it here: the schedule shows again what the portal has.',
  notOverwritten: 'Nothing was overwritten, and no e-mail was sent for it.',
  toldAlready: 'The patient has been told of it already: tell them what is so now.',
  noMailServerHint:
    'No mail server is set up, so nothing can be sent. Phone the patient and choose Called instead, or open Settings and set one up.',
  overHint:
    'The time it tells of is over, so it is not sent again. Call the patient if they need to know, or dismiss it.',
  noPortalHint:
    'No portal is set up, so the decision cannot be sent. Take back undoes it here, or open Settings and set the portal up.',
  outdatedHint:
    'What it tells is not so any more, so it is not sent again. Call the patient if they need to know, or dismiss it.',
  doubleBookingHint:
    'Nobody was warned: neither was known where the other got its time. Ask whoever put the other there, then move or cancel one of the two. Dismiss this if both are to stay.',
  doubleBookingOverHint: 'The time is over: see whether both were seen, or dismiss this.',
  visitAnswer: 'Answer to an appointment',
  lateAnswer: 'Answer to a time that was given back',
  lateAnswerHint:
    'Nothing follows from it by itself. Call the patient: after a yes they may come at that time. Dismiss this once they know what stands.',
  visitAnswerHint:
    'Nothing was changed by it. Call the patient where it is not clear; the appointment can be moved or cancelled where it is shown. Dismiss this once you have noted it.',
  resource: 'What the portal has',
  quarantineHint:
    'The rest of the portal’s data is in use. Dismiss takes this off the list until it changes in the portal.',
  severalTimes: 'Request that names several times',
  chooseTime: 'Which time is meant?',
  chooseTimeHint:
    'Ask the patient, and choose the time that is meant: the request then stands in the Inbox like any other. Dismiss takes this off the list until it changes in the portal.',
  sheetHint:
    'The last sheet there may be out of date. Reslot tries again every 5 minutes; this goes away once a sheet is written.',
  tryNow: 'Try again now',
  openSettings: 'Open Settings',
  openHistory: 'Show history',
  noPhone: 'no phone number on file',
  done: {
    sheet: 'The downtime sheet is written.',
    retry: 'Trying again.',
    calledInstead: 'Noted: called instead.',
    takeBack: 'The decision was taken back.',
    keepPortals: 'What the portal has was kept.',
    putEntered: 'The portal gets the address that was entered.',
    dismiss: 'Taken off the list.',
    chooseTime: 'The request stands in the Inbox with the time that was chosen.',
  },
};

const QUARANTINE: Readonly<Record<QuarantineReason, string>> = {
  malformed: 'Its content is damaged or incomplete.',
  'unknown-focus': 'It refers to an appointment that does not exist.',
  'focus-not-an-appointment': 'It is about something that is not an appointment.',
  'end-before-start': 'It ends before it starts, or at once.',
  'period-without-offset': 'Its time says no time zone, so nobody can tell when it is meant.',
  'period-missing': 'It names no time, or only the beginning of one.',
  'more-than-one-patient': 'It has more than one patient.',
  'no-practitioner': 'It names no provider who is certain and takes part.',
  'unknown-status': 'It has a status Reslot does not know.',
  'unknown-code': 'It asks for something Reslot does not know.',
  ambiguous: 'It says more than one thing, or names more than one time, so nobody can tell which is meant.',
  modified: 'It holds something that changes its meaning in a way Reslot does not know: see in the portal.',
  'too-large': 'It is too large.',
};

export const quarantineSentence = (reason: QuarantineReason): string => QUARANTINE[reason];

const RESOURCES: Readonly<Record<string, string>> = {
  Task: 'request',
  Appointment: 'appointment',
  AppointmentResponse: 'patient’s answer',
  Patient: 'patient',
  Practitioner: 'provider',
  Location: 'location',
};

/** What a resource of the portal is at the desk: "request" for a Task. */
const resourceWord = (resourceType: string): string => RESOURCES[resourceType] ?? 'entry';

const COMMANDS: Readonly<Record<CommandType, string>> = {
  approve: words.approve,
  deny: words.deny,
  keep: words.keepAppointment,
  propose: words.proposeChanges,
  update: words.updateAppt,
  'cancel-appointment': words.cancelAppointment,
  book: words.bookAppointment,
  'set-status': 'Set status',
  'withdraw-proposal': words.withdrawProposal,
  'record-answer': words.recordAnswer,
  'resend-email': words.resendEmail,
  message: words.message,
  'assign-patient': 'Assign patient',
  'add-patient': 'Add patient',
  'correct-address': 'Correct address',
  'correct-phone': 'Correct phone number',
  'patient-answer': 'Apply the patient’s answer',
  'patient-own-time': 'Take up the patient’s own time',
  'patient-withdraws': 'Close the withdrawn request',
  'apply-policy': 'Cancel under policy',
  supersede: 'Close the older request',
  expire: 'Let the proposal expire',
  'offer-taken': 'End the proposal of a time that is given',
};

/** A decision by the name of its button; those made by the desk itself in words. One stored by another version may have none. */
export const commandWord = (command: string): string =>
  isCommandType(command) ? COMMANDS[command] : `Another version’s decision (${command})`;

/** What an item is, the first half of its accessible name. */
export const itemTitle = (item: AttentionItem): string => {
  switch (item.kind) {
    case 'mail':
      return 'E-mail not delivered';
    case 'decision':
      return 'Decision not accepted';
    case 'conflict':
      return 'Changed elsewhere';
    case 'double-booking':
      return 'Two visits at one time';
    case 'visit-answer':
      return attentionText.visitAnswer;
    case 'late-answer':
      return attentionText.lateAnswer;
    case 'address-conflict':
      return item.system === 'email' ? 'E-mail address changed elsewhere' : 'Phone number changed elsewhere';
    case 'quarantine':
      return item.choices.length > 0
        ? attentionText.severalTimes
        : `Unusable ${resourceWord(item.resourceType)} from the portal`;
    case 'sheet':
      return 'Downtime sheet not written';
  }
};

/** What an item is about: the patient, the resource, the folder. */
const itemSubject = (item: AttentionItem, moment: Moment): string => {
  switch (item.kind) {
    case 'quarantine':
      return item.choices.length > 0 && item.asks?.patientName
        ? whoWords({ ...item.asks, patientName: item.asks.patientName }, item.asks.visit, moment)
        : `${item.resourceType}/${item.resourceId}`;
    case 'sheet':
      return item.folder;
    default:
      return whoWords(item, item.visit, moment);
  }
};

/** The accessible name of an item: "E-mail not delivered, Ann Smith, born Mar 3, 1980, Tue, Nov 24, 9:00 AM, Dr. Adams". */
export const itemName = (item: AttentionItem, moment: Moment): string =>
  `${itemTitle(item)}, ${itemSubject(item, moment)}`;

/** That the time to which an appointment has come back has been given away: "Its time is taken now: Ann Smith, …". */
export const takenSentence = (takenBy: readonly TakenBy[], zone: ZoneId): string =>
  `Its time is taken now: ${takenBy.map((one) => whoStands(one, zone)).join('; ')}`;

/** "Ann Smith and Bob Lee, Tue, Nov 24, 9:00 AM – 9:30 AM, Dr. Adams. Its time counts as taken." */
export function unreadVisitSentence(
  { patients, providers, isCertain, start, end }: UnreadVisit,
  { now, zone }: Moment,
): string {
  const who = [patients, [shortRange(start, end, now, zone)], providers].flatMap(
    (part) => someOf(part) || [],
  );
  const whose = isCertain
    ? 'Its time counts as taken.'
    : 'It may be anybody’s: its time counts as taken with everybody.';
  return `${who.join(', ')}. ${whose}`;
}

/** "It names Wed, Nov 25, 2:00 PM – 2:30 PM; Thu, Nov 26, 9:00 AM." */
export const namesTimesSentence = (times: UnreadRequest['times'], moment: Moment): string =>
  `It names ${times.map((one) => askedTime(one, moment)).join('; ')}.`;

/** Where it stood before: that is not so any more. */
export const earlierSentence = (
  { start, end }: NonNullable<UnreadVisit['earlier']>,
  { now, zone }: Moment,
): string => `It stood at another time before, which counts no more: ${shortRange(start, end, now, zone)}.`;

/** What else stands at its time: "At that time: Ann Smith, 9:00 AM – 9:30 AM with Dr. Adams (Booked)". */
export const meetsSentence = (meets: readonly TakenBy[], zone: ZoneId): string =>
  `At that time: ${meets.map((one) => whoStands(one, zone)).join('; ')}`;

/**
 * What stands at the same time as the visit that this desk put there: "Dr. Adams has another visit then: Ben Ortiz, born Apr 2, 1975, Tue,
 * Nov 24, 9:00 AM – 9:30 AM (Booked). Desk 2 put it there."
 */
export function doubleBookingSentence(
  { other }: Extract<AttentionItem, { kind: 'double-booking' }>,
  { now, zone }: Moment,
): string {
  const { patientName, birthDate, practitionerName, start, end } = other.visit;
  const born = birthDate === null ? '' : `, ${bornWords(birthDate)}`;
  const which = `${patientName}${born}, ${shortRange(start, end, now, zone)} (${STATUS[other.status]})`;
  const by = other.desk === null ? '' : ` ${other.desk} put it there.`;
  return `${practitionerName || words.noProvider} has another visit then: ${which}.${by}`;
}

/** What is on the schedule in place of a time that was given back: "On the schedule: Tue, Nov 24, 9:00 AM – 9:30 AM with Dr. Adams (Booked).". */
export const standingSentence = (standing: readonly TakenBy[], { now, zone }: Moment): string =>
  standing.length === 0
    ? 'Nothing is on the schedule in its place.'
    : `On the schedule: ${standing
        .map(
          (one) =>
            `${shortRange(one.start, one.end, now, zone)} with ${one.practitionerName || words.noProvider} (${STATUS[one.status]})`,
        )
        .join('; ')}.`;

/** What can be done about an e-mail that did not get through. `now`: whether it tells of a time that is over. */
export function mailHint(
  { outdated, mailSetUp, visit }: Extract<AttentionItem, { kind: 'mail' }>,
  now: EpochMs,
): string {
  if (outdated)
    return visit !== null && visit.end <= now ? attentionText.overHint : attentionText.outdatedHint;
  return mailSetUp ? attentionText.retryHint : attentionText.noMailServerHint;
}

/** What can be done about a decision the portal will never take. */
export const takeBackHint = ({
  command,
  requestId,
  correction,
  portalSetUp,
}: Extract<AttentionItem, { kind: 'decision' }>): string => {
  if (!portalSetUp) return attentionText.noPortalHint;
  if (correction !== null) return attentionText.takeBackCorrectionHint;
  if (command === 'add-patient') return attentionText.takeBackPatientHint;
  return requestId === null ? attentionText.takeBackAppointmentHint : attentionText.takeBackHint;
};

/** What is so now after a decision was refused because something changed elsewhere, and what can be done. */
export const conflictHint = (item: Extract<AttentionItem, { kind: 'conflict' }>): string =>
  `${item.told ? attentionText.toldAlready : attentionText.notOverwritten} ${item.request === null ? appointmentHint(item) : requestHint(item.request, item)}`;

type Conflict = Extract<AttentionItem, { kind: 'conflict' }>;

function requestHint(
  { state, outcome }: NonNullable<Conflict['request']>,
  { appointmentStatus: status, past }: Conflict,
): string {
  switch (state) {
    case 'open':
      if (status !== null && !isActive({ status }))
        return `The appointment is ${STATUS[status].toLowerCase()} now: open the request and close it.`;
      return past
        ? 'The time of the appointment is over: open the request and close it, or call the patient.'
        : 'Open the request and decide again.';
    case 'stuck':
      return `${stuckWords(status)} Dismiss this.`;
    case 'awaiting-patient':
      return 'A time has been proposed since, and the patient is to answer. Open the request, or dismiss this.';
    case 'resolved':
      return `The request is closed: ${(outcome === null ? 'closed elsewhere' : OUTCOME[outcome]).toLowerCase()}. There is nothing left to decide: dismiss this.`;
    case 'gone':
      return 'The request is not here any more. There is nothing left to decide: dismiss this.';
  }
}

/** Why nothing can be decided about an open request, and what ends it. */
const stuckWords = (status: AppointmentStatus | null): string =>
  `${status === null ? '' : `The appointment is ${STATUS[status].toLowerCase()}, and this desk cannot tell whose it was. `}Nothing can be decided about the request here: it goes once the portal closes it, or once the portal shows the patient.`;

function appointmentHint({ appointmentStatus: status, past }: Conflict): string {
  if (status === null) return 'It is not on the schedule. Dismiss this; book anew where it is still wanted.';
  if (!isActive({ status }))
    return `The appointment is ${STATUS[status].toLowerCase()} in the portal. There is nothing left to choose: dismiss this.`;
  return past
    ? 'Its time is over: there is nothing left to move or cancel. See whether its status is right, or dismiss this.'
    : 'The schedule shows what the portal has: look, and choose again.';
}

/** How many other e-mails go to the new address too. */
export const alsoWords = (count: number): string =>
  plural(
    count,
    'One other e-mail to that address goes to the new one too.',
    `${count} other e-mails to that address go to the new one too.`,
  );

export const correctedSentence = (system: ContactSystem, patientName: string): string =>
  `${system === 'email' ? 'Address' : 'Phone number'} corrected: ${patientName}`;

/** That a corrected address or number met another one in the portal, and what waits for the choice. */
export const addressConflictSentence = ({
  system,
  mails,
}: Pick<Extract<AttentionItem, { kind: 'address-conflict' }>, 'system' | 'mails'>): string => {
  const waits =
    mails === 0
      ? ''
      : plural(mails, ' The e-mail waits for your choice.', ` ${mails} e-mails wait for your choice.`);
  return `Before the correction reached the portal, the ${system === 'email' ? 'address' : 'phone number'} was changed there. Nothing was overwritten.${waits}`;
};

/** Who entered an address: "Front desk entered". */
export const enteredWords = (enteredBy: string): string => `${enteredBy} entered`;

/** What happened to a decision the portal will never take. */
export const decisionSentence = ({
  command,
  correction,
  told,
}: Extract<AttentionItem, { kind: 'decision' }>): string =>
  correction === null ? refusedSentence(command, told) : refusedCorrectionSentence(correction);

function refusedCorrectionSentence({
  system,
  entered,
  notAllowed,
}: NonNullable<Extract<AttentionItem, { kind: 'decision' }>['correction']>): string {
  const what = system === 'email' ? 'e-mail address' : 'phone number';
  const refused = notAllowed
    ? `The portal does not allow this desk to change a patient’s ${what}.`
    : `The portal did not take the corrected ${what}.`;
  return `${refused} ${entered} is used here all the same${system === 'email' ? ', and the e-mail goes there' : ''}.`;
}

const refusedSentence = (command: string, told: boolean): string =>
  `The portal will not take the decision “${commandWord(command)}”. ${told ? 'The patient has been told of it already.' : 'No e-mail was sent for it.'}`;

export const mailSentence = (toAddress: string, subject: string): string =>
  toAddress === '' ? `“${subject}” was not sent.` : `“${subject}” to ${toAddress} was not delivered.`;

/** "today, 10:42 AM", or the date and the time. */
export const sinceWords = (at: EpochMs, now: EpochMs, zone: ZoneId): string => {
  const days = calendarDaysBetween(at, now, zone);
  const day = days === 0 ? 'today' : days === 1 ? 'yesterday' : shortDate(at, now, zone);
  return `${day}, ${formatTime(at, zone)}`;
};

/** Whose words they are is always said: they may be in any language. */
export const answerWords = (text: string): string => `The answer was: ${text}`;
