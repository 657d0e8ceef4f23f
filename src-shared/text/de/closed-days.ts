/** Closed days that come every year, and the visits that stand on closed days. */
import { nthOf, type Repeats } from '../../domain/closed-days.ts';
import { type EpochMs, type PlainDate, weekdayOf } from '../../domain/time.ts';
import type { Moment } from '../subjects.ts';
import { formatOf } from '../time-formats.ts';
import { formatCount, LOCALE, plural } from './locale.ts';
import { shortDateTime, weekdayName } from './times.ts';

const NTH: readonly string[] = ['', 'ersten', 'zweiten', 'dritten', 'vierten', 'fünften'];
const monthDay = formatOf(LOCALE, { month: 'long', day: 'numeric' });
const monthName = formatOf(LOCALE, { month: 'long' });

/** "Jedes Jahr am 26. November", "Jedes Jahr am vierten Donnerstag im November", "Jedes Jahr am letzten Donnerstag im November". */
export function repeatsWords(date: PlainDate, repeats: Repeats): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (repeats === 'date') return `Jedes Jahr am ${monthDay(at, 'UTC')}`;
  const nth = repeats === 'weekday' ? (NTH[nthOf(date)] ?? '') : 'letzten';
  return `Jedes Jahr am ${nth} ${weekdayName(weekdayOf(date))} im ${monthName(at, 'UTC')}`;
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
  const all = [...named, ...(more > 0 ? [`${formatCount(more)} weitere`] : [])].join('; ');
  return plural(
    count,
    `1 Termin liegt innerhalb eines Jahres an einem Schließtag, und er bleibt: ${all}.`,
    `${formatCount(count)} Termine liegen innerhalb eines Jahres an Schließtagen, und sie bleiben: ${all}.`,
  );
}
