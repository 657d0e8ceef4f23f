import { qb } from '../../src-main/db/db.ts';
import { appointmentFromRow } from '../../src-main/db/queries/appointments.ts';
import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { conflictsWith, isBlocking } from '../../src-shared/domain/conflicts.ts';
import { areOneOffer } from '../../src-shared/domain/shared-offer.ts';
import type { Seat } from './receptionist.ts';

/** The appointments that take a provider's time, as a desk shows them, and which of them take the same. */
export interface Overlaps {
  /** Each with its place. */
  readonly standing: ReadonlySet<string>;
  /** Pairs of different patients, each with both their places; not those who are offered one time, of whom one at most gets it. */
  readonly pairs: ReadonlyMap<string, readonly [string, string]>;
}

const place = ({ id, start, end, practitionerId }: Appointment): string =>
  [id, start, end, practitionerId].join(' ');

export function overlapsAt(desk: Pick<Seat, 'db'>): Overlaps {
  const blocking = desk
    .db()
    .all(qb.selectFrom('appointment').selectAll().orderBy('id'))
    .map(appointmentFromRow)
    .filter(isBlocking);
  const pairs = new Map<string, readonly [string, string]>();
  for (const [index, one] of blocking.entries())
    for (const other of conflictsWith({ ...one, patientId: null }, blocking.slice(index + 1)))
      if (one.patientId !== other.patientId && !areOneOffer(one, other))
        pairs.set(`${place(one)} | ${place(other)}`, [place(one), place(other)]);
  return { standing: new Set(blocking.map(place)), pairs };
}

/**
 * Those in which one of these appointments was given a time at which another stood already, and still stands. Others may have been read
 * from the portal meanwhile.
 */
export function newOverlaps(before: Overlaps, now: Overlaps, given: readonly string[]): string[] {
  const isGiven = (one: string): boolean => given.some((id) => one.startsWith(`${id} `));
  return [...now.pairs]
    .filter(
      ([pair, [one, other]]) =>
        !before.pairs.has(pair) &&
        ((isGiven(one) && !before.standing.has(one) && before.standing.has(other)) ||
          (isGiven(other) && !before.standing.has(other) && before.standing.has(one))),
    )
    .map(([pair]) => pair);
}
