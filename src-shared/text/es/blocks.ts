/** Time of a provider that is blocked. */
import type { Block } from '../../domain/blocked-time.ts';
import type { Interval } from '../../domain/conflicts.ts';
import { type PlainDate, toNearestInstant, weekdayOf, type ZoneId } from '../../domain/time.ts';
import type { BlockVisits } from '../../ipc/block-views.ts';
import type { Moment, Telling } from '../subjects.ts';
import { formatCount, plural, withStop } from './locale.ts';
import { formatTimeRange, shortDateTime, shortPlainDate, weekdaysName } from './times.ts';

export const words = {
  open: 'Bloquear tiempo',
  title: 'Bloquear tiempo',
  changeTitle: 'Tiempo bloqueado',
  about:
    'Entonces no se ofrece nada, y a quien reserve en él se le pregunta por qué. Las citas que ya estén allí se quedan.',
  chooseProvider: 'Elija de quién es el tiempo',
  providerMissing: 'Elija de quién es el tiempo.',
  date: 'Día',
  firstDate: 'Primer día',
  from: 'Desde',
  to: 'Hasta',
  reason: 'Por qué',
  reasonHelp: 'Lo leen todas las personas de los puestos, ningún paciente.',
  reasonMissing: 'Indique por qué, por ejemplo “reunión de personal”.',
  weekly: 'Cada semana',
  until: 'Último día',
  untilHelp: 'Sin él, continúa.',
  problems: {
    date: 'Elija un día.',
    order: 'El final tiene que ser posterior al comienzo.',
    until: 'El último día no puede ser anterior al primero.',
  },
  block: 'Bloquear',
  remove: 'Desbloquear',
  week: 'Bloqueado esta semana',
  all: 'Tiempo bloqueado',
  none: 'No hay tiempo bloqueado.',
  allHint: 'Tiempo de profesionales que alguien ha bloqueado en la agenda. Es el mismo en todos los puestos.',
  hatched: 'Bloqueado',
};

/** "Salvo el jue, 24 dic". */
export const exceptOn = (date: PlainDate, moment: Moment): string =>
  `Salvo el ${shortPlainDate(date, moment)}`;

/** Takes an exception away. */
export const againOn = (date: PlainDate, moment: Moment): string =>
  `Bloquear de nuevo el ${shortPlainDate(date, moment)}`;

/** "Bloqueado, 12:00 p.m. – 1:00 p.m.: reunión de personal". `practitionerName`: `null` where it is known whose it is. */
export const blockedSentence = (
  { start, end, reason }: Interval & { readonly reason: string },
  practitionerName: string | null,
  zone: ZoneId,
): string =>
  `${words.hatched}, ${formatTimeRange(start, end, zone)}${practitionerName === null ? '' : `, ${practitionerName}`}: ${reason}`;

/** "Los lunes, 12:00 p.m. – 1:00 p.m., desde el lun, 30 nov, salvo el lun, 28 dic", or "lun, 30 nov, 12:00 p.m. – 1:00 p.m.". */
export function whenWords({ date, from, to, weekly }: Block, telling: Telling): string {
  const day = (date: PlainDate): string => shortPlainDate(date, telling);
  const times = formatTimeRange(onAnyDay(from), onAnyDay(to), 'UTC');
  if (weekly === null) return `${day(date)}, ${times}`;
  const until = weekly.until === null ? '' : ` hasta el ${day(weekly.until)}`;
  const except = weekly.except.length === 0 ? '' : `, salvo el ${weekly.except.map(day).join('; el ')}`;
  return `Los ${weekdaysName(weekdayOf(date))}, ${times}, desde el ${day(date)}${until}${except}`;
}

const onAnyDay = (time: string): number => toNearestInstant('2024-01-01', time, 'UTC', 'earlier');

/** How many visits stand in it, and which; of a block without end until when that was looked at. */
export function visitsSentence({ count, first, until }: BlockVisits, { now, zone }: Moment): string {
  const looked = until === null ? '' : ` (hasta el ${shortPlainDate(until, { now, zone })})`;
  if (count === 0) return `No hay ninguna cita en ese tiempo${looked}.`;
  const named = first.map(({ patientName, start }) => `${patientName}, ${shortDateTime(start, now, zone)}`);
  const more = count - first.length;
  const list = [...named, ...(more > 0 ? [`${formatCount(more)} más`] : [])].join('; ');
  return withStop(
    plural(
      count,
      `Hay 1 cita en ese tiempo${looked}, que se queda: ${list}`,
      `Hay ${formatCount(count)} citas en ese tiempo${looked}, que se quedan: ${list}`,
    ),
  );
}

/** What the undo line says. */
export const doneSentence = (act: 'blocked' | 'changed' | 'removed', practitionerName: string): string =>
  `${act === 'blocked' ? 'Tiempo bloqueado' : act === 'changed' ? 'Tiempo bloqueado, cambiado' : 'Tiempo desbloqueado'}: ${practitionerName}`;
