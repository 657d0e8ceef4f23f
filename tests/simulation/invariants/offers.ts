import { qb } from '../../../src-main/db/db.ts';
import { appointmentFromRow } from '../../../src-main/db/queries/appointments.ts';
import { conflictsWith, isBlocking } from '../../../src-shared/domain/conflicts.ts';
import { givenTo } from '../../../src-shared/domain/shared-offer.ts';
import type { Evidence } from './evidence.ts';

/**
 * Of a time that several were offered one patient at most has it, and once one has it nobody else is kept waiting. Whom somebody has
 * moved there is another matter. In a portal that was put back nobody can tell any more who was first.
 */
export function oneOfEachOffer({ desks, restored, portal: { placedBy } }: Evidence): string[] {
  const [first] = desks;
  if (first === undefined || restored) return [];
  const visits = first
    .db()
    .all(qb.selectFrom('appointment').selectAll().where('shared_offer', 'is not', null).orderBy('id'))
    .map((row) => ({ ...appointmentFromRow(row), portalId: row.portal_id ?? '' }));
  const proposing = new Set(
    desks.flatMap(({ db }) =>
      db()
        .all(qb.selectFrom('outbox').select(['id', 'command_json']))
        .flatMap(({ id, command_json }) => (command_json.includes('"propose"') ? [id] : [])),
    ),
  );
  const taken = visits.filter(
    (one) => isBlocking(one) && one.status !== 'tentative' && proposing.has(placedBy.get(one.portalId) ?? ''),
  );
  const twice = taken.flatMap((one, index) =>
    conflictsWith({ ...one, patientId: null }, taken.slice(index + 1))
      .filter(({ sharedOffer }) => sharedOffer === one.sharedOffer)
      .map((other) => `the offer ${one.sharedOffer} is booked twice: ${one.id} and ${other.id}`),
  );
  const waiting = visits.filter((one) => one.status === 'tentative' && givenTo(one, visits) !== null);
  return [
    ...twice,
    ...waiting.map((one) => `the offer ${one.sharedOffer} is another's, and ${one.id} still waits`),
  ];
}
