/** A provider is away: the visits in that time, and what becomes of each. */
import type { AbsenceState, AbsenceWhy } from '../../domain/absence.ts';
import type { ZoneId } from '../../domain/time.ts';
import type { AbsenceListed, AbsenceVisit } from '../../ipc/absence-views.ts';
import type { Moment } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { formatRange, shortDateTime } from './times.ts';

export const words = {
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

/** "Dr. Adams is away: Mon, Nov 30, 8:00 AM – Tue, Dec 1, 5:00 PM". */
export const title = (
  { practitionerName, start, end }: Pick<AbsenceListed, 'practitionerName' | 'start' | 'end'>,
  zone: ZoneId,
): string => `${practitionerName} is away: ${formatRange(start, end, zone)}`;

/** "12 visits to do". */
export const leftWords = (left: number): string =>
  left === 0 ? 'Nothing left to do' : plural(left, '1 visit to do', `${formatCount(left)} visits to do`);

/** What has become of a visit: "Moved to Thu, Dec 3, 9:00 AM, Dr. Adams · Robin Field", "To do: the patient is checked in". */
export function stateWords({ state, to, by, why, call }: AbsenceVisit, { now, zone }: Moment): string {
  const alone = state === 'to-do' ? (why.cancel ?? why['new-time']) : null;
  const parts = [
    STATE[state] +
      (to === null
        ? ''
        : `${state === 'proposed' ? ':' : ' to'} ${shortDateTime(to.start, now, zone)}, ${to.practitionerName}`),
    ...(alone === null ? [] : [alone]),
    ...(by === '' ? [] : [by]),
    ...(call === null ? [] : [call === 'open' ? 'on the Call list' : 'called']),
  ];
  return parts.join(' · ');
}
