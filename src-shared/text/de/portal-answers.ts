import type { Interval } from '../../domain/conflicts.ts';
import type { Obstacle } from '../../domain/obstacle.ts';
import type { AnswerCode } from '../../domain/portal-answer.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { VisitAnswer } from '../../domain/visit-answer.ts';
import type { Moment, Telling } from '../subjects.ts';
import { shortDateTime, shortRange } from './times.ts';

/** What somebody did about a proposal, as it follows a name and a colon: "Ana Flores: angenommen". */
export const ANSWERED: Readonly<Record<AnswerCode, string>> = {
  accepted: 'angenommen',
  declined: 'abgelehnt',
  tentative: 'unter Vorbehalt angenommen',
  'in-process': 'noch in Überlegung',
  completed: 'erledigt',
  'needs-action': 'noch nicht entschieden',
};

interface Answered {
  readonly state: string;
  readonly appointment: { readonly patientName: string };
}

type Unsettled = Extract<Obstacle, { code: 'answered-by-another' | 'answer-to-confirm' }>;

/** An answer that a person has to read: who gave it, what it says, and what to do. A proposal that is over waits for none. */
export function answerSentence(
  given: Unsettled,
  { state, appointment: { patientName } }: Answered,
  moment: Moment,
): string {
  const unknown = given.code === 'answered-by-another';
  const by = given.by ?? (unknown || given.acting ? 'jemand anderem' : patientName);
  if (given.notTaken) return notTakenSentence(given, by, patientName, moment);
  const proposal = given.late === undefined ? 'den Vorschlag' : LATE[given.late];
  const what =
    given.to === null ? proposal : shortRange(given.to.start, given.to.end, moment.now, moment.zone);
  const isPlain = given.comment === '' && given.suggested === null;
  const isWaiting = state === 'awaiting-patient' && given.late === undefined;
  if (isWaiting && given.to !== null && !unknown && given.answer === 'declined' && isPlain)
    return `Antwort im Portal auf ${what}, von ${by}: ${ANSWERED.declined}. Die anderen Zeiten warten auf eine Antwort`;
  const whose = unknown
    ? ` (nicht als Vertretung von ${patientName} bekannt)`
    : given.acting
      ? ` für ${patientName}`
      : '';
  const did = `Antwort im Portal auf ${what}, von ${by}${whose}: ${ANSWERED[given.answer]}`;
  const more = said(given, moment);
  if (!isWaiting) {
    const since =
      given.late === undefined ? 'Der Vorschlag ist abgelaufen' : 'Der Vorschlag wartete nicht mehr';
    return `${did}. ${since}: Es wurde nichts getan.${more} Fragen Sie ${patientName}, und entscheiden Sie neu`;
  }
  if (unknown)
    return `${did}. Es wurde nichts getan.${more} Fragen Sie ${patientName}, und tragen Sie die Antwort ein`;
  return `${did}. Von selbst geschieht nichts.${more} Tragen Sie die Antwort ein, oder entscheiden Sie anders, sobald es sicher ist`;
}

/** How a proposal is called that does not wait any more. */
const LATE = { replaced: 'den früheren Vorschlag', over: 'den Vorschlag' } as const;

/** The patient asks for a time of their own, and the practice wants to be called about such. */
function notTakenSentence(given: Unsettled, by: string, patientName: string, moment: Moment): string {
  const time = given.suggested && suggestedTime(given.suggested, moment);
  const words = said({ comment: given.comment, suggested: null }, moment);
  return `Andere Zeit im Portal gewünscht, von ${by}: ${time ?? ''}.${words} Die Praxis nimmt solche Zeiten dort nicht an: Von selbst geschieht nichts. Rufen Sie ${patientName} an, und tragen Sie die Antwort ein, oder entscheiden Sie anders`;
}

/** Of longer words a row shows the beginning; the record has them all. */
const MOST_SHOWN = 300;

/** An answer to a visit that is booked: "Antwort im Portal auf den Termin, von Ana Flores: abgelehnt. „In der Woche bin ich verreist.“" */
export function visitAnswerSentence(given: VisitAnswer, patientName: string, moment: Moment): string {
  const by = given.by ?? (given.who === 'patient' ? patientName : 'jemand anderem');
  return `Antwort im Portal auf den Termin, von ${by}${WHOSE[given.who](patientName)}: ${ANSWERED[given.answer]}.${said(given, moment)}${given.who === 'another' ? ` Fragen Sie ${patientName}.` : ''}`;
}

/** An answer to a time that had been given back: "Antwort im Portal auf Mo., 30. Nov., 9:00–9:30 Uhr, von Ana Flores: angenommen. Diese Zeit war schon freigegeben: Es wurde nichts getan." */
export function lateAnswerSentence(
  given: VisitAnswer,
  { patientName, visit }: { readonly patientName: string; readonly visit: Interval | null },
  moment: Moment,
): string {
  const by = given.by ?? (given.who === 'patient' ? patientName : 'jemand anderem');
  const time = visit === null ? 'den Vorschlag' : shortRange(visit.start, visit.end, moment.now, moment.zone);
  return `Antwort im Portal auf ${time}, von ${by}${WHOSE[given.who](patientName)}: ${ANSWERED[given.answer]}. Diese Zeit war schon freigegeben: Es wurde nichts getan.${said(given, moment)}${given.who === 'another' ? ` Fragen Sie ${patientName}.` : ''}`;
}

/** Whose word that is. */
const WHOSE: Readonly<Record<VisitAnswer['who'], (patientName: string) => string>> = {
  patient: () => '',
  acting: (patientName) => ` für ${patientName}`,
  staff: (patientName) => ` (nicht von ${patientName} selbst)`,
  another: (patientName) => ` (nicht als Vertretung von ${patientName} bekannt)`,
};

function said({ comment, suggested }: Pick<Unsettled, 'comment' | 'suggested'>, moment: Moment): string {
  const words = comment.replace(/\s+/g, ' ').trim();
  const shown = [...words].length > MOST_SHOWN ? `${[...words].slice(0, MOST_SHOWN).join('')}…` : words;
  const time = suggested === null ? null : suggestedTime(suggested, moment);
  return `${time === null ? '' : ` Stattdessen vorgeschlagen: ${time}.`}${shown === '' ? '' : ` „${shown}“`}`;
}

/** A time of which one end may not be named; `null` where neither is. */
export function suggestedTime(
  { start, end }: { readonly start: EpochMs | null; readonly end: EpochMs | null },
  { now, zone }: Telling,
): string | null {
  if (start !== null && end !== null && start <= end) return shortRange(start, end, now, zone);
  const parts = [
    start === null ? [] : [`ab ${shortDateTime(start, now, zone)}`],
    end === null ? [] : [`bis ${shortDateTime(end, now, zone)}`],
  ].flat();
  return parts.length === 0 ? null : parts.join(' ');
}
