/** A provider is away: the visits in that time, and what becomes of each. */
import type { AbsenceAct, AbsenceState, AbsenceWhy } from '../../domain/absence.ts';
import type { EpochMs } from '../../domain/time.ts';
import { type AbsenceListed, type AbsenceVisit, newStartsOf } from '../../ipc/absence-views.ts';
import type { Moment, Telling } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { sentence } from './many.ts';
import { daysOrRange, shortDateTime } from './times.ts';

export const words = {
  open: 'Provider away',
  away: 'Away',
  title: 'A provider is away',
  about: 'Every visit in that time is listed, each with its best new time.',
  chooseProvider: 'Choose who is away',
  providerMissing: 'Choose who is away.',
  fromDate: 'From',
  fromTime: 'From, at',
  untilDate: 'Until',
  untilTime: 'Until, at',
  wholeDays: 'Without a time: the whole day.',
  problems: {
    bad: 'Choose a first day and a last one.',
    order: 'The end has to come after the beginning.',
    past: 'That time is past.',
    'too-long': 'That is longer than a year.',
    skipped: 'The clocks skip that time that night.',
  },
  listVisits: 'List visits',
  known: 'Begun already',
  what: 'What to do',
  acts: { 'new-time': 'Give new times', cancel: 'Cancel the visits' } satisfies Record<AbsenceAct, string>,
  withWhom: 'New times with',
  same: 'The same provider',
  any: 'Any provider',
  toDo: 'To do',
  singly: 'Look at singly',
  settled: 'What has become of the others',
  noTime: 'No free time in the four weeks looked at',
  nothing: 'No visit stands in that time.',
  openVisit: 'Open',
  print: 'Print',
  notAway: 'Not away after all',
  notAwayHint: 'Nothing becomes of the visits; what is free then is offered again',
  goOn: 'Go on',
  noEmail: 'call',
  hasEmail: 'e-mail',
  columns: {
    time: 'Visit',
    patient: 'Patient',
    born: 'Born',
    phone: 'Phone',
    email: 'Told by',
    type: 'Type',
    state: 'State',
    notes: 'Notes',
  },
};

export const STATE: Readonly<Record<AbsenceState, string>> = {
  'to-do': 'To do',
  proposed: 'New time proposed',
  moved: 'Moved',
  cancelled: 'Cancelled',
  'moved-elsewhere': 'Moved by others',
  'cancelled-elsewhere': 'Cancelled by others',
  gone: 'No longer there',
  over: 'Over',
};

/** Why somebody has to look at a visit by itself. */
export const WHY: Readonly<Record<AbsenceWhy | 'hidden' | 'together', string>> = {
  hidden: 'It cannot be shown: see Needs attention',
  together: 'Another provider’s visit, in which this one takes part: move it there',
  outdated: 'The portal has a newer version of it that cannot be shown: see Needs attention',
  proposal: 'A time proposed to the patient: replace or withdraw the proposal',
  'checked-in': 'The patient is checked in',
  nobody: 'Nobody knows whose visit it is',
  standing: 'Nobody writes to this patient: see their card',
  'refused-before': 'A decision on it was refused: look at it by itself',
  typed: 'Something is typed about it',
  'asks-to-cancel': 'The patient asks to cancel it: decide the request',
  'several-requests': 'Several requests are about it',
};

/** "Dr. Adams is away: Mon, Nov 30, 8:00 AM – 5:00 PM". */
export const title = (
  { practitionerName, ...time }: Pick<AbsenceListed, 'practitionerName' | 'start' | 'end'>,
  telling: Telling,
): string => `${practitionerName} is away: ${daysOrRange(time, telling)}`;

/** "12 visits to do". */
export const leftWords = (left: number): string =>
  left === 0 ? 'Nothing left to do' : plural(left, '1 visit to do', `${formatCount(left)} visits to do`);

/** What has become of a visit: "Moved to Thu, Dec 3, 9:00 AM, Dr. Adams · Robin Field", "To do: the patient is checked in". */
export function stateWords(visit: AbsenceVisit, { now, zone }: Moment): string {
  const { state, to, by, why, call } = visit;
  const starts = newStartsOf(visit).map((start) => shortDateTime(start, now, zone));
  const alone = state === 'to-do' ? (why.cancel ?? why['new-time']) : null;
  const parts = [
    STATE[state] +
      (to === null
        ? ''
        : `${state === 'proposed' ? ':' : ' to'} ${starts.join(' / ')}, ${to.practitionerName}`),
    ...(alone === null ? [] : [alone]),
    ...(by === '' ? [] : [by]),
    ...(call === null ? [] : [call === 'open' ? 'on the Call list' : 'called']),
  ];
  return parts.join(' · ');
}

const visitsWords = (count: number): string => plural(count, '1 visit', `${formatCount(count)} visits`);

/** The button that does it: "Give 12 new times", "Cancel 12 visits". */
export const doIt = (act: AbsenceAct, count: number): string =>
  act === 'cancel'
    ? `Cancel ${visitsWords(count)}`
    : plural(count, 'Give 1 new time', `Give ${formatCount(count)} new times`);

/** What will happen to how many. */
export function whatHappens(act: AbsenceAct, visits: readonly AbsenceVisit[]): string {
  const proposed = act === 'cancel' ? 0 : visits.filter(({ request }) => request !== null).length;
  const done = visits.length - proposed;
  const calls = visits.filter(({ patient }) => patient?.email == null).length;
  const parts = [
    ...(done === 0
      ? []
      : [
          act === 'cancel'
            ? `${visitsWords(done)} ${plural(done, 'is', 'are')} cancelled.`
            : `${visitsWords(done)} ${plural(done, 'moves', 'move')} at once.`,
        ]),
    ...(proposed === 0
      ? []
      : [
          `${formatCount(proposed)} whose ${plural(proposed, 'patient has', 'patients have')} asked for another time ${plural(proposed, 'is', 'are')} proposed one; the ${plural(proposed, 'patient answers', 'patients answer')} in the portal.`,
        ]),
    calls === 0
      ? 'Each patient gets an e-mail of their own.'
      : `Each patient gets an e-mail of their own; ${formatCount(calls)} without an address ${plural(calls, 'goes', 'go')} on the Call list.`,
  ];
  return parts.join(' ');
}

/** What is said at an end that was not the whole of it. */
export function ended(
  act: AbsenceAct,
  { done, failed, left }: { readonly done: number; readonly failed: number; readonly left: number },
): string {
  const parts = [`${sentence(act, done)}.`];
  if (failed > 0) parts.push(`${formatCount(failed)} could not be decided.`);
  if (left > 0) parts.push(`${formatCount(left)} ${plural(left, 'was', 'were')} not begun.`);
  return `${parts.join(' ')} What is not done is still to do.`;
}

/** The box that takes one along: "Include Maria Lopez, Mon, Nov 30, 9:00 AM". */
export const include = (patientName: string, when: string): string => `Include ${patientName}, ${when}`;
export const newTimeOf = (patientName: string, when: string): string =>
  `New time for ${patientName}, ${when}`;
export const openLabel = (patientName: string, when: string): string => `Open ${patientName}, ${when}`;

/** How the patient hears of it. */
export const toldWords = ({ patient }: Pick<AbsenceVisit, 'patient'>): string =>
  patient?.email == null ? `no e-mail${patient?.phone == null ? '' : `, ${patient.phone}`}` : 'e-mail';

/** Of a visit whose patient has asked for another time. */
export const askedWords = (requested: EpochMs | null, { now, zone }: Moment): string =>
  requested === null
    ? 'The patient asks for another time'
    : `The patient asks for ${shortDateTime(requested, now, zone)}`;
