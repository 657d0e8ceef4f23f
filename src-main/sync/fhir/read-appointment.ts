import {
  type Appointment,
  type AppointmentStatus,
  NO_LENGTH_MS,
  NO_TIME,
  VISIT_TYPE_LIMITS,
  type VisitType,
} from '../../../src-shared/domain/appointment.ts';
import { type EpochMs, MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { chosenUid } from '../../icalendar/calendar-uid.ts';
import { COMMAND_SYSTEM, SEQUENCE_EXTENSION, SHARED_OFFER_SYSTEM, UID_SYSTEM } from './codes.ts';
import { formatInstant, lacksOffset, parseInstant } from './instant.ts';
import { isObject } from './json.ts';
import { modifierIn } from './modifiers.ts';
import { attends, endOf } from './participation.ts';
import { namesProvider, type ProviderActor, providerActor, slotIdsOf } from './provider-actor.ts';
import { readNamed } from './read-named.ts';
import { malformed, type Reading, unusable } from './reading.ts';
import { parseReference, referencedId } from './references.ts';
import * as schemas from './schemas.ts';
import { type ShapeOf, Wrong } from './shape.ts';
import { oneLine, shortened } from './text.ts';

/**
 * An Appointment as the portal has it. All ids are FHIR ids; `originalId` is the one it was proposed instead of. Without a
 * `practitionerId` the provider is who stands behind the first of `providers`, or of `slotIds`, that tells.
 */
export interface PortalAppointment extends Appointment {
  /** Empty where the portal gives none: see `calendarUid`. */
  readonly uid: string;
  /** Ids of the commands that made it (`identifier`, system `urn:reslot:command`). */
  readonly commandIds: readonly string[];
  readonly createdAt: EpochMs | null;
  /** `proposed`, `waitlist` or `entered-in-error`: who does not know it already is not told. */
  readonly isVoid: boolean;
  /** Those who take part and are, or may be, its providers. */
  readonly providers: readonly ProviderActor[];
  /** The Slots it is booked on; none where anybody is named who is, or may be, its provider. */
  readonly slotIds: readonly string[];
  /** How the portal calls the provider (`participant.actor.display`); null when it does not say. */
  readonly practitionerName: string | null;
  /**
   * Whom it names as the patient in a way that cannot be read, or whoever else may stand for one (`?` and whatever tells it from
   * another); null when it names a Patient, or none at all.
   */
  readonly unreadPatient: string | null;
}

/** FHIR R4 `Appointment.status` (https://hl7.org/fhir/R4/valueset-appointmentstatus.html) in the desk's terms. */
const STATUS: Readonly<Record<string, AppointmentStatus>> = {
  pending: 'tentative',
  booked: 'booked',
  arrived: 'checked-in',
  'checked-in': 'checked-in',
  fulfilled: 'completed',
  noshow: 'no-show',
  cancelled: 'cancelled',
  'entered-in-error': 'cancelled',
  // Nobody has agreed to it yet: its time is nobody's.
  proposed: 'cancelled',
  waitlist: 'cancelled',
};

/** Not yet a visit, or never one. */
const NO_VISIT: readonly string[] = ['proposed', 'waitlist', 'entered-in-error'];

/** Nobody has agreed to it yet: somebody wishes it, or waits for it. */
export const isOnlyAskedFor = (body: unknown): boolean =>
  isObject(body) && (body.status === 'proposed' || body.status === 'waitlist');

/** Whether it says from when to when it is. */
export function hasTimes(body: unknown): boolean {
  const read = schemas.appointment(body);
  return !(read instanceof Wrong) && timesOf(read).ok;
}

/** One that names no time at none (`NO_TIME`), as long as its `minutesDuration`, so that the rest of it can be read. */
export function withSomeTime(body: unknown): unknown {
  if (!isObject(body) || hasTimes(body)) return body;
  const { minutesDuration: minutes } = body;
  const length = typeof minutes === 'number' && minutes >= 1 ? minutes * MINUTE_MS : NO_LENGTH_MS;
  return { ...body, start: formatInstant(NO_TIME), end: formatInstant(NO_TIME + length) };
}

/**
 * The resource with the times it had before, where it has none that can be read and needs none (only what does not take place: R4,
 * invariants app-2 and app-3; a waiting list has none either): a visit is cancelled at the time it was to take place. The same resource
 * where it has its own or there never were any, and `null` where nobody ever gave it one: then there is nothing to be seen of it.
 */
export function withTimesOf<T>(body: T, before: unknown): T | null {
  const read = schemas.appointment(body);
  if (read instanceof Wrong || STATUS[read.status] !== 'cancelled' || timesOf(read).ok) return body;
  const earlier = schemas.appointment(before);
  const end = earlier instanceof Wrong ? undefined : (earlier.end ?? endByDuration(earlier));
  if (earlier instanceof Wrong || earlier.start === undefined || end === undefined)
    return read.start === undefined && read.end === undefined ? null : body;
  return { ...body, start: earlier.start, end };
}

export function readAppointment(id: string, body: unknown): Reading<PortalAppointment> {
  const read = schemas.appointment(body);
  if (read instanceof Wrong) return malformed(read);
  const modifier = modifierIn(body);
  if (modifier !== null) return unusable('modified', modifier);
  const { identifier, extension, participant = [], supportingInformation, created } = read;
  const status = Object.hasOwn(STATUS, read.status) ? STATUS[read.status] : undefined;
  if (status === undefined) return unusable('unknown-status', oneLine(read.status).slice(0, 50));
  const times = timesOf(read);
  if (!times.ok) return times;
  const actors = participant.flatMap(({ actor, ...rest }) => {
    const target = parseReference(actor?.reference);
    return target ? [{ ...target, name: actor?.display, attends: attends(rest) }] : [];
  });
  const first = (type: string) => actors.find((actor) => actor.type === type);
  const attending = (type: string) => actors.filter((actor) => actor.type === type && actor.attends);
  const patients = patientsOf(actors);
  // What does not take place needs nobody to be told from others.
  if (patients.length > 1 && status !== 'cancelled')
    return unusable('more-than-one-patient', `${patients.length} patients`);
  const [attendingProvider] = attending('Practitioner');
  // Of a visit that does not take place it is told with whom it was to be, whether or not they had declined.
  const practitioner = attendingProvider ?? (status === 'cancelled' ? first('Practitioner') : undefined);
  const providers = participant.flatMap(({ actor, ...rest }) =>
    attends(rest) ? (providerActor(actor, body) ?? []) : [],
  );
  const slotIds = namesProvider(body) ? [] : slotIdsOf(body);
  if (practitioner === undefined && providers.length + slotIds.length === 0 && status !== 'cancelled')
    return unusable('no-practitioner', 'participant');
  const uids = identifier.flatMap((i) => (i.system === UID_SYSTEM ? oneLine(i.value ?? '') || [] : []));
  return {
    ok: true,
    value: {
      id,
      uid: chosenUid(uids) ?? '',
      sequence: Math.max(0, sequenceIn(extension) ?? 0),
      patientId: patients.length === 1 ? (patients[0] ?? null) : null,
      unreadPatient: patients.length === 1 ? null : (severalIn(patients) ?? unreadPatientIn(participant)),
      practitionerId: practitioner?.id ?? null,
      locationId: (attending('Location')[0] ?? first('Location'))?.id ?? null,
      type: readType(read),
      ...times.value,
      status,
      isVoid: NO_VISIT.includes(read.status),
      originalId: originalOf(id, supportingInformation),
      ...sharedOfferIn(identifier),
      commandIds: identifier.flatMap((i) => (i.system === COMMAND_SYSTEM && i.value ? [i.value] : [])),
      createdAt: created === undefined ? null : parseInstant(created),
      providers,
      slotIds,
      practitionerName:
        oneLine((practitioner ?? attending('PractitionerRole')[0])?.name ?? '').slice(0, 200) || null,
    },
  };
}

/** FHIR ids of those whose visit it is: who has declined is not one of several. */
function patientsOf(
  actors: readonly { readonly type: string; readonly id: string; readonly attends: boolean }[],
): string[] {
  const named = actors.filter(({ type }) => type === 'Patient');
  const attending = named.filter((one) => one.attends);
  return [...new Set((attending.length > 0 ? attending : named).map(({ id }) => id))];
}

/** Types of actors who are nobody's patient (https://hl7.org/fhir/R4/appointment-definitions.html#Appointment.participant.actor). */
const NO_PATIENT: readonly string[] = [
  'Practitioner',
  'PractitionerRole',
  'Location',
  'Device',
  'HealthcareService',
];

/** Of several patients nobody can tell whose visit it is. */
const severalIn = (patients: readonly string[]): string | null =>
  patients.length < 2 ? null : `?${JSON.stringify(patients)}`.slice(0, 200);

/** What is not certainly somebody else may be the patient: then the visit is not nobody's. */
function unreadPatientIn(
  participant: readonly { readonly actor?: schemas.Reference | undefined }[],
): string | null {
  const found = participant.flatMap(({ actor }) => {
    const type = parseReference(actor?.reference)?.type ?? actor?.type;
    return type !== undefined && NO_PATIENT.includes(type) ? [] : (readNamed(actor)?.reference ?? []);
  });
  return found[0] ?? null;
}

/** The offer to several that its time stands in; none where it names several, as nobody can tell which. */
function sharedOfferIn(
  identifier: ShapeOf<typeof schemas.identified>['identifier'],
): Pick<Appointment, 'sharedOffer'> {
  const offers = new Set(
    identifier.flatMap((i) => (i.system === SHARED_OFFER_SYSTEM ? oneLine(i.value ?? '') || [] : [])),
  );
  const [offer] = offers;
  return offer === undefined || offers.size > 1 ? {} : { sharedOffer: offer.slice(0, 200) };
}

/** The SEQUENCE an Appointment states; `null` where it states none. */
export function statedSequence(body: unknown): number | null {
  const read = schemas.extended(body);
  return read instanceof Wrong ? null : sequenceIn(read.extension);
}

/** Where it is there more than once, no calendar object may have had the higher one already. */
function sequenceIn(extension: ShapeOf<typeof schemas.extended>['extension']): number | null {
  const stated = extension.flatMap((e) =>
    e.url === SEQUENCE_EXTENSION && e.valueInteger !== undefined ? [e.valueInteger] : [],
  );
  return stated.length === 0 ? null : Math.max(...stated);
}

/** Start and end of a visit, or of the time a patient asks for. `what` names the elements. */
export function readTimes(
  start: string | undefined,
  end: string | undefined,
  what: string,
): Reading<{ start: EpochMs; end: EpochMs }> {
  if (start === undefined || end === undefined) return unusable('period-missing', what);
  if (lacksOffset(start) || lacksOffset(end)) return unusable('period-without-offset', what);
  const [from, to] = [parseInstant(start), parseInstant(end)];
  if (from === null || to === null) return unusable('malformed', what);
  return to <= from ? unusable('end-before-start', what) : { ok: true, value: { start: from, end: to } };
}

const timesOf = (read: ShapeOf<typeof schemas.appointment>) =>
  readTimes(read.start, read.end ?? endByDuration(read), 'start and end');

/** Where no end is given, and how long it takes is. */
function endByDuration({ start, minutesDuration }: ShapeOf<typeof schemas.appointment>): string | undefined {
  const from = start === undefined ? null : parseInstant(start);
  const end = from === null ? null : endOf(from, minutesDuration);
  return end === null ? undefined : formatInstant(end);
}

/** Of a visit of several types all are told; its code is that of the first. The codings of one type say the same. */
function readType({ serviceType, appointmentType }: ShapeOf<typeof schemas.appointment>): VisitType {
  const concepts = serviceType.length > 0 ? serviceType : [appointmentType];
  const displays = concepts.map((concept) => oneLine(wordsOf(concept))).filter((words) => words !== '');
  const code = concepts[0]?.coding.find((c) => c.code)?.code ?? displays[0] ?? '';
  return {
    code: shortened(oneLine(code), VISIT_TYPE_LIMITS.code),
    display: shortened([...new Set(displays)].join(', '), VISIT_TYPE_LIMITS.display),
  };
}

const wordsOf = (concept: schemas.CodeableConcept | undefined): string =>
  concept?.text ||
  concept?.coding.find(({ display }) => display)?.display ||
  concept?.coding.find(({ code }) => code)?.code ||
  '';

function originalOf(id: string, information: readonly { reference?: string | undefined }[]): string | null {
  const original = information.map((i) => referencedId(i.reference, 'Appointment')).find((o) => o !== null);
  return original === undefined || original === id ? null : original;
}
