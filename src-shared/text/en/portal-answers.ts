import type { Interval } from '../../domain/conflicts.ts';
import type { Obstacle } from '../../domain/obstacle.ts';
import type { AnswerCode } from '../../domain/portal-answer.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { VisitAnswer } from '../../domain/visit-answer.ts';
import type { Moment, Telling } from '../subjects.ts';
import { shortDateTime, shortRange } from './times.ts';

/** What somebody did about a proposal: "Ana Flores … the proposal". */
export const ANSWERED: Readonly<Record<AnswerCode, string>> = {
  accepted: 'accepted',
  declined: 'declined',
  tentative: 'tentatively accepted',
  'in-process': 'is still thinking about',
  completed: 'has dealt with',
  'needs-action': 'has not decided about',
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
  const by =
    given.by ?? (given.code === 'answered-by-another' || given.acting ? 'Somebody else' : patientName);
  if (given.notTaken) return notTakenSentence(given, by, patientName, moment);
  const proposal = given.late === undefined ? 'the proposal' : LATE[given.late];
  const what =
    given.to === null ? proposal : shortRange(given.to.start, given.to.end, moment.now, moment.zone);
  const did = `${by} ${ANSWERED[given.answer]} ${what} in the portal`;
  const isPlain = given.comment === '' && given.suggested === null;
  const isWaiting = state === 'awaiting-patient' && given.late === undefined;
  if (
    isWaiting &&
    given.to !== null &&
    given.code === 'answer-to-confirm' &&
    given.answer === 'declined' &&
    isPlain
  )
    return `${did}. The other times wait for an answer`;
  const more = said(given, moment);
  if (!isWaiting) {
    const unknown = given.code === 'answered-by-another';
    const whose = unknown
      ? `, who is not known to act for ${patientName}`
      : given.acting
        ? ` for ${patientName}`
        : '';
    const since = given.late === undefined ? 'The proposal has run out' : 'It did not wait any more';
    return `${did}${whose}. ${since}: nothing was done.${more} Ask ${patientName}, and decide again`;
  }
  if (given.code === 'answered-by-another')
    return `${did}, who is not known to act for ${patientName}: nothing was done.${more} Ask ${patientName} and record the answer`;
  const whose = given.acting ? ` for ${patientName}` : '';
  return `${did}${whose}: nothing is done by itself.${more} Record the answer, or decide otherwise, once it is certain`;
}

/** How a proposal is called that does not wait any more. */
const LATE = { replaced: 'the earlier proposal', over: 'the proposal' } as const;

/** The patient asks for a time of their own, and the practice wants to be called about such. */
function notTakenSentence(given: Unsettled, by: string, patientName: string, moment: Moment): string {
  const time = given.suggested && suggestedTime(given.suggested, moment);
  const words = said({ comment: given.comment, suggested: null }, moment);
  return `${by} asks for another time instead, in the portal: ${time ?? ''}.${words} The practice does not take such times there: nothing is done by itself. Call ${patientName}, and record the answer or decide otherwise`;
}

/** Of longer words a row shows the beginning; the record has them all. */
const MOST_SHOWN = 300;

/** An answer to a visit that is booked: "Ana Flores declined the appointment in the portal. “I am away that week.”" */
export function visitAnswerSentence(given: VisitAnswer, patientName: string, moment: Moment): string {
  const by = given.by ?? (given.who === 'patient' ? patientName : 'Somebody else');
  return `${by} ${ANSWERED[given.answer]} the appointment in the portal${WHOSE[given.who](patientName)}.${said(given, moment)}`;
}

/** An answer to a time that had been given back: "Ana Flores accepted Mon, Nov 30, 9:00 AM – 9:30 AM in the portal, when it had been given back." */
export function lateAnswerSentence(
  given: VisitAnswer,
  { patientName, visit }: { readonly patientName: string; readonly visit: Interval | null },
  moment: Moment,
): string {
  const by = given.by ?? (given.who === 'patient' ? patientName : 'Somebody else');
  const time = visit === null ? 'the proposal' : shortRange(visit.start, visit.end, moment.now, moment.zone);
  return `${by} ${ANSWERED[given.answer]} ${time} in the portal${WHOSE[given.who](patientName)}. That time had been given back: nothing was done.${said(given, moment)}`;
}

/** Whose word that is. */
const WHOSE: Readonly<Record<VisitAnswer['who'], (patientName: string) => string>> = {
  patient: () => '',
  acting: (patientName) => ` for ${patientName}`,
  staff: (patientName) => `, which is not the word of ${patientName}`,
  another: (patientName) => `, who is not known to act for ${patientName}: ask ${patientName}`,
};

function said({ comment, suggested }: Pick<Unsettled, 'comment' | 'suggested'>, moment: Moment): string {
  const words = comment.replace(/\s+/g, ' ').trim();
  const shown = [...words].length > MOST_SHOWN ? `${[...words].slice(0, MOST_SHOWN).join('')}…` : words;
  const time = suggested === null ? null : suggestedTime(suggested, moment);
  return `${time === null ? '' : ` Suggested instead: ${time}.`}${shown === '' ? '' : ` “${shown}”`}`;
}

/** A time of which one end may not be named; `null` where neither is. */
export function suggestedTime(
  { start, end }: { readonly start: EpochMs | null; readonly end: EpochMs | null },
  { now, zone }: Telling,
): string | null {
  if (start !== null && end !== null && start <= end) return shortRange(start, end, now, zone);
  const parts = [
    start === null ? [] : [`from ${shortDateTime(start, now, zone)}`],
    end === null ? [] : [`until ${shortDateTime(end, now, zone)}`],
  ].flat();
  return parts.length === 0 ? null : parts.join(' ');
}
