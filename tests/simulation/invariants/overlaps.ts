import { qb } from '../../../src-main/db/db.ts';
import { standingDoubleBookings } from '../../../src-main/db/queries/double-bookings.ts';
import { overlapsAt } from '../overlaps.ts';
import type { Evidence, RestedDesk } from './evidence.ts';

/**
 * Where two decisions have given one provider's time to two patients, whoever made one of them has confirmed that, or is told of it at
 * their desk. In a portal that was put back nobody can tell any more who was first.
 */
export function everyDoubleBookingIsKnown({ desks, portal: { placedBy }, restored }: Evidence): string[] {
  if (restored) return [];
  const deskOf = new Map(desks.flatMap((desk) => decisionsOf(desk).map((id) => [id, desk] as const)));
  const known = new Set(desks.flatMap((desk) => [...confirmedAt(desk).keys(), ...toldAt(desk)]));
  const [first] = desks;
  if (first === undefined || desks.some(({ confirmed }) => confirmed === null)) return [];
  return pairsAt(first).flatMap(({ ids, pair }) => {
    const makers = ids.map((id) => deskOf.get(placedBy.get(id) ?? ''));
    return makers.includes(undefined) || known.has(pair)
      ? []
      : [
          `${makers.map((desk) => desk?.name).join(' and ')} double-booked, and nobody is told of it: ${pair}`,
        ];
  });
}

/**
 * Nobody is told of what they have confirmed themselves, unless that decision fell or was undone, and somebody else has brought it
 * about. Of a decision whose answer nobody heard nobody can tell whether it was that which brought it about.
 */
export function nothingConfirmedIsTold({ desks, restored }: Evidence): string[] {
  if (restored) return [];
  return desks.flatMap((desk) => {
    const told = toldAt(desk);
    const fallen = notStandingAt(desk);
    return [...confirmedAt(desk)]
      .filter(([pair, decision]) => decision !== null && told.has(pair) && !fallen.has(decision))
      .map(([pair]) => `${desk.name} tells of what was confirmed there: ${pair}`);
  });
}

/** Decisions that brought nothing about in the end. */
const notStandingAt = ({ db }: RestedDesk): Set<string> =>
  new Set(
    db()
      .all(qb.selectFrom('outbox').select('id').where('state', 'in', ['conflict', 'undone']))
      .map(({ id }) => id),
  );

const decisionsOf = ({ db }: RestedDesk): string[] =>
  db()
    .all(qb.selectFrom('outbox').select('id'))
    .map(({ id }) => id);

/** A desk's own id of each visit, and the portal's. */
function portalIdsAt({ db }: RestedDesk): (id: string) => string {
  const rows = db().all(qb.selectFrom('appointment').select(['id', 'portal_id']));
  const ids = new Map(rows.map(({ id, portal_id }) => [id, portal_id]));
  return (id) => ids.get(id) ?? id;
}

/** Two visits where they stand, by the portal's ids. */
const nameOf = (one: string, other: string): string => [one, other].sort().join(' | ');

/** `id start end practitioner`, as `overlapsAt` has it. */
function inPortal(place: string, portalId: (id: string) => string): string {
  const [id = '', ...rest] = place.split(' ');
  return [portalId(id), ...rest].join(' ');
}

/** Each with the decision it was for. */
function confirmedAt(desk: RestedDesk): Map<string, string | null> {
  const portalId = portalIdsAt(desk);
  return new Map(
    [...(desk.confirmed ?? [])].map(([pair, decision]) => {
      const [one = '', other = ''] = pair.split(' | ');
      return [nameOf(inPortal(one, portalId), inPortal(other, portalId)), decision];
    }),
  );
}

function toldAt(desk: RestedDesk): Set<string> {
  const portalId = portalIdsAt(desk);
  return new Set(
    standingDoubleBookings(desk.db()).map((row) =>
      nameOf(
        [portalId(row.own_id), row.own_start_ms, row.own_end_ms, row.practitioner_id].join(' '),
        [portalId(row.other_id), row.other_start_ms, row.other_end_ms, row.practitioner_id].join(' '),
      ),
    ),
  );
}

/** The double bookings there are, as a desk shows them; all desks show the same. */
function pairsAt(desk: RestedDesk): { readonly ids: readonly [string, string]; readonly pair: string }[] {
  const portalId = portalIdsAt(desk);
  return [...overlapsAt(desk).pairs.values()].map(([one, other]) => {
    const [first, second] = [inPortal(one, portalId), inPortal(other, portalId)];
    return { ids: [first.split(' ')[0] ?? '', second.split(' ')[0] ?? ''], pair: nameOf(first, second) };
  });
}
