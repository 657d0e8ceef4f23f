import type { Appointment } from '../../../src-shared/domain/appointment.ts';
import { type Db, qb } from '../db.ts';
import { idsIn } from '../id-list.ts';
import { prepared } from '../prepared.ts';
import { appointmentFromRow } from './appointments.ts';

/**
 * All that stand, or have stood, in the offers of these visits: proposals to several patients, and what became of them. Themselves
 * among them; none where they were offered to nobody else.
 */
export function offeredTogether(db: Db, visits: readonly Pick<Appointment, 'sharedOffer'>[]): Appointment[] {
  const offers = [...new Set(visits.flatMap(({ sharedOffer }) => sharedOffer ?? []))];
  return offers.length === 0
    ? []
    : db.all(inOffers({ offers: JSON.stringify(offers) })).map(appointmentFromRow);
}

/**
 * How many others may still accept the time of these proposals; nothing where nobody else may.
 *
 * @param offered see `offeredTogether`.
 */
export function sharedWith(
  offered: readonly Appointment[],
  proposalIds: readonly string[],
): { readonly sharedWith?: number } {
  const offers = offered.flatMap(({ id, sharedOffer }) => (proposalIds.includes(id) ? sharedOffer : []));
  const others = offered.filter(
    ({ id, status, sharedOffer }) =>
      status === 'tentative' && !proposalIds.includes(id) && offers.includes(sharedOffer),
  );
  return others.length === 0 ? {} : { sharedWith: others.length };
}

const inOffers = prepared((p: { readonly offers: string }) =>
  qb
    .selectFrom('appointment')
    .selectAll()
    // What the partial index `appointment_by_shared_offer` is made for.
    .where('shared_offer', 'is not', null)
    .where('shared_offer', 'in', idsIn(p.offers))
    .orderBy('id'),
);
