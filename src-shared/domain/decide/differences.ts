import type { Appointment } from '../appointment.ts';
import type { Interval } from '../conflicts.ts';
import type { Command } from '../decision.ts';
import type { Facts } from '../facts.ts';
import { plainDateOf } from '../time.ts';
import type { Case } from './outcome.ts';

/**
 * The rules in which a decision that answers a request (`answers`) differs from one that is made on the schedule itself (`null`). All
 * others are the same.
 */

/**
 * Whether a time is past. One that answers a request has still to begin. On the schedule it must not have ended yet, for a patient
 * who walks in or comes late; and a visit that keeps its start can be changed at any time, also while it is under way: it may take
 * longer, or somebody else may have to see the patient.
 */
export function isPast(target: Interval, { appointment, answers, facts }: Placing): boolean {
  if (answers !== null) return target.start < facts.now;
  return target.start !== appointment?.start && target.end <= facts.now;
}

/**
 * Whether a change has to say why. A patient who asked to move need not be told a reason for the time that they are given; nor for one
 * that several are offered, because it suits what they asked for.
 */
export const needsReason = (
  command: Extract<Command, { type: 'approve' | 'update' | 'propose' | 'book' }>,
  { answers }: Placing,
): boolean =>
  command.type === 'propose' ? command.shared === undefined : command.type === 'update' && answers === null;

/**
 * The status of a visit that has been moved. A request is answered with a booked one. On the schedule, whoever has checked in is
 * still here when the visit begins later that day, but not on another one.
 */
export function statusAfterMove(
  target: Interval,
  { appointment, answers, facts }: Case,
): Appointment['status'] {
  const { zone } = facts.rules.practice;
  const sameDay = plainDateOf(target.start, zone) === plainDateOf(appointment.start, zone);
  return answers === null && sameDay ? appointment.status : 'booked';
}

/** What is the same visit, and so not in its way: itself, and the Tentatives of the request answered; on the schedule, of any. */
export function ownIds({ appointment, answers, facts }: Placing): string[] {
  if (appointment === null) return [];
  const own =
    answers === null
      ? facts.nearby.filter((other) => other.originalId === appointment.id)
      : answers.tentatives;
  return [appointment.id, ...own.map(({ id }) => id)];
}

/** What finds a place for a visit: of a booking there is none yet. */
export type Placing = Pick<Facts, 'appointment' | 'answers'> & { readonly facts: Facts };
