import { MESSAGE_LIMIT } from '../../domain/commands.ts';
import type { NextSlot } from '../../domain/next-slots.ts';
import type { PatientStanding } from '../../domain/patient.ts';
import type { RequestKind, RequestMark, RequestOutcome } from '../../domain/request.ts';
import type { EpochMs, PlainDate } from '../../domain/time.ts';
import type { Moment } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { standingWords } from './patient-standing.ts';
import { STATUS_WORDS } from './status.ts';
import { shortDateTime, shortPlainDate } from './times.ts';

/** The title of a request's row, and the first half of its accessible name. */
export const TITLE: Readonly<Record<RequestKind, string>> = {
  reschedule: 'Reschedule appointment',
  cancel: 'Cancel appointment',
  new: 'New appointment',
};

/** The accessible name of a request's row. */
export const rowName = (kind: RequestKind, patientName: string): string => `${TITLE[kind]}, ${patientName}`;

export const OUTCOME: Readonly<Record<RequestOutcome, string>> = {
  approved: 'Approved',
  denied: 'Denied',
  kept: 'Appointment kept',
  updated: 'Updated by the practice',
  'appointment-cancelled': 'Appointment cancelled',
  'accepted-by-patient': 'Accepted by patient',
  'cancelled-by-patient': 'Cancelled by patient',
  'cancelled-under-policy': 'Cancelled under policy',
  withdrawn: 'Withdrawn by patient',
  superseded: 'Superseded by a newer request',
  'closed-elsewhere': 'Closed elsewhere',
};

/** That the patient asked while it would not have been late: "The patient asked in time: Mon, Nov 16, 9:00 AM." */
export const askedInTime = (at: EpochMs, { now, zone }: Moment): string =>
  `The patient asked in time: ${shortDateTime(at, now, zone)}.`;

/** Another desk has it open. */
export const openOn = (desk: string): string => `Open on ${desk}`;

export const MARK: Readonly<Record<RequestMark, string>> = {
  declined: 'Patient declined the proposed time: call the patient',
  'no-answer': 'No answer',
  'own-time': 'Asks for another time instead',
  'proposal-withdrawn': 'Proposal withdrawn: decide again',
  'offer-taken': 'Somebody else accepted the time first: decide again',
  'taken-elsewhere': 'Somebody has taken this on in the portal: ask before you decide',
  'on-hold': 'Put on hold in the portal: ask before you decide',
};

export const STATUS = STATUS_WORDS;

/** The words on the tab: buttons, labels, headings. */
export const words = {
  inbox: 'Inbox',
  awaiting: 'Awaiting patient',
  attention: 'Needs attention',
  calls: 'Call list',
  history: 'History',
  views: 'Views',
  requests: 'Requests',
  daySchedule: 'Schedule of the day',

  approve: 'Approve',
  deny: 'Deny',
  reschedule: 'Reschedule',
  book: 'Book',
  cancelAppointment: 'Cancel appointment',
  approveCancellation: 'Approve Cancellation',
  keepAppointment: 'Keep appointment',
  moreActions: 'More',
  withdrawProposal: 'Withdraw proposal',
  replaceProposal: 'Replace proposal',
  recordAnswer: 'Record answer',
  answerAccepted: 'Accepted',
  answerDeclined: 'Declined',
  resendEmail: 'Resend e-mail',
  cancelAppt: 'Cancel appt.',
  updateAppt: 'Update Appt.',
  bookAppointment: 'Book appointment',
  moreWaysToUpdate: 'More choices for Update Appt.',
  proposeChanges: 'Propose Changes',
  proposeTimes: 'Propose times',
  discardTyped: 'Discard what was typed',
  closeForm: 'Close',
  dismiss: 'Got it',
  takeBack: 'Take back',
  showAll: 'Show all',
  showLess: 'Show less',
  showHistory: 'History',
  note: 'Note',
  deskNote: 'Note of the practice',
  deskNoteHelp: 'For this desk alone: the patient never sees it.',
  keepNote: 'Keep note',
  snooze: 'Snooze',
  snoozeHour: 'For an hour',
  snoozeTomorrow: 'Until tomorrow, 9:00 AM',
  snoozeMonday: 'Until Monday, 9:00 AM',
  bringBack: 'Bring back',
  showEmail: 'Show e-mail',
  email: 'E-mail',
  emailFrame: 'The e-mail as it was written',
  emailNotKept:
    'Its words are not kept any more: they are removed after the time that Settings → This desk says.',
  wasAt: 'Was at',
  movedTo: 'Moved to',

  originalTime: 'Original time',
  appointment: 'Appointment',
  requestedTime: 'Requested time',
  proposedTime: 'Proposed time',
  timesOffered: 'Times offered',
  timeNotAdded:
    'This time is not offered yet: add it, or clear it. It has to be one to come that is not offered already.',
  anotherTime: 'Add another time to choose from',
  addTime: 'Add time',
  newTime: 'New time',
  noTimeGiven: 'No time given',
  patientNote: 'Patient’s note',
  born: 'born',
  noBirthDate: 'date of birth not known',
  noPhone: 'no phone on file',
  noProvider: 'no provider',
  typed: 'Something is typed here',

  patient: 'Patient',
  provider: 'Provider',
  location: 'Location',
  noLocation: 'No location',
  type: 'Type',
  when: 'When',
  date: 'Date',
  time: 'Time',
  duration: 'Duration',
  minutes: 'min',
  freeTimes: 'Free slots',
  noFreeTimes: 'No free slot of this length on that day.',
  moreFreeTimes: 'Show all free slots',
  suggestions: 'Suggestions',
  suggestionsWait: 'Choose a provider and a type: the next free times are listed here.',
  nearestFree: 'Nearest free times',
  nothingNear: 'No free time near the one asked for',
  anyProvider: 'Any provider',
  patientHint: 'Name, date of birth, phone or e-mail',
  patientSearching: 'Searching …',
  patientNone: 'Nobody found',

  reasonTitle: 'Reason for change',
  /** Of a wish for a new appointment. */
  reasonTitleNew: 'Reason and message',
  reason: 'Reason',
  chooseReason: 'Choose a reason',
  otherReason: 'Reason in words',
  message: 'Message to patient',
  messageOptional: 'Optional, plain text',
  preview: 'E-mail preview',
  previewWaiting: 'Choose a reason to see the e-mail.',
  previewNeedsWords: 'Say the reason in words to see the e-mail.',
  previewTooLong: 'Shorten the message to see the e-mail.',
  previewNeedsCharge: 'Say whether the late cancellation is charged: the e-mail tells the patient.',
  lateCharge: 'Late cancellation',
  lateCharged: 'Charge',
  lateWaived: 'Waive',
  lateChargeMissing: 'Choose one.',
  previewNeedsOverride: 'Say why it is to be booked anyway to see the e-mail.',
  mailNotSetUp:
    'E-mail is not set up yet. This one waits, and leaves when a mail server is set up: see Settings, Mail server.',
  previewFrame: 'The e-mail as the patient will see it',
  previewNone: 'No e-mail is sent for this.',
  to: 'To',
  subject: 'Subject',
  calendar: 'Calendar',
  send: 'Send',
  sending: 'Sending …',

  takenTitle: 'That time is taken',
  overrideReason: 'Reason for booking it anyway',
  overrideHelp: 'Kept on the record with your name.',
  bookAnyway: 'Book anyway',

  undo: 'Undo',
  undoList: 'Decisions that can be undone',
  undoRegion: 'Just decided',
  undone: 'Undone',
  undoPlace: 'What you decide can be taken back here for a moment.',
  requestNowhere:
    'This request is in no list any more: neither the portal nor this desk has it. What was done stands in the history of its appointment.',
  typedInList: 'Text typed, pasted or scanned here decides nothing. Press / to search.',
  typedAnywhere: 'Text typed, pasted or scanned here decides nothing. Click into a field first.',

  filters: 'Filters',
  chosenFilters: 'Chosen filters',
  sort: 'Sort',
  sortAppointment: 'By appointment',
  sortArrival: 'By arrival',
  kind: 'Kind',
  allKinds: 'All kinds',
  kindReschedule: 'Reschedule',
  kindCancel: 'Cancel',
  kindNew: 'New appointment',
  state: 'State',
  stateAll: 'All states',
  stateMarked: 'Declined or no answer',
  stateConflict: 'Changed elsewhere',
  stateObstacleFree: 'Nothing in the way',
  stateUnsynced: 'Waiting to sync',
  stateSnoozed: 'Snoozed',
  outcome: 'Outcome',
  allOutcomes: 'All outcomes',
  settledBy: 'Settled by',
  anybody: 'Anybody',
  settledFrom: 'Settled from',
  settledTo: 'Settled until',
  search: 'Search',
  searchHint: 'Patient or phone',
  clearSearch: 'Clear search',
  clearFilters: 'Clear filters',
  loadMore: 'Show more',
  loadingRequests: 'Loading requests …',

  emptyInbox: 'No open requests.',
  emptyInboxBody: 'New ones appear here by themselves.',
  emptyAwaiting: 'Nobody is asked at the moment.',
  emptyAwaitingBody: 'Proposals waiting for the patient’s answer stand here.',
  emptyHistory: 'No request has been closed yet.',
  emptyHistoryBody: 'Closed requests stand here with their whole history.',
  emptyMatch: 'No request matches.',
  emptyMatchBody: 'Other requests are hidden by the search or the filters.',
  notConfigured: 'This desk is not connected to a patient portal yet.',
  notConfiguredBody: 'Requests arrive here once the portal is connected in Settings.',
  goToSettings: 'Open Settings',
  firstLoad: 'The first load from the portal is under way.',
  firstLoadBody: 'Requests appear here as they arrive.',
  offlineNote: 'Offline: this is what was known last. Decisions are kept and sent later.',
};

/** One of several proposed times; the first is 1. */
export const proposedTimeOf = (number: number): string => `${words.proposedTime} ${number}`;

/** The patient took this one of several proposed times. */
export const acceptedTime = (time: string): string => `${words.answerAccepted}: ${time}`;

export const takeOutTime = (time: string): string => `Take out ${time}`;

/** "3 more requests above", for a list that must not move under the pointer. */
export const newAbove = (count: number): string =>
  plural(count, '1 more request above', `${count} more requests above`);

/** "3 snoozed". */
export const snoozedCount = (count: number): string => `${formatCount(count)} snoozed`;

/** What the number of the inbox counts, where some are put off. */
export const inboxCounted = (open: number, snoozed: number): string =>
  `${formatCount(open)} open; ${formatCount(snoozed)} snoozed ${plural(snoozed, 'one is', 'ones are')} not counted`;

/** Takes a filter away: "Remove filter Dana Reyes". */
export const removeFilter = (label: string): string => `Remove filter ${label}`;

/** A filter of the history: "Settled from Nov 2, 2026". */
export const settledFromDay = (date: PlainDate, moment: Moment): string =>
  `${words.settledFrom} ${shortPlainDate(date, moment)}`;
export const settledToDay = (date: PlainDate, moment: Moment): string =>
  `${words.settledTo} ${shortPlainDate(date, moment)}`;

/** How many of how many are shown. */
export const shownOf = (shown: number, total: number): string =>
  shown === total
    ? `${formatCount(total)} ${plural(total, 'request', 'requests')}`
    : `${formatCount(shown)} of ${formatCount(total)} requests`;

/** "12/1,000". */
export const messageCounter = (length: number): string =>
  `${formatCount(length)}/${formatCount(MESSAGE_LIMIT)}`;

/** What is wrong with a message that is too long; nothing of it is cut. */
export function messageTooLong(length: number): string {
  const over = length - MESSAGE_LIMIT;
  const howMany = plural(over, '1 character', `${formatCount(over)} characters`);
  return `${howMany} too many. Shorten the message before sending; nothing is cut off.`;
}

export const CALENDAR_EFFECT = {
  add: 'The appointment is put into the patient’s calendar.',
  update: 'The appointment in the patient’s calendar moves to this time.',
  cancel: 'The appointment is removed from the patient’s calendar.',
  none: 'Nothing changes in the patient’s calendar.',
};

/** What the toast says of a decision. */
export const DECISION = {
  approve: { reschedule: 'Approved', cancel: 'Cancellation approved', new: 'Booked' },
  deny: 'Denied',
  keep: 'Appointment kept',
  propose: 'Proposed',
  update: 'Updated',
  'cancel-appointment': 'Appointment cancelled',
  'withdraw-proposal': 'Proposal withdrawn',
  'record-answer': { accepted: 'Answer recorded: accepted', declined: 'Answer recorded: declined' },
  'resend-email': 'E-mail sent again',
  message: 'Message sent',
  'assign-patient': 'Patient assigned',
};

/** What is wrong with a field of the Reschedule form. */
export const FIELD_PROBLEM = {
  'patient-missing': 'Choose whose appointment this is.',
  'provider-missing': 'Choose a provider.',
  'location-missing': 'Choose a location.',
  'type-missing': 'Choose a type.',
  'date-missing': 'Enter a date.',
  'date-bad': 'This date does not exist.',
  'time-missing': 'Enter a time.',
  'time-bad': 'This is not a time of day.',
  'time-does-not-exist': 'This time does not exist that night: the clocks are put forward. Choose another.',
  'time-past': 'This time is already past. Choose a later one.',
  'minutes-missing': 'Enter how many minutes it takes.',
  'minutes-bad': 'Enter whole minutes, from 5 to 720.',
  'over-midnight': 'It would end on another day. Choose an earlier time or a shorter duration.',
};

export const TIME_TWICE: string =
  'This time comes twice that night, because the clocks are put back. The first is meant.';

/** What is wrong with an entry of the Reason for change dialog. */
export const REASON_PROBLEM = {
  'reason-missing': 'Choose a reason.',
  'other-missing': 'Say the reason in words: the patient reads them.',
  'override-missing': 'Say why it is to be booked anyway.',
};

/** What the patient will not get, told before the decision. */
export const noEmailWarning = (patientName: string): string =>
  `${patientName} has no e-mail on file: this goes on the Call list.`;
/** The patient has died, or the record is not to be used. */
export const notWrittenToWarning = (patientName: string, standing: PatientStanding): string =>
  `${patientName}: ${standingWords(standing)}. No e-mail is sent: this goes on the Call list.`;
/** Why a request that is not the appointment's patient's is closed without an e-mail. */
export const nobodyIsWritten = (patientName: string): string =>
  `No e-mail is sent: ${patientName} has not asked, and whoever did may not learn of this appointment.`;
/** A person says whose request it is. */
export const assignTo = (patientName: string): string => `Assign to ${patientName}`;
export const noPortalWarning = (patientName: string): string =>
  `${patientName} has no portal access: nobody can answer the proposal there. It goes on the Call list.`;

/** Why a time is suggested. */
export const SLOT_REASON = {
  'requested-time': 'requested time',
  'same-weekday': 'same weekday as asked',
  'same-time': 'same time as asked',
  'weekday-before': 'same weekday as before',
  'time-before': 'same time as before',
  'first-free': 'first free',
  near: 'close to it',
  'same-provider': 'same provider',
} satisfies Record<NextSlot['reasons'][number], string>;

/** "Suggestions from Mon, Dec 7", where it is not the present from which on was looked. */
export const suggestionsFromDay = (day: string): string => `Suggestions from ${day}`;
export const noSuggestions = (day: string): string => `Nothing free in the four weeks from ${day}.`;
/** Read out when a suggestion has been chosen. */
export const suggestionChosen = (time: string, provider: string): string =>
  `Chosen: ${time} with ${provider}`;
