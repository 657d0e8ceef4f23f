import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { givenTo } from '../../src-shared/domain/shared-offer.ts';
import type { Db } from '../db/db.ts';
import { portalIdOfAppointment } from '../db/queries/appointments.ts';
import { findPortalCopy, type PortalCopy } from '../db/queries/portal-copies.ts';
import { offeredTogether } from '../db/queries/shared-offers.ts';
import { replacePlan } from '../outbox/entries.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import { readAppointment } from './fhir/read-appointment.ts';

/**
 * Two desks may each hear another patient accept one time. So whoever books it writes, in the same transaction and unchanged, the
 * proposals of all others who were offered it: of two such transactions the portal takes one, as the other is based on versions that
 * are past.
 */

/** The visit that an acceptance of a time offered to several books; `null` of any other decision. */
const acceptedIn = ({ changes }: Pick<OutboxEntry, 'changes'>): Appointment | null =>
  changes.command === 'record-answer' || changes.command === 'patient-answer'
    ? (changes.appointments.find(
        ({ status, sharedOffer }) => status === 'booked' && sharedOffer !== undefined,
      ) ?? null)
    : null;

interface Other {
  readonly visit: Appointment;
  readonly copy: PortalCopy;
}

/** The others of its offer, as the portal last showed them. */
function others(db: Db, accepted: Appointment): Other[] {
  return offeredTogether(db, [accepted]).flatMap((other) => {
    const portalId = other.id === accepted.id ? null : portalIdOfAppointment(db, other.id);
    const copy = portalId === null ? null : findPortalCopy(db, 'Appointment', portalId);
    const read = copy && readAppointment(copy.id, copy.body);
    if (!copy || !read?.ok) return [];
    const { start, end, status } = read.value;
    return [{ visit: { ...other, start, end, status }, copy }];
  });
}

/** Whether, as the portal last showed it, another has the time that this decision books. */
export function isGivenAway(db: Db, entry: Pick<OutboxEntry, 'changes'>): boolean {
  const accepted = acceptedIn(entry);
  return (
    accepted !== null &&
    givenTo(
      accepted,
      others(db, accepted).map(({ visit }) => visit),
    ) !== null
  );
}

/**
 * The decision with what it writes beside itself, as the portal stands now; any other as it is. One that may have left stays as it was
 * sent. In the caller's transaction.
 */
export function withOthersBeside(db: Db, entry: OutboxEntry): OutboxEntry {
  const accepted = acceptedIn(entry);
  if (accepted === null || entry.state !== 'ready') return entry;
  const own = entry.plan.filter(({ beside }) => !beside);
  const written = new Set(own.map(({ localId }) => localId));
  const beside = others(db, accepted).flatMap(({ visit, copy }): WriteStep[] =>
    visit.status !== 'tentative' || written.has(visit.id)
      ? []
      : [
          {
            op: 'put',
            type: 'Appointment',
            localId: visit.id,
            portalId: copy.id,
            basedOn: { version: copy.versionId },
            beside: true,
          },
        ],
  );
  const plan = [...own, ...beside];
  replacePlan(db, entry.id, plan);
  return { ...entry, plan };
}
