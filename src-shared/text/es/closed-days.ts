/** Closed days that come every year, and the visits that stand on closed days. */
import { nthOf, type Repeats } from '../../domain/closed-days.ts';
import { type EpochMs, type PlainDate, weekdayOf } from '../../domain/time.ts';
import type { Moment } from '../subjects.ts';
import { formatOf } from '../time-formats.ts';
import { formatCount, LOCALE, plural, withStop } from './locale.ts';
import { shortDateTime, weekdayName } from './times.ts';

/** Before the name of a weekday. */
const NTH: readonly string[] = ['', 'primer', 'segundo', 'tercer', 'cuarto', 'quinto'];
const monthDay = formatOf(LOCALE, { month: 'long', day: 'numeric' });
const monthName = formatOf(LOCALE, { month: 'long' });

/** "Cada año el 26 de noviembre", "Cada año el cuarto jueves de noviembre", "Cada año el último jueves de noviembre". */
export function repeatsWords(date: PlainDate, repeats: Repeats): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (repeats === 'date') return `Cada año el ${monthDay(at, 'UTC')}`;
  const nth = repeats === 'weekday' ? (NTH[nthOf(date)] ?? '') : 'último';
  return `Cada año el ${nth} ${weekdayName(weekdayOf(date))} de ${monthName(at, 'UTC')}`;
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
  const list = [...named, ...(more > 0 ? [`${formatCount(more)} más`] : [])].join('; ');
  return withStop(
    plural(
      count,
      `En el próximo año hay 1 cita en un día cerrado, que se queda: ${list}`,
      `En el próximo año hay ${formatCount(count)} citas en días cerrados, que se quedan: ${list}`,
    ),
  );
}
