import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { COMMAND_SYSTEM, REMINDER_CODE, REMINDER_SYSTEM, RESOURCE_SYSTEM } from './codes.ts';
import { formatInstant, parseInstant } from './instant.ts';
import { isObject, type JsonObject, objectsOf } from './json.ts';
import { readEnvelope } from './read-envelope.ts';
import { stamped } from './stamp.ts';

/** A visit whose patient is to be reminded, as the portal names both. */
export interface ClaimedVisit {
  readonly appointmentId: string;
  readonly patientId: string;
  readonly start: EpochMs;
}

/** One reminder a visit and start: moved, it is another. */
const keyOf = ({ appointmentId, start }: ClaimedVisit): string => `${appointmentId}/${formatInstant(start)}`;

/**
 * The transaction that claims a reminder: a `Communication` (https://hl7.org/fhir/R4/communication.html), created where there is none about this visit
 * at this time (https://hl7.org/fhir/R4/http.html#ccreate). Whose claim stands there sends it.
 */
export function claimTransaction(visit: ClaimedVisit, claim: string): JsonObject {
  const key = keyOf(visit);
  const resource = stamped(
    {
      resourceType: 'Communication',
      status: 'in-progress',
      identifier: [
        { system: REMINDER_SYSTEM, value: key },
        { system: COMMAND_SYSTEM, value: claim },
      ],
      category: [{ coding: [{ system: RESOURCE_SYSTEM, code: REMINDER_CODE }] }],
      subject: { reference: `Patient/${visit.patientId}` },
      about: [{ reference: `Appointment/${visit.appointmentId}` }],
    },
    claim,
  );
  const request = {
    method: 'POST',
    url: 'Communication',
    ifNoneExist: `identifier=${REMINDER_SYSTEM}|${key}`,
  };
  return { resourceType: 'Bundle', type: 'transaction', entry: [{ resource, request }] };
}

export const claimsSearch = (visit: ClaimedVisit): string =>
  `Communication?identifier=${encodeURIComponent(`${REMINDER_SYSTEM}|${keyOf(visit)}`)}`;

/** Whose claim of a reminder stands: of several, as a server may make that knows no conditional create, the earliest. Null: nobody's. */
export function standingClaim(visit: ClaimedVisit, resources: readonly unknown[]): string | null {
  const key = keyOf(visit);
  const claims = resources.flatMap((resource) => {
    const read = readEnvelope(resource);
    if (!read.ok || read.value.type !== 'Communication' || !isObject(resource)) return [];
    const valuesOf = (system: string) =>
      objectsOf(resource.identifier).flatMap((one) => (one.system === system ? [one.value] : []));
    const [claim] = valuesOf(COMMAND_SYSTEM);
    if (!valuesOf(REMINDER_SYSTEM).includes(key)) return [];
    const { id, lastUpdated } = read.value;
    return [{ at: parseInstant(lastUpdated) ?? 0, id, claim: typeof claim === 'string' ? claim : '' }];
  });
  const [first] = claims.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return first?.claim ?? null;
}
