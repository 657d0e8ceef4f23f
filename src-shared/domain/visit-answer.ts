import { z } from 'zod';
import type { Infer } from '../infer.ts';
import type { Moment } from './origin.ts';
import {
  answerCode,
  answeredBy,
  namesAnotherTime,
  type PortalAnswer,
  type Proposed,
} from './portal-answer.ts';
import { instant } from './values.ts';

/** An answer to a visit that is booked, which a person has to see: nothing follows from it by itself. */
export const visitAnswer = z.object({
  /** `staff`: somebody of a practice, or a program; `another`: nobody can tell that they act for the patient. */
  who: z.enum(['patient', 'acting', 'staff', 'another']),
  by: z.string().nullable(),
  answer: answerCode,
  /** The words written with it; `''` when there are none. */
  comment: z.string(),
  /** A time it names in place of the visit's. */
  suggested: z.object({ start: instant.nullable(), end: instant.nullable() }).nullable(),
});
export type VisitAnswer = Infer<typeof visitAnswer>;

/** An answer with what tells who gave it from others, as the portal names them; null when nobody is named. */
interface Given extends PortalAnswer {
  readonly actor: string | null;
}

/**
 * The answers to a visit that is booked of which a person has to know: the last of each who answered, unless it agrees to the visit and
 * says nothing else, or says that nothing is decided yet. Where the patient in person agrees, that settles what was said before for
 * them.
 *
 * @param answers the latest last.
 */
export function answersToSee<A extends Given>(answers: readonly A[], visit: Proposed): A[] {
  const last = new Map(answers.map((given) => [given.actor, given]));
  const agreed = answers.findLastIndex(
    (given) =>
      last.get(given.actor) === given &&
      given.by?.kind === 'patient' &&
      given.by.patientId === visit.patientId &&
      given.answer === 'accepted' &&
      saysNothingElse(given, visit),
  );
  return answers.filter(
    (given, index) =>
      last.get(given.actor) === given &&
      !(saysNothingElse(given, visit) && AGREES.includes(given.answer)) &&
      (index > agreed || given.by?.kind === 'staff'),
  );
}

/**
 * Whether a person has to know of an answer to a time that was given back before it could be read. A plain no agrees with that, and a provider's yes is
 * no patient's; whoever else says yes may come at that time.
 */
export function isToKnowAfterEnd(given: PortalAnswer, visit: Proposed): boolean {
  if (!saysNothingElse(given, visit)) return true;
  if (given.answer === 'accepted') return given.by?.kind !== 'staff';
  return given.answer !== 'declined' && given.answer !== 'needs-action';
}

/** What asks nothing of anybody. */
const AGREES: readonly string[] = ['accepted', 'needs-action'];

const saysNothingElse = (given: PortalAnswer, visit: Proposed): boolean =>
  given.comment.trim() === '' && !namesAnotherTime(given, visit);

/** As it is told at this moment. */
export function toldAnswer(given: PortalAnswer, visit: Proposed, moment: Moment): VisitAnswer {
  const { answer, by, comment, start, end } = given;
  return {
    who: by?.kind === 'staff' ? 'staff' : answeredBy(given, visit, moment),
    by: by?.name ?? null,
    answer,
    comment,
    suggested: namesAnotherTime(given, visit) ? { start, end } : null,
  };
}
