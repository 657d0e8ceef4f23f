import type { Appointment, AppointmentStatus, VisitType } from '../../../src-shared/domain/appointment.ts';
import type { Changes } from '../../../src-shared/domain/changes.ts';
import { COMMANDS, isCommandType } from '../../../src-shared/domain/command-rules.ts';
import type { AppointmentRequest } from '../../../src-shared/domain/request.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { isSameEntry } from '../same-entry.ts';
import {
  CANCELATION_REASON_SYSTEM,
  COMMAND_SYSTEM,
  SEQUENCE_EXTENSION,
  SHARED_OFFER_SYSTEM,
  UID_SYSTEM,
} from './codes.ts';
import { type Decider, decidedBy, type Moved } from './decided-by.ts';
import { formatInstant } from './instant.ts';
import { isObject, type JsonObject, objectsOf, without } from './json.ts';
import { attends } from './participation.ts';
import { type ProviderActor, providerActor } from './provider-actor.ts';
import { isOnlyAskedFor, type PortalAppointment, readAppointment, withSomeTime } from './read-appointment.ts';
import { referencedId } from './references.ts';
import { stamped } from './stamp.ts';

/** A time of the patient's own in answer to a proposal, and what they wrote with it. */
export interface OwnTime {
  readonly requested: NonNullable<AppointmentRequest['requested']>;
  /** `''` where they wrote nothing. */
  readonly comment: string;
}

/** What a decision says beside the resources themselves. */
export interface Writing {
  readonly outboxId: string;
  readonly changes: Changes;
  /** Null where nobody at the desk decided it: the policy, the clock, or the patient through the portal. */
  readonly decider: Decider | null;
  /** From where to where the decision moves the visit of the request; absent where it moves none. */
  readonly moved?: Moved | null;
  /** What the patient answered, when the command is an answer. */
  readonly answer: 'accepted' | 'declined' | null;
  /** The time that they named instead, when the command is such an answer. */
  readonly ownTime?: OwnTime | null;
  /** The FHIR reference of the appointment with this local id. */
  readonly appointmentReference: (localId: string) => string;
  /** The FHIR id of the patient with this local id. Throws while the portal does not have them. */
  readonly patientPortalId: (localId: string) => string;
  /** The FHIR id of the Practitioner whom an Appointment names so at an instant; null where that is not certain. */
  readonly practitionerOf: (actor: ProviderActor, at: EpochMs) => string | null;
  /** The FHIR ids of those on whose Schedules these Slots are; nobody where that is not certain. */
  readonly practitionersOfSlots: (slotIds: readonly string[], at: EpochMs) => readonly string[];
  /** The name to show beside a reference; null when it is not known. */
  readonly displayOf: (type: 'Patient' | 'Practitioner' | 'Location', id: string) => string | null;
}

const STATUS: Readonly<Record<AppointmentStatus, string>> = {
  proposed: 'proposed',
  booked: 'booked',
  tentative: 'pending',
  'checked-in': 'checked-in',
  completed: 'fulfilled',
  'no-show': 'noshow',
  cancelled: 'cancelled',
};

/**
 * The Appointment as it is to be, from the portal's own body: only what differs in the desk's terms is touched, everything
 * else (also what the desk does not know) stays as it came.
 */
export function writeAppointment(asked: JsonObject, after: Appointment, writing: Writing): JsonObject {
  if (after.status === 'proposed') return stillAskedFor(asked, after, writing);
  const base = withOneProvider(asked, after, writing);
  const read = readAppointment(after.id, isOnlyAskedFor(base) ? withSomeTime(base) : base);
  const before = read.ok ? { ...read.value, practitionerId: providerOf(read.value, writing) } : null;
  const moved = before === null || before.start !== after.start || before.end !== after.end;
  const unchanged =
    before !== null &&
    isSameEntry(before, after) &&
    before.status === after.status &&
    before.sequence === after.sequence;
  const body = {
    ...without(base, moved ? ['slot'] : []),
    ...(moved ? timesOf(base, after) : {}),
    ...(before?.status === after.status ? {} : { status: STATUS[after.status] }),
    ...(before && sameType(before.type, after.type) ? {} : { serviceType: serviceType(base, after.type) }),
    extension: decidedBy(unchanged ? base.extension : withSequence(base, after.sequence), writing.decider),
    identifier: withUid(base, after.uid),
    participant: participants(base, after, before, writing),
    cancelationReason: after.status === 'cancelled' ? cancelation(base, writing) : undefined,
  };
  return stamped(without(body), writing.outboxId);
}

/** What a patient asks for stays as they asked, but for whose it is. */
const stillAskedFor = (base: JsonObject, after: Appointment, writing: Writing): JsonObject =>
  stamped(
    without({
      ...base,
      extension: decidedBy(base.extension, writing.decider),
      participant: withActor(objectsOf(base.participant), 'Patient', after.patientId, writing),
    }),
    writing.outboxId,
  );

/**
 * What is booked of what was asked for: with whom is certain by then. Of several who were asked for the others do not take part.
 */
function withOneProvider(
  base: JsonObject,
  { practitionerId, start }: Appointment,
  writing: Writing,
): JsonObject {
  if (!isOnlyAskedFor(base)) return base;
  const isAnother = (p: JsonObject): boolean =>
    providerActor(p.actor, base) !== null && practitionerOf(p, base, start, writing) !== practitionerId;
  return { ...base, participant: objectsOf(base.participant).filter((p) => !isAnother(p)) };
}

/** Elements of the original that do not carry over to a proposal for another time. */
const OF_THE_ORIGINAL = [
  'id',
  'meta',
  'text',
  'status',
  'cancelationReason',
  'slot',
  'requestedPeriod',
  'created',
  'identifier',
  'supportingInformation',
];

/**
 * A new Appointment for a proposal: what the original is, at the proposed time, waiting for the patient.
 *
 * @param name tells it from what else the decision creates (`creationName`).
 */
export function newAppointment(
  original: JsonObject,
  after: Appointment,
  writing: Writing,
  name = writing.outboxId,
): JsonObject {
  const meta = isObject(original.meta) ? without(original.meta, ['tag', 'versionId', 'lastUpdated']) : {};
  const information = objectsOf(original.supportingInformation).filter(
    (i) => typeof i.reference !== 'string' || referencedId(i.reference, 'Appointment') === null,
  );
  const base: JsonObject = {
    ...without(withOneProvider(original, after, writing), OF_THE_ORIGINAL),
    resourceType: 'Appointment',
    // As the original stands: what follows is written where it differs.
    status: 'booked',
    ...(Object.keys(meta).length === 0 ? {} : { meta }),
    identifier: [
      { system: COMMAND_SYSTEM, value: name },
      ...(after.sharedOffer === undefined ? [] : [{ system: SHARED_OFFER_SYSTEM, value: after.sharedOffer }]),
    ],
    created: formatInstant(writing.changes.at),
    ...(after.originalId === null
      ? {}
      : {
          supportingInformation: [
            { reference: writing.appointmentReference(after.originalId) },
            ...information,
          ],
        }),
  };
  return writeAppointment(base, after, writing);
}

function timesOf(base: JsonObject, { start, end }: Appointment): JsonObject {
  return {
    start: formatInstant(start),
    end: formatInstant(end),
    ...(base.minutesDuration === undefined ? {} : { minutesDuration: Math.round((end - start) / 60_000) }),
  };
}

/** A practice may call a type otherwise than the portal: it stays as it came, with all its codings, and others beside it. */
const sameType = (a: VisitType, b: VisitType): boolean => a.code === b.code;

/** Keeps the code system in which the portal names its visit types. */
function serviceType(base: JsonObject, type: VisitType): JsonObject[] {
  const system = objectsOf(objectsOf(base.serviceType)[0]?.coding)[0]?.system;
  const coding = without({ system, code: type.code, display: type.display || undefined });
  return [without({ coding: type.code ? [coding] : undefined, text: type.display || undefined })];
}

/** Also a SEQUENCE of 0: where a desk has changed a visit and none stands there, the server does not keep it. */
const withSequence = (base: JsonObject, sequence: number): JsonObject[] => [
  ...objectsOf(base.extension).filter((e) => e.url !== SEQUENCE_EXTENSION),
  { url: SEQUENCE_EXTENSION, valueInteger: sequence },
];

function withUid(base: JsonObject, uid: string): JsonObject[] {
  const identifiers = objectsOf(base.identifier);
  return identifiers.some((i) => i.system === UID_SYSTEM && i.value === uid)
    ? identifiers
    : [{ system: UID_SYSTEM, value: uid }, ...identifiers.filter((i) => i.system !== UID_SYSTEM)];
}

function participants(
  base: JsonObject,
  after: Appointment,
  before: Appointment | null,
  writing: Writing,
): JsonObject[] {
  const patients = withActor(objectsOf(base.participant), 'Patient', after.patientId, writing);
  const providers = withProvider(patients, base, after, before?.practitionerId ?? null, writing);
  const placed = withActor(providers, 'Location', after.locationId, writing);
  if (before?.status === after.status) return placed;
  const patient = whoOf(placed, 'Patient');
  return placed.map((p) => ({
    ...p,
    status: participation(p, after.status, { isPatient: p === patient, answer: writing.answer }),
  }));
}

/** Whose visit it is, or where: somebody else who has declined is not it, and stays so. */
function whoOf(list: readonly JsonObject[], type: 'Patient' | 'Location'): JsonObject | undefined {
  const named = list.filter((p) => actorId(p, type) !== null);
  return named.find(attends) ?? named[0];
}

function withActor(
  list: readonly JsonObject[],
  type: 'Patient' | 'Location',
  id: string | null,
  writing: Writing,
): JsonObject[] {
  if (id === null) return [...list];
  const portalId = type === 'Patient' ? writing.patientPortalId(id) : id;
  const present = whoOf(list, type);
  if (present && actorId(present, type) === portalId) return [...list];
  // Who takes part already is not named a second time.
  const beside = list.find((p) => actorId(p, type) === portalId);
  if (present && beside)
    return list
      .filter((p) => p !== present)
      .map((p) => (p === beside && !attends(p) ? { ...without(p, ['required']), status: 'accepted' } : p));
  const actor = without({
    reference: `${type}/${portalId}`,
    display: writing.displayOf(type, id) ?? undefined,
  });
  return present
    ? list.map((p) => (p === present ? { ...p, actor } : p))
    : [...list, { actor, status: 'accepted' }];
}

/** Who has the visit as it is, however it names them. */
const providerOf = (
  { practitionerId, providers, slotIds, start }: PortalAppointment,
  writing: Writing,
): string | null =>
  practitionerId ??
  providers.map((actor) => writing.practitionerOf(actor, start)).find((one) => one !== null) ??
  writing.practitionersOfSlots(slotIds, start)[0] ??
  null;

/** The Practitioner that a participant of the resource is at an instant, however it names them. */
function practitionerOf(
  participant: JsonObject,
  resource: JsonObject,
  at: EpochMs,
  writing: Writing,
): string | null {
  const actor = providerActor(participant.actor, resource);
  return actor && writing.practitionerOf(actor, at);
}

/**
 * The one who has been the provider makes way for another; whoever else takes part stays. One who takes part already is not named a
 * second time; by a role that they do not have at its time they do not.
 */
function withProvider(
  list: readonly JsonObject[],
  base: JsonObject,
  { practitionerId: id, start }: Appointment,
  before: string | null,
  writing: Writing,
): JsonObject[] {
  const isIts = (p: JsonObject, practitionerId: string): boolean =>
    practitionerOf(p, base, start, writing) === practitionerId;
  if (id === null || (id === before && list.some((p) => isIts(p, id)))) return [...list];
  if (list.some((p) => isIts(p, id)))
    return list
      .filter((p) => before === null || !isIts(p, before))
      .map((p) => (isIts(p, id) && !attends(p) ? { ...without(p, ['required']), status: 'accepted' } : p));
  const actor = without({
    reference: `Practitioner/${id}`,
    display: writing.displayOf('Practitioner', id) ?? undefined,
  });
  const at = before === null ? -1 : list.findIndex((p) => isIts(p, before));
  return at < 0
    ? [...list, { actor, status: 'accepted' }]
    : list.flatMap((p, index) =>
        index === at ? [{ ...p, actor }] : before !== null && isIts(p, before) ? [] : [p],
      );
}

function actorId(participant: JsonObject, type: string): string | null {
  const { actor } = participant;
  return isObject(actor) && typeof actor.reference === 'string' ? referencedId(actor.reference, type) : null;
}

/** `Appointment.participant.status` (https://hl7.org/fhir/R4/valueset-participationstatus.html). */
function participation(
  participant: JsonObject,
  status: AppointmentStatus,
  { isPatient, answer }: { readonly isPatient: boolean; readonly answer: Writing['answer'] },
): unknown {
  if (!isPatient && participant.status === 'declined') return 'declined';
  switch (status) {
    case 'tentative':
      return isPatient ? 'needs-action' : 'accepted';
    case 'booked':
      return 'accepted';
    case 'cancelled':
      return isPatient && answer === 'declined' ? 'declined' : (participant.status ?? 'accepted');
    default:
      return participant.status ?? 'accepted';
  }
}

function cancelation(base: JsonObject, { changes, answer }: Writing): JsonObject {
  if (isObject(base.cancelationReason) && base.status === 'cancelled') return base.cancelationReason;
  const code = cancelationCode(changes.command, answer);
  const text = changes.words?.reasonText;
  return without({ coding: [{ system: CANCELATION_REASON_SYSTEM, code }], text: text || undefined });
}

/** `pat`: the patient wished it. `prov`: the practice did. `other`: another time took its place, or nobody answered. */
function cancelationCode(command: Changes['command'], answer: Writing['answer']): 'pat' | 'prov' | 'other' {
  // What was decided stays good when a later version has given the command up.
  switch (isCommandType(command) ? COMMANDS[command].cancels : 'nobody') {
    case 'patient':
      return 'pat';
    case 'practice':
      return 'prov';
    case 'answered':
      return answer === 'declined' ? 'pat' : 'other';
    case 'nobody':
      return 'other';
  }
}
