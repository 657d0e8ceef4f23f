/** Time of a provider that is blocked. */
import type { Block } from '../../domain/blocked-time.ts';
import type { Interval } from '../../domain/conflicts.ts';
import { type PlainDate, toNearestInstant, weekdayOf, type ZoneId } from '../../domain/time.ts';
import type { BlockVisits } from '../../ipc/block-views.ts';
import type { Moment, Telling } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { formatTimeRange, shortDateTime, shortPlainDate, weekdayName } from './times.ts';

export const words = {
  open: 'Block time',
  title: 'Block time',
  changeTitle: 'Blocked time',
  about: 'Nothing is offered then, and whoever books into it is asked why. Visits that stand there stay.',
  chooseProvider: 'Choose whose time it is',
  providerMissing: 'Choose whose time it is.',
  date: 'Day',
  firstDate: 'First day',
  from: 'From',
  to: 'Until',
  reason: 'Why',
  reasonHelp: 'Read by everybody at the desks, by no patient.',
  reasonMissing: 'Say why, for example “staff meeting”.',
  weekly: 'Every week',
  until: 'Last day',
  untilHelp: 'Without one it goes on.',
  problems: {
    date: 'Choose a day.',
    order: 'The end has to come after the beginning.',
    until: 'The last day cannot be before the first.',
  },
  block: 'Block',
  remove: 'Unblock',
  week: 'Blocked in this week',
  all: 'Blocked time',
  none: 'No time is blocked.',
  allHint: 'Time of providers that somebody has blocked on the schedule. All desks have the same.',
  hatched: 'Blocked',
};

/** "Not on Thu, Dec 24". */
export const exceptOn = (date: PlainDate, moment: Moment): string => `Not on ${shortPlainDate(date, moment)}`;

/** Takes an exception away. */
export const againOn = (date: PlainDate, moment: Moment): string =>
  `Block ${shortPlainDate(date, moment)} again`;

/** "Blocked, 12:00 PM – 1:00 PM: lunch with a rep". `practitionerName`: `null` where it is known whose it is. */
export const blockedSentence = (
  { start, end, reason }: Interval & { readonly reason: string },
  practitionerName: string | null,
  zone: ZoneId,
): string =>
  `${words.hatched}, ${formatTimeRange(start, end, zone)}${practitionerName === null ? '' : `, ${practitionerName}`}: ${reason}`;

/** "Mondays, 12:00 PM – 1:00 PM, from Mon, Nov 30, not on Mon, Dec 28", or "Mon, Nov 30, 12:00 PM – 1:00 PM". */
export function whenWords({ date, from, to, weekly }: Block, telling: Telling): string {
  const day = (date: PlainDate): string => shortPlainDate(date, telling);
  const times = formatTimeRange(onAnyDay(from), onAnyDay(to), 'UTC');
  if (weekly === null) return `${day(date)}, ${times}`;
  const until = weekly.until === null ? '' : ` until ${day(weekly.until)}`;
  const except = weekly.except.length === 0 ? '' : `, not on ${weekly.except.map(day).join('; ')}`;
  return `${weekdayName(weekdayOf(date))}s, ${times}, from ${day(date)}${until}${except}`;
}

const onAnyDay = (time: string): number => toNearestInstant('2024-01-01', time, 'UTC', 'earlier');

/** How many visits stand in it, and which; of a block without end until when that was looked at. */
export function visitsSentence({ count, first, until }: BlockVisits, { now, zone }: Moment): string {
  const looked = until === null ? '' : ` (until ${shortPlainDate(until, { now, zone })})`;
  if (count === 0) return `No visit stands in that time${looked}.`;
  const named = first.map(({ patientName, start }) => `${patientName}, ${shortDateTime(start, now, zone)}`);
  const more = count - first.length;
  return `${plural(count, '1 visit stands', `${formatCount(count)} visits stand`)} in that time${looked}, and ${plural(count, 'stays', 'stay')}: ${[...named, ...(more > 0 ? [`${formatCount(more)} more`] : [])].join('; ')}.`;
}

/** What the undo line says. */
export const doneSentence = (act: 'blocked' | 'changed' | 'removed', practitionerName: string): string =>
  `${act === 'blocked' ? 'Time blocked' : act === 'changed' ? 'Blocked time changed' : 'Time unblocked'}: ${practitionerName}`;
