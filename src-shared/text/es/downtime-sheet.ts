import {
  type EpochMs,
  existsTwice,
  plainDateOf,
  plainTimeOf,
  toNearestInstant,
  type ZoneId,
} from '../../domain/time.ts';
import type { Sheet, SheetAsk, SheetDay, SheetRequest, SheetRow } from '../sheet-data.ts';
import { zoneName } from '../time-formats.ts';
import { capitalized } from './common.ts';
import { alsoOffered } from './freed-slots.ts';
import { formatCount, LOCALE, listWords, plural, withStop } from './locale.ts';
import { formatDate, formatDateTime, formatPlainDate, formatTime } from './practice-times.ts';
import { STATUS_WORDS } from './status.ts';
import { typesRefusedWords } from './sync.ts';
import { theHour } from './times.ts';

/** Every sentence of the sheet. All times are the clinic's. */
export const sheetWords = {
  title: 'Hoja de contingencia',
  confidential: 'Datos de pacientes: guárdela en lugar seguro y destrúyala después de usarla.',
  noProvider: 'Sin profesional',
  nothing: 'No hay nada reservado.',
  requests: 'Solicitudes',
  open: 'Solicitudes abiertas',
  awaiting: 'Esperan la respuesta del paciente',
  noRequests: 'No hay solicitudes abiertas para estos días.',
  columns: {
    time: 'Hora',
    patient: 'Paciente',
    born: 'Nac.',
    phone: 'Teléfono',
    type: 'Tipo',
    location: 'Lugar',
    status: 'Estado',
    notes: 'Notas',
    appointment: 'Cita',
    provider: 'Profesional',
    request: 'Solicitud',
    proposed: 'Horario propuesto',
    note: 'Lo que escribió el paciente',
  },
};

/** "9:00 a.m."; of a time that the clocks show twice that night, which of the two: "1:30 a.m. CST". */
function time(at: EpochMs, zone: ZoneId): string {
  if (!existsTwice(plainDateOf(at, zone), plainTimeOf(at, zone), zone)) return formatTime(at, zone);
  return `${formatTime(at, zone)} ${zoneName(LOCALE, 'short', at, zone)}`;
}

/** "9:00 a.m. – 9:30 a.m."; an end or a beginning on another day names that day. */
export function timeRangeOnDay(
  { start, end }: { readonly start: EpochMs; readonly end: EpochMs },
  date: string,
  zone: ZoneId,
): string {
  const word = (at: EpochMs): string =>
    plainDateOf(at, zone) === date ? time(at, zone) : `${formatDate(at, zone)}, ${time(at, zone)}`;
  return `${word(start)} – ${word(end)}`;
}

/** "lun, 16 nov 2026, 10:00 a.m.". */
export const momentWords = (at: EpochMs, zone: ZoneId): string =>
  `${formatDate(at, zone)}, ${time(at, zone)}`;

/** A date of birth as it stands on an insurance card of the United States: "03/14/1980". */
export const bornWords = (birthDate: string | null): string =>
  birthDate === null
    ? ''
    : birthDate.replace(/^(\d{4})-(\d{2})(?:-(\d{2}))?$/, (_, year, month, day) =>
        [month, ...(day ? [day] : []), year].join('/'),
      );

/** "pide cambiarla al mar, 17 nov 2026, 2:00 p.m.", "pide cancelarla". */
function askWords({ kind, to }: SheetAsk, zone: ZoneId): string {
  if (kind === 'cancel') return 'pide cancelarla';
  if (kind === 'new')
    return to === null ? 'pide una cita nueva' : `pide una cita nueva: ${momentWords(to, zone)}`;
  return to === null ? 'pide otro horario' : `pide cambiarla al ${momentWords(to, zone)}`;
}

/** What a patient wants, as the beginning of a cell: "Pide cancelarla". */
export const requestWords = (ask: SheetAsk, zone: ZoneId): string => capitalized(askWords(ask, zone));

/** Whose appointment a request is about that is not certainly its patient's own; empty for every other. */
export const strangerWords = ({ stranger, appointment }: SheetRequest): string =>
  stranger === null
    ? ''
    : `${withStop(`La hizo ${stranger}`)} ${appointment.patientId === null ? 'No se sabe de quién es la cita' : `La cita es de ${appointment.patientName}`}: pregunte antes de cambiar nada`;

/** "Reservada", "Provisional: espera al paciente", "Reservada · cambio propuesto · solicitud abierta: pide cancelarla". */
export function statusWords(
  { appointment: { status, changeProposed, sharedWith, busy }, asks }: SheetRow,
  zone: ZoneId,
): string {
  if (busy !== null) return '';
  return [
    status === 'tentative' ? `${STATUS_WORDS.tentative}: espera al paciente` : STATUS_WORDS[status],
    ...(sharedWith === undefined ? [] : [alsoOffered(sharedWith)]),
    ...(changeProposed ? ['cambio propuesto'] : []),
    ...asks.map(
      (ask) =>
        `solicitud abierta${ask.stranger === null ? '' : ` de ${ask.stranger}`}: ${askWords(ask, zone)}`,
    ),
  ].join(' · ');
}

/** In the row of time that somebody has blocked. */
export const blockedWords = (reason: string): string => `Bloqueado: ${reason}`;

/** When the visit would be, or could be, and how long the patient has to say so, where that has an end. */
export const proposedWords = (
  { starts, expiresAt }: { readonly starts: readonly EpochMs[]; readonly expiresAt: EpochMs | null },
  zone: ZoneId,
): string => {
  const times = starts.map((start) => momentWords(start, zone)).join(', o ');
  return expiresAt === null ? times : `${times}; por responder antes del ${momentWords(expiresAt, zone)}`;
};

/** "lun, 16 nov 2026", or the first and the last of several days. */
export function daysWords(days: Sheet['days']): string {
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) return '';
  const from = formatPlainDate(first.date);
  return first === last ? from : `${from} – ${formatPlainDate(last.date)}`;
}

export const providerWords = (provider: string | null): string => provider ?? 'Todos los profesionales';

/** When the practice is open that day. */
export function hoursWords({ date, closed, hours }: SheetDay, zone: ZoneId): string {
  if (closed !== null) return closed === '' ? 'Cerrado' : `Cerrado: ${closed}`;
  if (hours.length === 0) return 'Cerrado este día de la semana';
  const at = (clock: string): string => formatTime(toNearestInstant(date, clock, zone), zone);
  return `Abierto ${hours.map(({ from, to }) => `${at(from)} – ${at(to)}`).join(', ')}`;
}

/** "Situación al lun, 16 nov 2026, 9:00 a.m.". */
export const madeWords = (at: EpochMs, zone: ZoneId): string => `Situación al ${momentWords(at, zone)}`;

/** How far the record reached: with the seal's first digits, as a later look at the record has to find that line. */
export function recordWords({ line, seal }: NonNullable<Sheet['record']>): string {
  const digits = seal === null ? '' : `, sello ${seal.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')}`;
  return `El registro de este puesto llegaba a la línea ${formatCount(line)}${digits}`;
}

/** How far this paper can be trusted. */
export function trustWords({
  status,
  at,
  practice: { zone },
}: Pick<Sheet, 'status' | 'at' | 'practice'>): string {
  const { phase, lastSuccessAt, offlineSince, waitingToSync, detail } = status;
  /** "las 9:00 a.m.", "el lun, 16 nov 2026, 9:00 a.m.". */
  const when = (then: EpochMs): string =>
    plainDateOf(then, zone) === plainDateOf(at, zone)
      ? theHour(formatTime(then, zone))
      : `el ${formatDateTime(then, zone)}`;
  const readAt = (then: EpochMs): string => when(then).replace(/^la/, 'a la');
  const last = lastSuccessAt === null ? '' : `, última lectura ${readAt(lastSuccessAt)}`;
  const waiting =
    waitingToSync === 0
      ? ''
      : ` · ${plural(waitingToSync, '1 decisión pendiente de sincronizar', `${formatCount(waitingToSync)} decisiones pendientes de sincronizar`)}`;
  const stale = `puede estar desactualizado${waiting}`;
  switch (phase) {
    case 'not-configured':
      return `Sin portal conectado: datos propios de este puesto${waiting}`;
    case 'loading':
      return `Todavía se está cargando desde el portal: incompleto${waiting}`;
    case 'offline':
      return `Sin conexión${offlineSince === null ? '' : ` desde ${when(offlineSince)}`}: ${stale}`;
    case 'sign-in-failed':
      return `Falló el inicio de sesión en el portal${last}: ${stale}`;
    case 'certificate':
      return `El certificado del portal no es de confianza${last}: ${stale}`;
    case 'secret-elsewhere':
      return `El inicio de sesión del portal se introdujo para otra dirección${last}: ${stale}`;
    case 'key-store':
      return `El inicio de sesión del portal espera al almacén de claves de esta computadora${last}: ${stale}`;
    case 'clear-text':
      return `La dirección del portal no está cifrada${last}: ${stale}`;
    case 'types-refused':
      return `${typesRefusedWords(detail ?? '')}${lastSuccessAt === null ? '' : `, lo demás se leyó ${readAt(lastSuccessAt)}`}: ${stale}`;
    case 'server-error':
      return `El portal responde con un error${last}: ${stale}`;
    case 'storage':
      return `El disco impidió a Reslot guardar lo que tiene el portal${last}: ${stale}`;
    case 'program-error':
      return `Reslot tuvo un error interno${last}: ${stale}`;
    case 'up-to-date':
    case 'syncing':
      return lastSuccessAt === null
        ? `Todavía sin leer del portal: ${stale}`
        : `Portal leído ${readAt(lastSuccessAt)}${waiting}`;
  }
}

export const elsewhereWords = (count: number): string =>
  plural(
    count,
    '1 solicitud abierta más trata de otros días o profesionales.',
    `${formatCount(count)} solicitudes abiertas más tratan de otros días o profesionales.`,
  );

export const idleWords = (names: readonly string[]): string =>
  withStop(`No hay nada reservado con ${listWords(names)}`);
