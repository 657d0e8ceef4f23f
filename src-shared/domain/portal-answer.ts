import { z } from 'zod';
import type { Infer } from '../infer.ts';
import type { Interval } from './conflicts.ts';
import { type Moment, type Named, speaksFor } from './origin.ts';
import type { EpochMs } from './time.ts';

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

/**
 * What the answers to a proposal decide without a person, and to which of its times. To each time the last word of the patient in person
 * counts, where it says yes or no to it and nothing else. Of several accepted times the one that was accepted first is theirs, as it
 * would be had the other yes come later; they are declined once all that still stand are. `null` where nothing is decided.
 */
export function decidingAnswer<T extends Offered>(
  times: readonly T[],
  moment: Moment,
): { readonly answer: 'accepted' | 'declined'; readonly time: T } | null {
  const standing = times.filter(({ stands }) => stands);
  const words = (standing.length > 0 ? standing : times).map((time) => {
    const last = time.answers.findLast((one) => answeredBy(one, time, moment) === 'patient');
    return { time, at: last?.at ?? 0, answer: last === undefined ? null : plainAnswer(last, time) };
  });
  const [accepted] = words.filter(({ answer }) => answer === 'accepted').sort((a, b) => a.at - b.at);
  if (accepted !== undefined) return { answer: 'accepted', time: accepted.time };
  const [first] = words;
  const declined = words.every(({ answer }) => answer === 'declined');
  return first !== undefined && declined ? { answer: 'declined', time: first.time } : null;
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
