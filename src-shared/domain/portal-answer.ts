import { z } from 'zod';
import type { Infer } from '../infer.ts';
import type { Interval } from './conflicts.ts';
import { type Moment, type Named, speaksFor } from './origin.ts';
import type { EpochMs } from './time.ts';
import { readableInstant } from './values.ts';

/** What may be said of a proposal (https://hl7.org/fhir/R4/valueset-participationstatus.html); an answer entered in error says nothing. */
export const answerCode = z.enum([
  'accepted',
  'declined',
  'tentative',
  'in-process',
  'completed',
  'needs-action',
]);
export type AnswerCode = Infer<typeof answerCode>;

/** An answer to a proposal, as it stands in the portal (https://hl7.org/fhir/R4/appointmentresponse.html). */
export interface PortalAnswer {
  readonly answer: AnswerCode;
  /** `null` when nobody is named. */
  readonly by: Named | null;
  /** Shown as plain text only; `''` when there is none. */
  readonly comment: string;
  /** Where it names a time; that need not be another than the proposed one. */
  readonly start: EpochMs | null;
  readonly end: EpochMs | null;
}

/** What was proposed, and to whom. */
export interface Proposed extends Interval {
  readonly patientId: string | null;
}

/** `another`: nobody can tell that they act for the patient. */
export type AnsweredBy = 'patient' | 'acting' | 'another';

export function answeredBy(
  { by }: Pick<PortalAnswer, 'by'>,
  { patientId }: Pick<Proposed, 'patientId'>,
  moment: Moment,
): AnsweredBy {
  if (by === null || patientId === null || !speaksFor(by, patientId, moment)) return 'another';
  return by.kind === 'patient' ? 'patient' : 'acting';
}

/** One of the times that were proposed together, with what was answered to it, the latest last. */
export interface Offered extends Proposed {
  readonly answers: readonly (PortalAnswer & {
    /** When it was given. */
    readonly at: EpochMs;
  })[];
  /** Whether its time is still held. */
  readonly stands: boolean;
}

/** What the answers to a proposal decide, and to which of its times. */
export type Deciding<T> =
  | { readonly answer: 'accepted' | 'declined'; readonly time: T }
  /** None of the times, but one of the patient's own. `comment`: what they wrote with it. */
  | {
      readonly answer: 'own-time';
      readonly time: T;
      readonly requested: Interval;
      readonly comment: string;
    };

/**
 * What the answers to a proposal decide without a person. To each time the last word of the patient in person
 * counts, where it says yes or no to it and nothing else. Of several accepted times the one that was accepted first is theirs, as it
 * would be had the other yes come later; they are declined once all that still stand are. `null` where nothing is decided.
 *
 * A time of the patient's own comes with a no to each. Where they have said yes to one as well, only a yes after it is certain to be what
 * they want; so it is where they name two.
 */
export function decidingAnswer<T extends Offered>(times: readonly T[], moment: Moment): Deciding<T> | null {
  const standing = times.filter(({ stands }) => stands);
  const asked = standing.length > 0 ? standing : times;
  const heard = asked.map((time) => ({
    time,
    words: time.answers
      .filter((given) => answeredBy(given, time, moment) === 'patient')
      .map((given) => ({
        at: given.at,
        answer: plainAnswer(given, time),
        own: ownTime(given, time, asked),
      })),
  }));
  const ever = heard.flatMap(({ words }) => words);
  const last = heard.map(({ time, words }) => ({ time, ...lastOf(words) }));
  const [accepted] = last.filter(({ answer }) => answer === 'accepted').sort((a, b) => a.at - b.at);
  if (accepted !== undefined) {
    const isCrossed = ever.some(({ own, at }) => own !== null && at >= accepted.at);
    return isCrossed ? null : { answer: 'accepted', time: accepted.time };
  }
  const [first] = last;
  if (first === undefined || !last.every(({ answer, own }) => answer === 'declined' || own !== null))
    return null;
  const [one, ...others] = last.flatMap(({ time, own }) => (own === null ? [] : [{ time, ...own }]));
  if (one === undefined) return { answer: 'declined', time: first.time };
  const { time, start, end } = one;
  const isOne = others.every((other) => other.start === start && other.end === end);
  if (!isOne || ever.some(({ answer }) => answer === 'accepted')) return null;
  const comments = new Set([one, ...others].flatMap(({ comment }) => (comment === '' ? [] : [comment])));
  return { answer: 'own-time', time, requested: { start, end }, comment: [...comments].join('\n\n') };
}

interface Word {
  readonly at: EpochMs;
  readonly answer: ReturnType<typeof plainAnswer>;
  readonly own: ReturnType<typeof ownTime>;
}

/** Of two that say different things in the same instant, as with a server that counts seconds or gives none, nobody can tell which is the last. */
function lastOf(words: readonly Word[]): Word {
  const last = words.at(-1);
  if (last === undefined) return { at: 0, answer: null, own: null };
  const isSame = ({ answer, own }: Word): boolean =>
    answer === last.answer && own?.start === last.own?.start && own?.end === last.own?.end;
  const isCertain = words.every((word) => word.at !== last.at || isSame(word));
  return isCertain ? last : { at: last.at, answer: null, own: null };
}

/**
 * The time that a no to a proposed time names instead, with the words beside it; without an end it is as long as that. `null` where it names
 * none: not when it would begin, none that there is, or one of those that are proposed.
 *
 * @param offered all that are proposed together.
 */
function ownTime(
  { answer, comment, start, end }: Omit<PortalAnswer, 'by'>,
  proposed: Interval,
  offered: readonly Interval[],
): (Interval & { readonly comment: string }) | null {
  if (answer !== 'declined' || start === null || offered.some((one) => one.start === start)) return null;
  const until = end ?? start + (proposed.end - proposed.start);
  const isTime = until > start && [start, until].every((at) => readableInstant.safeParse(at).success);
  return isTime ? { start, end: until, comment: comment.trim() } : null;
}

/** Yes or no to the proposed time; `null` where it leaves something to be understood. */
export function plainAnswer(
  given: Omit<PortalAnswer, 'by'>,
  proposed: Interval,
): 'accepted' | 'declined' | null {
  if (given.comment.trim() !== '' || namesAnotherTime(given, proposed)) return null;
  return given.answer === 'accepted' || given.answer === 'declined' ? given.answer : null;
}

/** Whether it suggests a time that was not proposed. */
export const namesAnotherTime = (
  { start, end }: Pick<PortalAnswer, 'start' | 'end'>,
  proposed: Interval,
): boolean => (start !== null && start !== proposed.start) || (end !== null && end !== proposed.end);
