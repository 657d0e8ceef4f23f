/** Several requests decided in one go. */
import type { AbsenceAct } from '../../domain/absence.ts';
import type { LeftOut, ManyAct } from '../../domain/many-requests.ts';
import type { EpochMs } from '../../domain/time.ts';
import { commandOfAct } from '../../ipc/chosen-request.ts';
import type { RequestRow } from '../../ipc/request-views.ts';
import type { Moment } from '../subjects.ts';
import { errorSentence } from './errors.ts';
import { formatCount, plural, someOf } from './locale.ts';
import { differsWords, obstacleSentences } from './obstacles.ts';
import { MARK } from './requests.ts';
import { shortDateTime } from './times.ts';

export const manyWords = {
  bar: 'Selected requests',
  selectAll: 'Select all',
  selectAllHint: 'All that match the search and the filters, also those further down',
  decide: 'Decide',
  clear: 'Select none',
  approve: 'Approve',
  deny: 'Deny',
  propose: 'Propose times',
  message: 'Message',
  writtenTo: 'Will be written to',
  messageFirst: 'Write the message: the e-mail is shown then.',
  included: 'Will be decided',
  leftOut: 'Left out, still selected',
  leftOutOfOffer: 'Left out',
  offer: 'Offer to all',
  newTime: 'New time',
  stop: 'Stop',
  stopping: 'Stopping …',
  reading: 'Looking at the requests …',
  lookingForTimes: 'Looking for free times …',
  previewOfFirst: 'The e-mail to the first',
  nothing: 'None of these can be decided together with others.',
  reload: 'Look again',
};

/** "12 selected". */
export const selected = (count: number): string => `${formatCount(count)} selected`;

/** The box that chooses a row: "Select Maria Lopez". */
export const selectRow = (patientName: string): string => `Select ${patientName}`;
/** The box that takes one along: "Include Maria Lopez". */
export const include = (patientName: string): string => `Include ${patientName}`;
/** The field for a patient's new time. */
export const newTimeOf = (patientName: string): string => `New time for ${patientName}`;

const requests = (count: number): string => plural(count, '1 request', `${formatCount(count)} requests`);

/** The dialog's title: "Approve 12 requests". */
export function title(act: ManyAct, count: number): string {
  if (act === 'propose') return `Propose a new time for ${requests(count)}`;
  if (act === 'offer')
    return `Offer one time to ${plural(count, '1 patient', `${formatCount(count)} patients`)}`;
  if (act === 'message') return `Write to the patients of ${requests(count)}`;
  return `${manyWords[act]} ${requests(count)}`;
}

/** The button that does it: "Approve 12". */
export const doIt = (act: ManyAct, count: number): string =>
  act === 'offer'
    ? manyWords.offer
    : `${{ ...manyWords, propose: 'Propose', message: 'Write to' }[act]} ${formatCount(count)}`;

/** Above those that are left out. */
export const leftOutTitle = (act: ManyAct): string =>
  act === 'offer' ? manyWords.leftOutOfOffer : manyWords.leftOut;

/** "All are offered Tue, Nov 17, 10:00 AM with Amara Okafor. Whoever accepts first gets it, …". */
export function offered(
  { start, practitionerName }: { readonly start: EpochMs; readonly practitionerName: string },
  count: number,
  { now, zone }: Moment,
): string {
  const time = `${shortDateTime(start, now, zone)} with ${practitionerName}`;
  return count > 1
    ? `All are offered ${time}. Whoever accepts first gets it; the others are told, and their requests come back to the inbox.`
    : `Choose two or more: they are offered ${time}. One alone is proposed a time on the request itself.`;
}

/** What will happen to how many: "9 visits move to the time asked for. 3 visits are cancelled. 1 new appointment is booked as asked for." */
export function whatHappens(
  act: ManyAct,
  {
    reschedules,
    cancellations,
    bookings,
    calls,
  }: {
    readonly reschedules: number;
    readonly cancellations: number;
    readonly bookings: number;
    readonly calls: number;
  },
): string {
  const all = reschedules + cancellations + bookings;
  const visits = (count: number): string => plural(count, '1 visit', `${formatCount(count)} visits`);
  const told =
    calls === 0
      ? 'Each patient gets an e-mail of their own.'
      : `Each patient gets an e-mail of their own; ${formatCount(calls)} without an address ${plural(calls, 'goes', 'go')} on the Call list.`;
  if (act === 'offer') return told;
  const parts =
    act === 'message'
      ? ['Nothing is decided.']
      : act === 'propose'
        ? [
            `${requests(all)} ${plural(all, 'gets', 'get')} a time of ${plural(all, 'its', 'their')} own; the patients answer in the portal.`,
          ]
        : [
            ...(reschedules === 0
              ? []
              : [
                  act === 'approve'
                    ? `${visits(reschedules)} ${plural(reschedules, 'moves', 'move')} to the time asked for.`
                    : `${visits(reschedules)} ${plural(reschedules, 'stays', 'stay')} at the original time.`,
                ]),
            ...(cancellations === 0
              ? []
              : [
                  act === 'approve'
                    ? `${visits(cancellations)} ${plural(cancellations, 'is', 'are')} cancelled.`
                    : `${visits(cancellations)} that ${plural(cancellations, 'was', 'were')} to be cancelled ${plural(cancellations, 'stays', 'stay')} booked.`,
                ]),
            ...(bookings === 0
              ? []
              : [
                  `${plural(bookings, '1 new appointment is', `${formatCount(bookings)} new appointments are`)} ${act === 'approve' ? 'booked as asked for' : 'not booked'}.`,
                ]),
          ];
  return [...parts, told].join(' ');
}

/** How far it has come: "12 of 40". */
export const progress = (done: number, of: number): string => `${formatCount(done)} of ${formatCount(of)}`;

/** What is said at an end that was not the whole of it. */
export function ended(
  act: ManyAct,
  { done, failed, left }: { readonly done: number; readonly failed: number; readonly left: number },
): string {
  const parts = [`${sentence(act, done)}.`];
  if (failed > 0) parts.push(`${formatCount(failed)} could not be decided.`);
  if (left > 0) parts.push(`${formatCount(left)} ${plural(left, 'was', 'were')} not begun.`);
  return act === 'offer' ? parts.join(' ') : `${parts.join(' ')} What is not done is still selected.`;
}

const DONE: Readonly<Record<ManyAct | AbsenceAct, string>> = {
  approve: 'approved',
  deny: 'denied',
  propose: 'proposed',
  message: 'written to',
  offer: 'offered the time',
  'new-time': 'given new times',
  cancel: 'cancelled',
};

/** What the undo line says of all of them: "12 approved". */
export const sentence = (act: ManyAct | AbsenceAct, count: number): string =>
  `${formatCount(count)} ${DONE[act]}`;

export const undoAll: string = 'Undo all';
export const undoEach: string = 'Undo one of them';

/** Of more than can be looked at in one go. */
export const later = (count: number): string =>
  `${formatCount(count)} more stay selected for the next time: that many are not looked at in one go.`;
/** Of those that are open no more. */
export const gone = (count: number): string =>
  plural(count, '1 is not open any more.', `${formatCount(count)} are not open any more.`);

/** Why a request is left out. `names`: of those that were chosen, by id. */
export function whyLeftOut(
  why: LeftOut,
  row: RequestRow,
  act: ManyAct,
  names: ReadonlyMap<string, string>,
  moment: Moment,
): string {
  const others = 'with' in why ? why.with.map((id) => names.get(id) ?? '') : [];
  switch (why.why) {
    case 'open-elsewhere':
      return `Open on ${why.desk}`;
    case 'refused-before':
      return 'A decision on it was refused: look at it by itself';
    case 'typed':
      return 'Something is typed about it';
    case 'marked':
      return MARK[why.mark];
    case 'obstacle':
      if (why.obstacle.code === 'patient-differs') return differsWords(why.obstacle, row);
      return obstacleSentences(why.obstacle, row, moment)
        .map(({ text }) => text)
        .join(' · ');
    case 'not-possible': {
      const code = row.refused[commandOfAct(act, row.kind)];
      return code === undefined ? '' : errorSentence({ code });
    }
    case 'late':
      return 'Your cancellation policy asks about it: decide it by itself';
    case 'changed':
      return 'It has changed since you selected it';
    case 'time-free':
      return 'The time asked for is free';
    case 'no-time':
      return 'No free time in the four weeks looked at';
    case 'same-appointment':
      return `About the same visit as the request of ${someOf(others)}`;
    case 'same-time':
      return `Wants the same time as ${someOf(others)}`;
    case 'same-patient':
      return `The same patient at an overlapping time: ${someOf(others)}`;
  }
}

/** Under a list in which some are selected. */
export const selectionKeys = (singleKeys: boolean): string =>
  singleKeys
    ? 'X selects, A, D and P decide about all selected, Esc selects none'
    : 'Shift with the arrow keys selects, Esc selects none';
