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
import { formatCount, LOCALE, plural } from './locale.ts';
import { formatDate, formatDateTime, formatPlainDate, formatTime } from './practice-times.ts';
import { STATUS_WORDS } from './status.ts';
import { typesRefusedWords } from './sync.ts';

/** Every sentence of the sheet. All times are the clinic's. */
export const sheetWords = {
  title: 'Notfallplan',
  confidential: 'Patientendaten: sicher aufbewahren und nach Gebrauch schreddern.',
  noProvider: 'Kein Behandler',
  nothing: 'Nichts ist gebucht.',
  requests: 'Anfragen',
  open: 'Offene Anfragen',
  awaiting: 'Warten auf die Antwort des Patienten',
  noRequests: 'Für diese Tage ist keine Anfrage offen.',
  columns: {
    time: 'Zeit',
    patient: 'Patient',
    born: 'Geboren',
    phone: 'Telefon',
    type: 'Terminart',
    location: 'Ort',
    status: 'Status',
    notes: 'Notizen',
    appointment: 'Termin',
    provider: 'Behandler',
    request: 'Anfrage',
    proposed: 'Vorgeschlagene Zeit',
    note: 'Was der Patient schrieb',
  },
};

/** "09:00"; of a time that the clocks show twice that night, which of the two: "01:30 GMT-6". */
function time(at: EpochMs, zone: ZoneId): string {
  if (!existsTwice(plainDateOf(at, zone), plainTimeOf(at, zone), zone)) return formatTime(at, zone);
  return `${formatTime(at, zone)} ${zoneName(LOCALE, 'short', at, zone)}`;
}

/** "09:00 – 09:30"; an end or a beginning on another day names that day. */
export function timeRangeOnDay(
  { start, end }: { readonly start: EpochMs; readonly end: EpochMs },
  date: string,
  zone: ZoneId,
): string {
  const word = (at: EpochMs): string =>
    plainDateOf(at, zone) === date ? time(at, zone) : `${formatDate(at, zone)}, ${time(at, zone)}`;
  return `${word(start)} – ${word(end)}`;
}

/** "Mo., 16. Nov. 2026, 10:00". */
export const momentWords = (at: EpochMs, zone: ZoneId): string =>
  `${formatDate(at, zone)}, ${time(at, zone)}`;

/** A date of birth as it stands on an insurance card: "14.03.1980", "03/1980" without a day, "1980". */
export const bornWords = (birthDate: string | null): string =>
  birthDate === null
    ? ''
    : birthDate.replace(/^(\d{4})-(\d{2})(?:-(\d{2}))?$/, (_, year, month, day) =>
        day ? `${day}.${month}.${year}` : `${month}/${year}`,
      );

/** "möchte ihn verschieben auf Di., 17. Nov. 2026, 14:00", "möchte ihn absagen". */
function askWords({ kind, to }: SheetAsk, zone: ZoneId): string {
  if (kind === 'cancel') return 'möchte ihn absagen';
  if (kind === 'new')
    return to === null ? 'möchte einen neuen Termin' : `möchte einen neuen Termin: ${momentWords(to, zone)}`;
  return to === null ? 'möchte eine andere Zeit' : `möchte ihn verschieben auf ${momentWords(to, zone)}`;
}

/** What a patient wants, as the beginning of a cell: "Möchte ihn absagen". */
export const requestWords = (ask: SheetAsk, zone: ZoneId): string => capitalized(askWords(ask, zone));

/** Whose appointment a request is about that is not certainly its patient's own; empty for every other. */
export const strangerWords = ({ stranger, appointment }: SheetRequest): string =>
  stranger === null
    ? ''
    : `Gestellt von ${stranger}. ${appointment.patientId === null ? 'Wessen Termin es ist, ist nicht bekannt' : `Der Termin gehört ${appointment.patientName}`}: nachfragen, bevor etwas geändert wird`;

/** "Gebucht", "Vorgemerkt: wartet auf den Patienten", "Gebucht · Änderung vorgeschlagen · offene Anfrage: möchte ihn absagen". */
export function statusWords(
  { appointment: { status, changeProposed, sharedWith, busy }, asks }: SheetRow,
  zone: ZoneId,
): string {
  if (busy !== null) return '';
  return [
    status === 'tentative' ? `${STATUS_WORDS.tentative}: wartet auf den Patienten` : STATUS_WORDS[status],
    ...(sharedWith === undefined ? [] : [alsoOffered(sharedWith)]),
    ...(changeProposed ? ['Änderung vorgeschlagen'] : []),
    ...asks.map(
      (ask) => `offene Anfrage${ask.stranger === null ? '' : ` von ${ask.stranger}`}: ${askWords(ask, zone)}`,
    ),
  ].join(' · ');
}

/** In the row of time that somebody has blocked. */
export const blockedWords = (reason: string): string => `Gesperrt: ${reason}`;

/** When the visit would be, or could be, and how long the patient has to say so, where that has an end. */
export const proposedWords = (
  { starts, expiresAt }: { readonly starts: readonly EpochMs[]; readonly expiresAt: EpochMs | null },
  zone: ZoneId,
): string => {
  const times = starts.map((start) => momentWords(start, zone)).join(' oder ');
  return expiresAt === null ? times : `${times}; Antwort bis ${momentWords(expiresAt, zone)}`;
};

/** "Mo., 16. Nov. 2026", or the first and the last of several days. */
export function daysWords(days: Sheet['days']): string {
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) return '';
  const from = formatPlainDate(first.date);
  return first === last ? from : `${from} – ${formatPlainDate(last.date)}`;
}

export const providerWords = (provider: string | null): string => provider ?? 'Alle Behandler';

/** When the practice is open that day. */
export function hoursWords({ date, closed, hours }: SheetDay, zone: ZoneId): string {
  if (closed !== null) return closed === '' ? 'Geschlossen' : `Geschlossen: ${closed}`;
  if (hours.length === 0) return 'An diesem Wochentag geschlossen';
  const at = (clock: string): string => formatTime(toNearestInstant(date, clock, zone), zone);
  return `Geöffnet ${hours.map(({ from, to }) => `${at(from)} – ${at(to)}`).join(', ')}`;
}

/** "Stand: Mo., 16. Nov. 2026, 09:00". */
export const madeWords = (at: EpochMs, zone: ZoneId): string => `Stand: ${momentWords(at, zone)}`;

/** How far the record reached: with the seal's first digits, as a later look at the record has to find that line. */
export function recordWords({ line, seal }: NonNullable<Sheet['record']>): string {
  const digits = seal === null ? '' : `, Siegel ${seal.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')}`;
  return `Das Protokoll dieses Arbeitsplatzes reichte bis Zeile ${formatCount(line)}${digits}`;
}

/** How far this paper can be trusted. */
export function trustWords({
  status,
  at,
  practice: { zone },
}: Pick<Sheet, 'status' | 'at' | 'practice'>): string {
  const { phase, lastSuccessAt, offlineSince, waitingToSync, detail } = status;
  const when = (then: EpochMs): string =>
    plainDateOf(then, zone) === plainDateOf(at, zone) ? formatTime(then, zone) : formatDateTime(then, zone);
  const last = lastSuccessAt === null ? '' : `, zuletzt gelesen ${when(lastSuccessAt)}`;
  const waiting =
    waitingToSync === 0
      ? ''
      : ` · ${plural(waitingToSync, '1 Entscheidung wartet', `${formatCount(waitingToSync)} Entscheidungen warten`)} auf Abgleich`;
  const old = `vielleicht veraltet${waiting}`;
  switch (phase) {
    case 'not-configured':
      return `Kein Portal verbunden: eigene Daten dieses Arbeitsplatzes${waiting}`;
    case 'loading':
      return `Wird noch aus dem Portal geladen: unvollständig${waiting}`;
    case 'offline':
      return `Offline${offlineSince === null ? '' : ` seit ${when(offlineSince)}`}: ${old}`;
    case 'sign-in-failed':
      return `Anmeldung beim Portal fehlgeschlagen${last}: ${old}`;
    case 'certificate':
      return `Das Zertifikat des Portals ist nicht vertrauenswürdig${last}: ${old}`;
    case 'secret-elsewhere':
      return `Die Anmeldung für das Portal wurde für eine andere Adresse eingegeben${last}: ${old}`;
    case 'key-store':
      return `Die Anmeldung für das Portal wartet auf den Schlüsselspeicher dieses Computers${last}: ${old}`;
    case 'clear-text':
      return `Die Adresse des Portals ist nicht verschlüsselt${last}: ${old}`;
    case 'types-refused':
      return `${typesRefusedWords(detail ?? '')}${lastSuccessAt === null ? '' : `, der Rest wurde gelesen ${when(lastSuccessAt)}`}: ${old}`;
    case 'server-error':
      return `Das Portal antwortet mit einem Fehler${last}: ${old}`;
    case 'storage':
      return `Der Datenträger ließ Reslot nicht speichern, was das Portal hat${last}: ${old}`;
    case 'program-error':
      return `In Reslot ist ein Fehler aufgetreten${last}: ${old}`;
    case 'up-to-date':
    case 'syncing':
      return lastSuccessAt === null
        ? `Noch nicht aus dem Portal gelesen: ${old}`
        : `Portal gelesen ${when(lastSuccessAt)}${waiting}`;
  }
}

export const elsewhereWords = (count: number): string =>
  plural(
    count,
    '1 weitere offene Anfrage betrifft andere Tage oder Behandler.',
    `${formatCount(count)} weitere offene Anfragen betreffen andere Tage oder Behandler.`,
  );

export const idleWords = (names: readonly string[]): string => `Nichts gebucht bei ${names.join(', ')}.`;
