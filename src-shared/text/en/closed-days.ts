/** Closed days that come every year, and the visits that stand on closed days. */
import { nthOf, type Repeats } from '../../domain/closed-days.ts';
import { type EpochMs, type PlainDate, weekdayOf } from '../../domain/time.ts';
import type { Moment } from '../subjects.ts';
import { formatOf } from '../time-formats.ts';
import { formatCount, LOCALE, plural } from './locale.ts';
import { shortDateTime, weekdayName } from './times.ts';

const NTH: readonly string[] = ['', 'first', 'second', 'third', 'fourth', 'fifth'];
const monthDay = formatOf(LOCALE, { month: 'long', day: 'numeric' });
const monthName = formatOf(LOCALE, { month: 'long' });

/** "Every year on November 26", "Every year on the fourth Thursday of November", "Every year on the last Thursday of November". */
export function repeatsWords(date: PlainDate, repeats: Repeats): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (repeats === 'date') return `Every year on ${monthDay(at, 'UTC')}`;
  const nth = repeats === 'weekday' ? (NTH[nthOf(date)] ?? '') : 'last';
  return `Every year on the ${nth} ${weekdayName(weekdayOf(date))} of ${monthName(at, 'UTC')}`;
}

/** Which visits stand on closed days within a year, as they are entered; `null`: none. */
export function visitsSentence(
  {
    count,
    first,
  }: {
    readonly count: number;
    readonly first: readonly { readonly patientName: string; readonly start: EpochMs }[];
  },
  { now, zone }: Moment,
): string | null {
  if (count === 0) return null;
  const named = first.map(({ patientName, start }) => `${patientName}, ${shortDateTime(start, now, zone)}`);
  const more = count - first.length;
  return `${plural(count, '1 visit stands', `${formatCount(count)} visits stand`)} on a closed day within a year, and ${plural(count, 'stays', 'stay')}: ${[...named, ...(more > 0 ? [`${formatCount(more)} more`] : [])].join('; ')}.`;
}
