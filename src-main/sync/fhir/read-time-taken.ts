import type { Interval } from '../../../src-shared/domain/conflicts.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { instantNamed } from './instant.ts';
import { isObject, objectsOf } from './json.ts';
import { isModified, modifierIn } from './modifiers.ts';
import { attends, endOf } from './participation.ts';
import {
  mayBeProvider,
  namesProvider,
  type ProviderActor,
  providerActor,
  slotIdsOf,
} from './provider-actor.ts';
import { parseReference, referencedId } from './references.ts';

/** What can be told of the time an Appointment takes, whatever else of it cannot be read. Instants. */
export interface TimeTaken extends Interval {
  /** Those who attend and are, or may be, its providers. */
  readonly providers: readonly ProviderActor[];
  /** FHIR ids of the Patients who attend. */
  readonly patients: readonly string[];
  /** The Slots it is booked on; none where anybody is named who is, or may be, its provider. */
  readonly slotIds: readonly string[];
  /** A Practitioner or a PractitionerRole is named and does not attend. */
  readonly isDeclined: boolean;
  /** Somebody else attends who may be a provider, or stand for one: a service, or whoever is named in a way that cannot be read. */
  readonly isUncertain: boolean;
}

/**
 * What takes nobody's time (https://hl7.org/fhir/R4/valueset-appointmentstatus.html); a status that nobody knows may, and one that
 * something unknown modifies.
 */
const TAKES_NO_TIME: readonly unknown[] = ['cancelled', 'noshow', 'entered-in-error', 'proposed', 'waitlist'];

/** Of a visit that begins, and nobody can tell when it ends, as much as the desk offers at a time. */
const AT_LEAST_MS = 15 * MINUTE_MS;

/** Whether it says that it takes nobody's time. */
export const takesNoTime = (body: unknown): boolean =>
  isObject(body) && TAKES_NO_TIME.includes(body.status) && modifierIn(body) === null;

/** Null where it takes no time, or none that can be read. */
export function readTimeTaken(body: unknown): TimeTaken | null {
  if (!isObject(body) || takesNoTime(body)) return null;
  const start = instantOf(body.start);
  if (start === null) return null;
  const stated = instantOf(body.end);
  const minutes = typeof body.minutesDuration === 'number' ? body.minutesDuration : undefined;
  const end = stated !== null && stated > start ? stated : (endOf(start, minutes) ?? start + AT_LEAST_MS);
  const named = objectsOf(body.participant);
  const attending = named.filter((one) => attends(one) || isModified(one));
  return {
    start,
    end,
    providers: attending.flatMap(({ actor }) => providerActor(actor, body) ?? []),
    patients: attending.flatMap(({ actor }) =>
      isObject(actor) && typeof actor.reference === 'string'
        ? (referencedId(actor.reference, 'Patient') ?? [])
        : [],
    ),
    slotIds: namesProvider(body) ? [] : slotIdsOf(body),
    isDeclined: named.some(({ actor }) => isNamedById(actor)),
    isUncertain: attending.some(({ actor }) => mayBeProvider(actor)),
  };
}

/** Who does not write it as FHIR has it has taken the time all the same. */
const instantOf = (value: unknown) => (typeof value === 'string' ? instantNamed(value) : null);

function isNamedById(actor: unknown): boolean {
  const reference = isObject(actor) && typeof actor.reference === 'string' ? actor.reference : undefined;
  return ['Practitioner', 'PractitionerRole'].includes(parseReference(reference)?.type ?? '');
}
