/** Time of a provider that is blocked. */
import type { Block } from '../../domain/blocked-time.ts';
import type { Interval } from '../../domain/conflicts.ts';
import { type PlainDate, toNearestInstant, weekdayOf, type ZoneId } from '../../domain/time.ts';
import type { BlockVisits } from '../../ipc/block-views.ts';
import type { Moment, Telling } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { formatTimeRange, shortDateTime, shortPlainDate, weekdayName } from './times.ts';

export const words = {
  open: 'Zeit sperren',
  title: 'Zeit sperren',
  changeTitle: 'Sperrzeit',
  about:
    'In dieser Zeit wird nichts angeboten, und wer trotzdem bucht, wird nach dem Grund gefragt. Termine, die schon da liegen, bleiben.',
  chooseProvider: 'Auswählen, wessen Zeit es ist',
  providerMissing: 'Wählen Sie, wessen Zeit es ist.',
  date: 'Tag',
  firstDate: 'Erster Tag',
  from: 'Von',
  to: 'Bis',
  reason: 'Grund',
  reasonHelp: 'Alle an den Arbeitsplätzen können ihn lesen, kein Patient.',
  reasonMissing: 'Geben Sie einen Grund an, zum Beispiel „Teambesprechung“.',
  weekly: 'Jede Woche',
  until: 'Letzter Tag',
  untilHelp: 'Ohne letzten Tag geht es immer weiter.',
  problems: {
    date: 'Wählen Sie einen Tag.',
    order: 'Das Ende muss nach dem Beginn liegen.',
    until: 'Der letzte Tag darf nicht vor dem ersten liegen.',
  },
  block: 'Sperren',
  remove: 'Freigeben',
  week: 'In dieser Woche gesperrt',
  all: 'Sperrzeiten',
  none: 'Es ist keine Zeit gesperrt.',
  allHint: 'Zeiten von Behandlern, die jemand im Kalender gesperrt hat. Alle Arbeitsplätze haben dieselben.',
  hatched: 'Gesperrt',
};

/** "Nicht am Do., 24. Dez.". */
export const exceptOn = (date: PlainDate, moment: Moment): string =>
  `Nicht am ${shortPlainDate(date, moment)}`;

/** Takes an exception away. */
export const againOn = (date: PlainDate, moment: Moment): string =>
  `${shortPlainDate(date, moment)} wieder sperren`;

/** "Gesperrt, 12:00 – 13:00: Teambesprechung". `practitionerName`: `null` where it is known whose it is. */
export const blockedSentence = (
  { start, end, reason }: Interval & { readonly reason: string },
  practitionerName: string | null,
  zone: ZoneId,
): string =>
  `${words.hatched}, ${formatTimeRange(start, end, zone)}${practitionerName === null ? '' : `, ${practitionerName}`}: ${reason}`;

/** "Jeden Montag, 12:00 – 13:00, ab Mo., 30. Nov., nicht am Mo., 28. Dez.", or "Mo., 30. Nov., 12:00 – 13:00". */
export function whenWords({ date, from, to, weekly }: Block, telling: Telling): string {
  const day = (date: PlainDate): string => shortPlainDate(date, telling);
  const times = formatTimeRange(onAnyDay(from), onAnyDay(to), 'UTC');
  if (weekly === null) return `${day(date)}, ${times}`;
  const until = weekly.until === null ? '' : ` bis ${day(weekly.until)}`;
  const except = weekly.except.length === 0 ? '' : `, nicht am ${weekly.except.map(day).join('; ')}`;
  return `Jeden ${weekdayName(weekdayOf(date))}, ${times}, ab ${day(date)}${until}${except}`;
}

const onAnyDay = (time: string): number => toNearestInstant('2024-01-01', time, 'UTC', 'earlier');

/** How many visits stand in it, and which; of a block without end until when that was looked at. */
export function visitsSentence({ count, first, until }: BlockVisits, { now, zone }: Moment): string {
  const looked = until === null ? '' : ` (geprüft bis ${shortPlainDate(until, { now, zone })})`;
  if (count === 0) return `In dieser Zeit liegt kein Termin${looked}.`;
  const named = first.map(({ patientName, start }) => `${patientName}, ${shortDateTime(start, now, zone)}`);
  const more = count - first.length;
  const all = [...named, ...(more > 0 ? [`${formatCount(more)} weitere`] : [])].join('; ');
  return plural(
    count,
    `In dieser Zeit liegt 1 Termin${looked}, und er bleibt: ${all}.`,
    `In dieser Zeit liegen ${formatCount(count)} Termine${looked}, und sie bleiben: ${all}.`,
  );
}

/** What the undo line says. */
export const doneSentence = (act: 'blocked' | 'changed' | 'removed', practitionerName: string): string =>
  `${act === 'blocked' ? 'Zeit gesperrt' : act === 'changed' ? 'Sperrzeit geändert' : 'Sperrzeit aufgehoben'}: ${practitionerName}`;
