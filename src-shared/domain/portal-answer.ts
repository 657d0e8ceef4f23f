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

/**
 * What the answers to a proposal decide without a person: the last word of the patient in person, where it says yes or no to the
 * proposed time and nothing else. `null` where it does not, or where there is none.
 *
 * @param answers the latest last.
 */
export function decidingAnswer(
  answers: readonly PortalAnswer[],
  proposed: Proposed,
  moment: Moment,
): 'accepted' | 'declined' | null {
  const last = answers.findLast((one) => answeredBy(one, proposed, moment) === 'patient');
  return last === undefined ? null : plainAnswer(last, proposed);
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
