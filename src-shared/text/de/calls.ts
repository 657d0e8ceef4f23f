import type { CallOutcome } from '../../domain/call-outcome.ts';
import type { EpochMs, TimeProblem, ZoneId } from '../../domain/time.ts';
import type { CallGone, CallItem, CallNoted } from '../../ipc/attention-views.ts';
import type { Moment, NamedPatient } from '../subjects.ts';
import { attentionText, sinceWords } from './attention.ts';
import { OUTCOME, words } from './requests.ts';
import { dayWord, formatTime, shortDate } from './times.ts';
import { visitLine, whoWords } from './visit.ts';

/** Every sentence of the Call list. */
export const callsText = {
  title: words.calls,
  loading: 'Anrufe werden geladen …',
  empty: 'Niemand muss angerufen werden.',
  emptyBody: 'Hier stünden Patienten, die weder per E-Mail noch im Portal zu erreichen sind.',
  /** What is noted here stays here. */
  ofThisDesk:
    'Die Anrufe dieses Arbeitsplatzes: Was hier notiert wird, erscheint an anderen Arbeitsplätzen nicht.',
  later: 'Später erneut versuchen',
  called: 'Angerufen',
  accepted: 'Angenommen',
  declined: 'Abgelehnt',
  noAnswer: 'Nicht erreicht',
  leftMessage: 'Nachricht hinterlassen',
  tryAgain: 'Erneut versuchen um …',
  againDate: 'Datum',
  againTime: 'Uhrzeit',
  againSave: 'Dann erneut versuchen',
  againDrop: 'Zurück',
  attempts: 'Was bisher dabei herauskam',
  offList: 'Von der Liste nehmen',
  note: 'Notiz (optional)',
  openRequest: attentionText.openRequest,
  script: attentionText.script,
  voicemail: 'Was als Nachricht zu hinterlassen ist',
  noPhone: 'Keine Telefonnummer hinterlegt',
  why: {
    'no-email':
      'Keine E-Mail-Adresse hinterlegt: Teilen Sie dem Patienten telefonisch mit, was entschieden wurde.',
    'no-portal-access':
      'Kein Zugang zum Portal: Der Patient kann dort nicht auf den Vorschlag antworten. Fragen Sie ihn am Telefon nach der Antwort.',
    'not-written-to':
      'Der Patient ist verstorben, oder dieser Datensatz soll so nicht verwendet werden: Es wurde keine E-Mail gesendet. Prüfen Sie, ob jemand zu benachrichtigen ist.',
  },
  done: 'Notiert: angerufen.',
  dismissed: 'Von der Liste genommen.',
  messageLeft: 'Eine Nachricht wurde hinterlassen: Der Patient ruft vielleicht zurück.',
} satisfies Record<string, unknown> & { why: Record<CallItem['why'], string> };

export const CALL_OUTCOME: Readonly<Record<CallOutcome, string>> = {
  'no-answer': callsText.noAnswer,
  'left-message': callsText.leftMessage,
  'try-again': 'Bittet um späteren Anruf',
};

/** Why a time typed for the next attempt is none. */
export const AGAIN_PROBLEM: Readonly<Record<TimeProblem, string>> = {
  'bad-date': 'Geben Sie ein Datum ein.',
  'bad-time': 'Geben Sie eine Uhrzeit ein.',
  'time-does-not-exist': 'Diese Uhrzeit wird bei der Zeitumstellung übersprungen: Wählen Sie eine andere.',
};

/** Whom a call names, with the visit it tells of. */
export const namedInCall = ({ patientName, patient }: CallItem): NamedPatient => ({
  patientName,
  birthDate: patient?.birthDate ?? null,
});

/** The accessible name of a call: "Anruf: Ann Smith, geb. 3. März 1980, Di., 24. Nov., 09:00, Dr. Adams". */
export const callName = (call: CallItem, moment: Moment): string =>
  `Anruf: ${whoWords(namedInCall(call), call.visit, moment)}`;

/** Read out once a call is noted: whose it was. */
export const calledSentence = (call: CallItem, moment: Moment): string =>
  `${callsText.done} ${whoWords(namedInCall(call), call.visit, moment)}`;

/** "Von der Liste genommen. Ann Smith, geb. 3. März 1980, …". */
export const dismissedSentence = (call: CallItem, moment: Moment): string =>
  `${callsText.dismissed} ${whoWords(namedInCall(call), call.visit, moment)}`;

/** "Nicht erreicht: Ann Smith". What can be taken back is said so. */
export const notedSentence = (call: CallItem, outcome: CallOutcome | 'told'): string =>
  `${outcome === 'told' ? callsText.called : CALL_OUTCOME[outcome]}: ${call.patientName}`;

/** "Erneut heute, 12:45"; where there is no time for that, that it stays to be made. */
export const againWords = (again: CallNoted['again'], now: EpochMs, zone: ZoneId): string =>
  again === null ? 'Bleibt jetzt zu erledigen' : `Erneut ${dayAndTime(again, now, zone)}`;

/** "Vor dieser Zeit mitteilen: heute, 14:00.". */
export const tellBySentence = (tellBy: EpochMs, now: EpochMs, zone: ZoneId): string =>
  `Vor dieser Zeit mitteilen: ${dayAndTime(tellBy, now, zone)}.`;

/** "Nicht erreicht · heute, 10:42 · Robin Field · im Urlaub". */
export const attemptLine = (
  { outcome, at, userName, note }: CallItem['attempts'][number],
  now: EpochMs,
  zone: ZoneId,
): string =>
  [CALL_OUTCOME[outcome], sinceWords(at, now, zone), userName, note]
    .filter((part) => part !== '')
    .join(' · ');

/** Why there is nothing to tell any more, and what is so now. */
export function goneSentence(gone: CallGone, call: CallItem, moment: Moment): string {
  switch (gone.why) {
    case 'over':
      return 'Die Zeit des Termins ist vorbei: Es gibt nichts mehr mitzuteilen.';
    case 'decided-since':
      return 'Inzwischen wurde etwas anderes entschieden: Was zu sagen war, gilt nicht mehr.';
    case 'request':
      return `${requestGone(gone)} Es gibt nichts mehr mitzuteilen.`;
    case 'visit':
      return `${visitGone(gone.now, namedInCall(call), moment)} Was zu sagen war, gilt nicht mehr.`;
  }
}

function requestGone({ outcome, mark }: Extract<CallGone, { why: 'request' }>): string {
  if (outcome !== null) return `Die Anfrage ist geschlossen: ${OUTCOME[outcome]}.`;
  switch (mark) {
    case 'declined':
      return 'Der Patient hat die vorgeschlagene Zeit abgelehnt.';
    case 'own-time':
      return 'Der Patient hat stattdessen um eine andere Zeit gebeten.';
    case 'no-answer':
      return 'Der Vorschlag ist ohne Antwort abgelaufen.';
    case 'proposal-withdrawn':
      return 'Der Vorschlag wurde zurückgezogen.';
    case 'offer-taken':
      return 'Jemand anders hat die Zeit angenommen.';
    default:
      return 'Die Anfrage wartet nicht mehr auf eine Antwort.';
  }
}

function visitGone(
  now: Extract<CallGone, { why: 'visit' }>['now'],
  named: NamedPatient,
  moment: Moment,
): string {
  if (now === null) return 'Der Termin steht nicht mehr im Kalender.';
  if (now.status === 'cancelled') return 'Der Termin ist inzwischen abgesagt.';
  return `Der Termin hat sich inzwischen geändert: ${visitLine(now, named, moment)}.`;
}

function dayAndTime(at: EpochMs, now: EpochMs, zone: ZoneId): string {
  return `${dayWord(at, now, zone) ?? shortDate(at, now, zone)}, ${formatTime(at, zone)}`;
}
