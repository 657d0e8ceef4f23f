/** A provider is away: the visits in that time, and what becomes of each. */
import type { AbsenceAct, AbsenceState, AbsenceWhy } from '../../domain/absence.ts';
import type { EpochMs } from '../../domain/time.ts';
import { type AbsenceListed, type AbsenceVisit, newStartsOf } from '../../ipc/absence-views.ts';
import type { Moment, Telling } from '../subjects.ts';
import { formatCount, plural } from './locale.ts';
import { endedWords, toldSentence } from './many.ts';
import { daysOrRange, shortDateTime } from './times.ts';

export const words = {
  open: 'Behandler abwesend',
  away: 'Abwesend',
  title: 'Ein Behandler ist abwesend',
  about: 'Aufgeführt ist jeder Termin in dieser Zeit, jeweils mit der besten neuen Zeit.',
  chooseProvider: 'Auswählen, wer abwesend ist',
  providerMissing: 'Wählen Sie, wer abwesend ist.',
  fromDate: 'Von',
  fromTime: 'Von, Uhrzeit',
  untilDate: 'Bis',
  untilTime: 'Bis, Uhrzeit',
  wholeDays: 'Ohne Uhrzeit: der ganze Tag.',
  problems: {
    bad: 'Wählen Sie einen ersten und einen letzten Tag.',
    order: 'Das Ende muss nach dem Beginn liegen.',
    past: 'Diese Zeit ist vorbei.',
    'too-long': 'Das ist länger als ein Jahr.',
    skipped: 'Diese Uhrzeit wird in jener Nacht bei der Zeitumstellung übersprungen.',
  },
  listVisits: 'Termine auflisten',
  known: 'Schon begonnen',
  what: 'Was zu tun ist',
  acts: {
    'new-time': 'Neue Zeiten vergeben',
    cancel: 'Termine absagen',
  } satisfies Record<AbsenceAct, string>,
  withWhom: 'Behandler der neuen Zeiten',
  same: 'Derselbe Behandler',
  any: 'Beliebiger Behandler',
  toDo: 'Zu erledigen',
  singly: 'Einzeln ansehen',
  settled: 'Was aus den anderen geworden ist',
  noTime: 'Keine freie Zeit in den vier geprüften Wochen',
  nothing: 'In dieser Zeit liegt kein Termin.',
  openVisit: 'Öffnen',
  print: 'Drucken',
  notAway: 'Doch nicht abwesend',
  notAwayHint: 'Mit den Terminen geschieht nichts; was dann frei ist, wird wieder angeboten',
  goOn: 'Weiter',
  noEmail: 'Anruf',
  hasEmail: 'E-Mail',
  columns: {
    time: 'Termin',
    patient: 'Patient',
    born: 'Geboren',
    phone: 'Telefon',
    email: 'Benachrichtigt per',
    type: 'Terminart',
    state: 'Stand',
    notes: 'Notizen',
  },
};

export const STATE: Readonly<Record<AbsenceState, string>> = {
  'to-do': 'Zu erledigen',
  proposed: 'Neue Zeit vorgeschlagen',
  moved: 'Verschoben',
  cancelled: 'Abgesagt',
  'moved-elsewhere': 'Von anderen verschoben',
  'cancelled-elsewhere': 'Von anderen abgesagt',
  gone: 'Nicht mehr da',
  over: 'Vorbei',
};

/** Why somebody has to look at a visit by itself. */
export const WHY: Readonly<Record<AbsenceWhy | 'hidden' | 'together', string>> = {
  hidden: 'Er kann nicht angezeigt werden: siehe „Zu klären“',
  together: 'Termin eines anderen Behandlers, an dem dieser teilnimmt: dort verschieben',
  outdated: 'Das Portal hat eine neuere Fassung, die nicht angezeigt werden kann: siehe „Zu klären“',
  proposal: 'Eine Zeit ist dem Patienten vorgeschlagen: Vorschlag ersetzen oder zurückziehen',
  'checked-in': 'Der Patient ist eingetroffen',
  nobody: 'Niemand weiß, wessen Termin es ist',
  standing: 'Diesem Patienten wird nicht geschrieben: siehe Patientenkarte',
  'refused-before': 'Eine Entscheidung dazu wurde abgewiesen: einzeln ansehen',
  typed: 'Dazu ist etwas eingegeben',
  'asks-to-cancel': 'Der Patient möchte ihn absagen: über die Anfrage entscheiden',
  'several-requests': 'Mehrere Anfragen betreffen ihn',
};

/** "Dr. Adams ist abwesend: Mo., 30. Nov., 08:00 – 17:00". */
export const title = (
  { practitionerName, ...time }: Pick<AbsenceListed, 'practitionerName' | 'start' | 'end'>,
  telling: Telling,
): string => `${practitionerName} ist abwesend: ${daysOrRange(time, telling)}`;

/** "12 Termine zu erledigen". */
export const leftWords = (left: number): string =>
  left === 0 ? 'Nichts mehr zu erledigen' : `${visitsWords(left)} zu erledigen`;

/** What has become of a visit: "Verschoben auf Do., 3. Dez., 09:00, Dr. Adams · Robin Field", "Zu erledigen · Der Patient ist eingetroffen". */
export function stateWords(visit: AbsenceVisit, { now, zone }: Moment): string {
  const { state, to, by, why, call } = visit;
  const starts = newStartsOf(visit).map((start) => shortDateTime(start, now, zone));
  const alone = state === 'to-do' ? (why.cancel ?? why['new-time']) : null;
  const parts = [
    STATE[state] +
      (to === null
        ? ''
        : `${state === 'proposed' ? ':' : ' auf'} ${starts.join(' / ')}, ${to.practitionerName}`),
    ...(alone === null ? [] : [alone]),
    ...(by === '' ? [] : [by]),
    ...(call === null ? [] : [call === 'open' ? 'auf der Anrufliste' : 'angerufen']),
  ];
  return parts.join(' · ');
}

const visitsWords = (count: number): string => plural(count, '1 Termin', `${formatCount(count)} Termine`);

/** The button that does it: "12 neue Zeiten vergeben", "12 Termine absagen". */
export const doIt = (act: AbsenceAct, count: number): string =>
  act === 'cancel'
    ? `${visitsWords(count)} absagen`
    : plural(count, '1 neue Zeit vergeben', `${formatCount(count)} neue Zeiten vergeben`);

/** What will happen to how many. */
export function whatHappens(act: AbsenceAct, visits: readonly AbsenceVisit[]): string {
  const proposed = act === 'cancel' ? 0 : visits.filter(({ request }) => request !== null).length;
  const done = visits.length - proposed;
  const calls = visits.filter(({ patient }) => patient?.email == null).length;
  const parts = [
    ...(done === 0
      ? []
      : [
          act === 'cancel'
            ? `${visitsWords(done)} ${plural(done, 'wird', 'werden')} abgesagt.`
            : `${visitsWords(done)} ${plural(done, 'wird', 'werden')} sofort verschoben.`,
        ]),
    ...(proposed === 0
      ? []
      : [
          plural(
            proposed,
            'Für 1 Termin, dessen Patient um eine andere Zeit gebeten hat, wird eine vorgeschlagen; der Patient antwortet im Portal.',
            `Für ${formatCount(proposed)} Termine, deren Patienten um eine andere Zeit gebeten haben, wird je eine vorgeschlagen; die Patienten antworten im Portal.`,
          ),
        ]),
    toldSentence(calls),
  ];
  return parts.join(' ');
}

/** What is said at an end that was not the whole of it. */
export function ended(
  act: AbsenceAct,
  { done, failed, left }: { readonly done: number; readonly failed: number; readonly left: number },
): string {
  return `${endedWords(act, { done, failed, left })} Was nicht erledigt ist, bleibt zu erledigen.`;
}

/** The box that takes one along: "Maria Lopez, Mo., 30. Nov., 09:00, einbeziehen". */
export const include = (patientName: string, when: string): string => `${patientName}, ${when}, einbeziehen`;
export const newTimeOf = (patientName: string, when: string): string =>
  `Neue Zeit für ${patientName}, ${when}`;
export const openLabel = (patientName: string, when: string): string => `${patientName}, ${when}, öffnen`;

/** How the patient hears of it. */
export const toldWords = ({ patient }: Pick<AbsenceVisit, 'patient'>): string =>
  patient?.email == null ? `keine E-Mail${patient?.phone == null ? '' : `, ${patient.phone}`}` : 'E-Mail';

/** Of a visit whose patient has asked for another time. */
export const askedWords = (requested: EpochMs | null, { now, zone }: Moment): string =>
  requested === null
    ? 'Der Patient bittet um eine andere Zeit'
    : `Wunsch des Patienten: ${shortDateTime(requested, now, zone)}`;
