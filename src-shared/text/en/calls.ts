import type { CallOutcome } from '../../domain/call-outcome.ts';
import type { EpochMs, TimeProblem, ZoneId } from '../../domain/time.ts';
import type { CallGone, CallItem, CallNoted } from '../../ipc/attention-views.ts';
import type { Moment, NamedPatient } from '../subjects.ts';
import { attentionText, sinceWords } from './attention.ts';
import { OUTCOME, STATUS, words } from './requests.ts';
import { dayWord, formatTime, shortDate } from './times.ts';
import { visitLine, whoWords } from './visit.ts';

/** Every sentence of the Call list. */
export const callsText = {
  title: words.calls,
  loading: 'Loading the calls …',
  empty: 'Nobody has to be called.',
  emptyBody: 'Patients who cannot be told by e-mail or in the portal would stand here.',
  /** What is noted here stays here. */
  ofThisDesk: 'The calls of this desk: what is noted here does not show at other desks.',
  later: 'To be tried again',
  called: 'Called',
  accepted: 'Accepted',
  declined: 'Declined',
  noAnswer: 'No answer',
  leftMessage: 'Left a message',
  tryAgain: 'Try again at …',
  againDate: 'Date',
  againTime: 'Time',
  againSave: 'Try again then',
  againDrop: 'Back',
  attempts: 'What came of it so far',
  offList: 'Take off the list',
  note: 'Note (optional)',
  openRequest: attentionText.openRequest,
  script: attentionText.script,
  voicemail: 'What to leave as a message',
  noPhone: 'No phone number on file',
  why: {
    'no-email': 'No e-mail on file: tell the patient by phone what was decided.',
    'no-portal-access':
      'No portal access: the patient cannot answer the proposal there. Ask for the answer on the phone.',
    'not-written-to':
      'The patient has died, or this record is not to be used as it is: nothing was e-mailed. See whom to tell, if anybody.',
  },
  done: 'Noted: called.',
  dismissed: 'Taken off the list.',
  messageLeft: 'A message was left: the patient may call back.',
} satisfies Record<string, unknown> & { why: Record<CallItem['why'], string> };

export const CALL_OUTCOME: Readonly<Record<CallOutcome, string>> = {
  'no-answer': callsText.noAnswer,
  'left-message': callsText.leftMessage,
  'try-again': 'Asked to be called later',
};

/** Why a time typed for the next attempt is none. */
export const AGAIN_PROBLEM: Readonly<Record<TimeProblem, string>> = {
  'bad-date': 'Enter a date.',
  'bad-time': 'Enter a time.',
  'time-does-not-exist': 'The clocks skip that time: choose another.',
};

/** Whom a call names, with the visit it tells of. */
export const namedInCall = ({ patientName, patient }: CallItem): NamedPatient => ({
  patientName,
  birthDate: patient?.birthDate ?? null,
});

/** The accessible name of a call: "Call Ann Smith, born Mar 3, 1980, Tue, Nov 24, 9:00 AM, Dr. Adams". */
export const callName = (call: CallItem, moment: Moment): string =>
  `Call ${whoWords(namedInCall(call), call.visit, moment)}`;

/** Read out once a call is noted: whose it was. */
export const calledSentence = (call: CallItem, moment: Moment): string =>
  `${callsText.done} ${whoWords(namedInCall(call), call.visit, moment)}`;

/** "Taken off the list. Ann Smith, born Mar 3, 1980, …". */
export const dismissedSentence = (call: CallItem, moment: Moment): string =>
  `${callsText.dismissed} ${whoWords(namedInCall(call), call.visit, moment)}`;

/** "No answer: Ann Smith". What can be taken back is said so. */
export const notedSentence = (call: CallItem, outcome: CallOutcome | 'told'): string =>
  `${outcome === 'told' ? callsText.called : CALL_OUTCOME[outcome]}: ${call.patientName}`;

/** "Again today, 12:45 PM"; where there is no time for that, that it stays to be made. */
export const againWords = (again: CallNoted['again'], now: EpochMs, zone: ZoneId): string =>
  again === null ? 'Stays to be made now' : `Again ${dayAndTime(again, now, zone)}`;

/** "Tell them before today, 2:00 PM.". */
export const tellBySentence = (tellBy: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `Tell them before ${dayAndTime(tellBy, now, zone)}.`;

/** "No answer · today, 10:42 AM · Robin Field · on holiday". */
export const attemptLine = (
  { outcome, at, userName, note }: CallItem['attempts'][number],
  now: EpochMs,
  zone: ZoneId,
): string =>
  [CALL_OUTCOME[outcome], sinceWords(at, now, zone), userName, note]
    .filter((part) => part !== '')
    .join(' · ');

/** Why there is nothing to tell any more, and what is so now. */
export function goneSentence(gone: CallGone, call: CallItem, moment: Moment): string {
  switch (gone.why) {
    case 'over':
      return 'The time of the visit is over: there is nothing to tell any more.';
    case 'decided-since':
      return 'Something else has been decided since: what was to be said is not so any more.';
    case 'request':
      return `${requestGone(gone)} There is nothing to tell any more.`;
    case 'visit':
      return `${visitGone(gone.now, namedInCall(call), moment)} What was to be said is not so any more.`;
  }
}

function requestGone({ outcome, mark }: Extract<CallGone, { why: 'request' }>): string {
  if (outcome !== null) return `The request is closed: ${OUTCOME[outcome].toLowerCase()}.`;
  switch (mark) {
    case 'declined':
      return 'The patient has declined the proposed time.';
    case 'own-time':
      return 'The patient has asked for another time instead.';
    case 'no-answer':
      return 'The proposal has run out without an answer.';
    case 'proposal-withdrawn':
      return 'The proposal has been withdrawn.';
    case 'offer-taken':
      return 'Somebody else has accepted the time.';
    default:
      return 'The request does not wait for an answer any more.';
  }
}

function visitGone(
  now: Extract<CallGone, { why: 'visit' }>['now'],
  named: NamedPatient,
  moment: Moment,
): string {
  if (now === null) return 'The visit is not on the schedule any more.';
  if (now.status === 'cancelled') return `The visit is ${STATUS.cancelled.toLowerCase()} by now.`;
  return `The visit stands otherwise by now: ${visitLine(now, named, moment)}.`;
}

function dayAndTime(at: EpochMs, now: EpochMs, zone: ZoneId): string {
  return `${dayWord(at, now, zone) ?? shortDate(at, now, zone)}, ${formatTime(at, zone)}`;
}
