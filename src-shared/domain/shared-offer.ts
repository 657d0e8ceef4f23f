import type { Appointment } from './appointment.ts';
import { isBlocking, overlaps } from './conflicts.ts';
import type { Command } from './decision.ts';
import type { EpochMs } from './time.ts';

/** One time that is offered to several patients: each has a proposal of their own, and the first to accept gets it. */

/** What counts of a visit, or a proposal, here. */
export type Sharing = Pick<Appointment, 'id' | 'start' | 'end' | 'status' | 'sharedOffer'>;

/**
 * Whether both stand at one time by one offer, of which one at most comes about: neither is in the other's way. A visit that
 * somebody has accepted is not in the way of the proposals that are still to be withdrawn; two that were both booked are.
 */
export const areOneOffer = (one: Sharing, other: Sharing): boolean =>
  isSameOffer(one, other) && (one.status === 'tentative' || other.status === 'tentative');

const isSameOffer = (one: Sharing, other: Sharing): boolean =>
  one.sharedOffer !== undefined && one.sharedOffer === other.sharedOffer;

/**
 * The visit to which the time of a proposal has been given, of all that stand in its offer; `null` while nobody has it. One that was
 * cancelled since, or has moved to another time, has it no more.
 */
export const givenTo = <T extends Sharing>(proposal: Sharing, offer: readonly T[]): T | null =>
  offer.find(
    (other) =>
      other.id !== proposal.id &&
      isSameOffer(proposal, other) &&
      isBlocking(other) &&
      other.status !== 'tentative' &&
      overlaps(proposal, other),
  ) ?? null;

/**
 * Of those near a time that a command offers this patient, the ids of the proposals that share it: they are not in its way. One of the
 * patient's own is: nobody is to be told that somebody else was first where that was they themselves.
 */
export const sharersOf = (
  command: Command,
  nearby: readonly (Sharing & Pick<Appointment, 'patientId'>)[],
  patientId: string | null,
): string[] =>
  command.type === 'propose' && command.shared !== undefined
    ? nearby.flatMap((one) =>
        one.status === 'tentative' &&
        one.sharedOffer === command.shared?.offer &&
        (patientId === null || one.patientId !== patientId)
          ? [one.id]
          : [],
      )
    : [];

/** A patient's yes to a time that several were offered. `at`: when the portal recorded it; 0 where that cannot be read. */
export interface Acceptance {
  readonly at: EpochMs;
}

/**
 * Who gets the time, of those who have accepted it: the one whose yes the portal recorded first, whenever it arrived here. Where two
 * bear one instant, or one has none that can be read, nobody can tell: `together` are those among whom a person has to decide.
 * `null` where nobody has accepted.
 */
export function firstOf<A extends Acceptance>(
  accepted: readonly A[],
): { readonly first: A } | { readonly together: readonly A[] } | null {
  const [first, ...others] = accepted.toSorted((a, b) => a.at - b.at);
  if (first === undefined) return null;
  if (first.at === 0 && others.length > 0) return { together: accepted };
  const together = others.filter(({ at }) => at === first.at);
  return together.length === 0 ? { first } : { together: [first, ...together] };
}
