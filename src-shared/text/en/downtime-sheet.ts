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
import { alsoOffered } from './freed-slots.ts';
import { formatCount, LOCALE, plural } from './locale.ts';
import { formatDate, formatDateTime, formatPlainDate, formatTime } from './practice-times.ts';
import { STATUS_WORDS } from './status.ts';
import { typesRefusedWords } from './sync.ts';

/** Every sentence of the sheet. All times are the clinic's. */
export const sheetWords = {
  title: 'Downtime sheet',
  confidential: 'Patient data: keep it safe, and shred it after use.',
  noProvider: 'No provider',
  nothing: 'Nothing is booked.',
  requests: 'Requests',
  open: 'Open requests',
  awaiting: 'Waiting for the patient’s answer',
  noRequests: 'No request is open for these days.',
  columns: {
    time: 'Time',
    patient: 'Patient',
    born: 'Born',
    phone: 'Phone',
    type: 'Type',
    location: 'Location',
    status: 'Status',
    notes: 'Notes',
    appointment: 'Appointment',
    provider: 'Provider',
    request: 'Request',
    proposed: 'Proposed time',
    note: 'What the patient wrote',
  },
};

/** "9:00 AM"; of a time that the clocks show twice that night, which of the two: "1:30 AM CST". */
function time(at: EpochMs, zone: ZoneId): string {
  if (!existsTwice(plainDateOf(at, zone), plainTimeOf(at, zone), zone)) return formatTime(at, zone);
  return `${formatTime(at, zone)} ${zoneName(LOCALE, 'short', at, zone)}`;
}

/** "9:00 AM – 9:30 AM"; an end or a beginning on another day names that day. */
export function timeRangeOnDay(
  { start, end }: { readonly start: EpochMs; readonly end: EpochMs },
  date: string,
  zone: ZoneId,
): string {
  const word = (at: EpochMs): string =>
    plainDateOf(at, zone) === date ? time(at, zone) : `${formatDate(at, zone)}, ${time(at, zone)}`;
  return `${word(start)} – ${word(end)}`;
}

/** "Mon, Nov 16, 2026, 10:00 AM". */
export const momentWords = (at: EpochMs, zone: ZoneId): string =>
  `${formatDate(at, zone)}, ${time(at, zone)}`;

/** A date of birth as it stands on an insurance card: "03/14/1980". */
export const bornWords = (birthDate: string | null): string =>
  birthDate === null
    ? ''
    : birthDate.replace(/^(\d{4})-(\d{2})(?:-(\d{2}))?$/, (_, year, month, day) =>
        [month, ...(day ? [day] : []), year].join('/'),
      );

/** "asks to move it to Tue, Nov 17, 2026, 2:00 PM", "asks to cancel it". */
function askWords({ kind, to }: SheetAsk, zone: ZoneId): string {
  if (kind === 'cancel') return 'asks to cancel it';
  if (kind === 'new')
    return to === null
      ? 'asks for a new appointment'
      : `asks for a new appointment: ${momentWords(to, zone)}`;
  return to === null ? 'asks for another time' : `asks to move it to ${momentWords(to, zone)}`;
}

/** What a patient wants, as the beginning of a cell: "Asks to cancel it". */
export function requestWords(ask: SheetAsk, zone: ZoneId): string {
  const words = askWords(ask, zone);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whose appointment a request is about that is not certainly its patient's own; empty for every other. */
export const strangerWords = ({ stranger, appointment }: SheetRequest): string =>
  stranger === null
    ? ''
    : `Asked by ${stranger}. The appointment is ${appointment.patientId === null ? 'of nobody known' : `${appointment.patientName}’s`}: ask before anything is changed`;

/** "Booked", "Tentative: waits for the patient", "Booked · change proposed · open request: asks to cancel it". */
export function statusWords(
  { appointment: { status, changeProposed, sharedWith, busy }, asks }: SheetRow,
  zone: ZoneId,
): string {
  if (busy !== null) return '';
  return [
    status === 'tentative' ? `${STATUS_WORDS.tentative}: waits for the patient` : STATUS_WORDS[status],
    ...(sharedWith === undefined ? [] : [alsoOffered(sharedWith)]),
    ...(changeProposed ? ['change proposed'] : []),
    ...asks.map(
      (ask) => `open request${ask.stranger === null ? '' : ` of ${ask.stranger}`}: ${askWords(ask, zone)}`,
    ),
  ].join(' · ');
}

/** In the row of time that somebody has blocked: "Blocked: lunch with a rep". */
export const blockedWords = (reason: string): string => `Blocked: ${reason}`;

/** When the visit would be, or could be, and how long the patient has to say so, where that has an end. */
export const proposedWords = (
  { starts, expiresAt }: { readonly starts: readonly EpochMs[]; readonly expiresAt: EpochMs | null },
  zone: ZoneId,
): string => {
  const times = starts.map((start) => momentWords(start, zone)).join(', or ');
  return expiresAt === null ? times : `${times}, to be answered by ${momentWords(expiresAt, zone)}`;
};

/** "Mon, Nov 16, 2026", or the first and the last of several days. */
export function daysWords(days: Sheet['days']): string {
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) return '';
  const from = formatPlainDate(first.date);
  return first === last ? from : `${from} – ${formatPlainDate(last.date)}`;
}

export const providerWords = (provider: string | null): string => provider ?? 'All providers';

/** When the practice is open that day. */
export function hoursWords({ date, closed, hours }: SheetDay, zone: ZoneId): string {
  if (closed !== null) return closed === '' ? 'Closed' : `Closed: ${closed}`;
  if (hours.length === 0) return 'Closed on this weekday';
  const at = (clock: string): string => formatTime(toNearestInstant(date, clock, zone), zone);
  return `Open ${hours.map(({ from, to }) => `${at(from)} – ${at(to)}`).join(', ')}`;
}

/** "As of Mon, Nov 16, 2026, 9:00 AM". */
export const madeWords = (at: EpochMs, zone: ZoneId): string => `As of ${momentWords(at, zone)}`;

/** How far the record reached: with the seal's first digits, as a later look at the record has to find that line. */
export function recordWords({ line, seal }: NonNullable<Sheet['record']>): string {
  const digits = seal === null ? '' : `, seal ${seal.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')}`;
  return `This desk’s record reached line ${formatCount(line)}${digits}`;
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
  const last = lastSuccessAt === null ? '' : `, last read at ${when(lastSuccessAt)}`;
  const waiting =
    waitingToSync === 0
      ? ''
      : ` · ${waitingToSync} ${plural(waitingToSync, 'decision', 'decisions')} waiting to sync`;
  switch (phase) {
    case 'not-configured':
      return `No portal connected: this desk’s own data${waiting}`;
    case 'loading':
      return `Still loading from the portal: incomplete${waiting}`;
    case 'offline':
      return `Offline${offlineSince === null ? '' : ` since ${when(offlineSince)}`}: may be out of date${waiting}`;
    case 'sign-in-failed':
      return `Sign-in to the portal failed${last}: may be out of date${waiting}`;
    case 'certificate':
      return `The portal’s certificate is not trusted${last}: may be out of date${waiting}`;
    case 'secret-elsewhere':
      return `The sign-in for the portal was entered for another address${last}: may be out of date${waiting}`;
    case 'key-store':
      return `The sign-in for the portal waits for this computer’s key store${last}: may be out of date${waiting}`;
    case 'clear-text':
      return `The portal’s address is not encrypted${last}: may be out of date${waiting}`;
    case 'types-refused':
      return `${typesRefusedWords(detail ?? '')}${lastSuccessAt === null ? '' : `, the rest was read at ${when(lastSuccessAt)}`}: may be out of date${waiting}`;
    case 'server-error':
      return `The portal answers with an error${last}: may be out of date${waiting}`;
    case 'storage':
      return `The disk kept Reslot from saving what the portal has${last}: may be out of date${waiting}`;
    case 'program-error':
      return `Reslot met an error of its own${last}: may be out of date${waiting}`;
    case 'up-to-date':
    case 'syncing':
      return lastSuccessAt === null
        ? `Not read from the portal yet: may be out of date${waiting}`
        : `Portal read at ${when(lastSuccessAt)}${waiting}`;
  }
}

export const elsewhereWords = (count: number): string =>
  plural(
    count,
    '1 more open request is about other days or providers.',
    `${count} more open requests are about other days or providers.`,
  );

export const idleWords = (names: readonly string[]): string => `Nothing is booked with ${names.join(', ')}.`;
