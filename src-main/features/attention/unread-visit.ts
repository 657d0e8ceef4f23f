import { type Claim, conflictsWith, isBlocking } from '../../../src-shared/domain/conflicts.ts';
import type { UnreadVisit } from '../../../src-shared/ipc/attention-views.ts';
import type { Db } from '../../db/db.ts';
import {
  appointmentsNear,
  findAppointment,
  localIdOfPortalAppointment,
} from '../../db/queries/appointments.ts';
import { busyTimesTaken } from '../../db/queries/busy-times.ts';
import { findPractitioner } from '../../db/queries/people.ts';
import { readParticipants } from '../../sync/fhir/read-participants.ts';
import { patientsNamed } from '../../sync/patients-named.ts';
import { MOST_NAMED, standingViews } from './taken-by.ts';

/** Nobody's visit: it may be on a bench, in a room, with a device. */
const NOBODY = ['Location', 'Device', 'HealthcareService'];

/**
 * What can be told of an Appointment that cannot be shown, as it came: whose it is, when, with whom, and what stands at its time with
 * those who are certain to have it. Null where it takes no time.
 */
export function unreadVisit(db: Db, portalId: string, body: unknown): UnreadVisit | null {
  const taken = busyTimesTaken(db, portalId);
  const [first] = taken;
  if (first === undefined) return null;
  const named = readParticipants(body);
  const certain = taken.flatMap(({ practitionerId }) => practitionerId ?? []);
  const providers =
    certain.length > 0
      ? certain.flatMap(
          (id) => findPractitioner(db, id)?.name || named.find((one) => one.id === id)?.name || [],
        )
      : named.flatMap(({ type, name }) =>
          type === 'Patient' || NOBODY.includes(type ?? '') ? [] : (name ?? []),
        );
  const localId = localIdOfPortalAppointment(db, portalId);
  const before = localId === null ? null : findAppointment(db, localId);
  const stands =
    before !== null && isBlocking(before) && (before.start !== first.start || before.end !== first.end);
  const own = [...taken.map(({ id }) => id), localId ?? ''];
  const met = certain.flatMap((practitionerId) => {
    const claim: Claim = { start: first.start, end: first.end, practitionerId, patientId: null };
    return conflictsWith(claim, appointmentsNear(db, { from: first.start, to: first.end }, claim), own);
  });
  return {
    patients: patientsNamed(db, body),
    providers,
    isCertain: certain.length > 0,
    start: first.start,
    end: first.end,
    meets: standingViews(db, met.slice(0, MOST_NAMED)),
    earlier: stands ? { start: before.start, end: before.end } : null,
  };
}
