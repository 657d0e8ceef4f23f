import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { Db } from '../db/db.ts';
import { localIdOfPortalAppointment, portalIdOfAppointment } from '../db/queries/appointments.ts';
import { EVERYBODY } from '../db/queries/further-providers.ts';
import {
  findPortalCopy,
  markShown,
  type PortalCopy,
  portalCopiesAbout,
  portalCopyFromRow,
} from '../db/queries/portal-copies.ts';
import { findRequest } from '../db/queries/requests.ts';
import { isBusy, orderingKeyOf, orderingKeyOfId } from '../outbox/ordering-key.ts';
import { rebaseUnderKey } from '../outbox/rebase.ts';
import { noteAnswersSeen } from './answers-seen.ts';
import { noteArrival } from './double-bookings.ts';
import type { Effects } from './effects.ts';
import { parseInstant } from './fhir/instant.ts';
import { isObject, textOf } from './fhir/json.ts';
import { differByLeaseAlone, leaseIn } from './fhir/lease.ts';
import { lighter } from './fhir/left-out.ts';
import { withTimesOf } from './fhir/read-appointment.ts';
import { type Envelope, fingerprint, RESOURCE_LIMIT, readEnvelope } from './fhir/read-envelope.ts';
import { readResponse } from './fhir/read-response.ts';
import { type Unusable, unusable } from './fhir/reading.ts';
import { isFhirId } from './fhir/schemas.ts';
import { type Arrived, keepCopy } from './keep-copy.ts';
import { noteLateLanding } from './late-landing.ts';
import { type IsLater, isGivenAgain, isNewer } from './later-version.ts';
import { noteAnswer } from './note-answer.ts';
import { noteSequence } from './note-sequence.ts';
import { type OnFile, onFile } from './on-file.ts';
import { projectPerson } from './project-person.ts';
import { quarantine, type Refused, release, unusableVersion, waitingFor } from './quarantine.ts';
import { type PortalVisit, readVisit } from './read-visit.ts';
import {
  linkAppointment,
  namePractitioner,
  showAppointment,
  toLocal,
  unknownPatientOf,
} from './show-appointment.ts';
import { showRequest, taskToShow } from './show-task.ts';
import { nameUnknown, noteTimeTaken } from './time-taken.ts';
import { deskThatWrote } from './who-decided.ts';
import { isWishedVisit, readWishedVisit, showWishedVisit } from './wished-visit.ts';

/**
 * What `storeResource` found. `changed`: there was another version, last updated at this instant (as the server wrote it);
 * `givenAgain`: and the server had given this one before, for something else.
 */
export type Stored =
  | { readonly kind: 'known' | 'new' | 'unusable' }
  | { readonly kind: 'changed'; readonly wasUpdated: string; readonly givenAgain: boolean };

const KNOWN: Stored = { kind: 'known' };
const UNUSABLE: Stored = { kind: 'unusable' };

/**
 * Takes one resource of the portal into the copies and, unless decisions with its ordering key are on their way, into the local
 * rows. What cannot be used goes into quarantine. Inside the caller's transaction; storing the same version twice changes
 * nothing.
 *
 * @param fallbackType names the resource when it does not itself.
 * @param isLater whether it takes the copy's place; a restored portal's may be older.
 * @param known what stands on file, where that has been asked for already.
 */
export function storeResource(
  db: Db,
  sent: unknown,
  fallbackType: string,
  effects: Effects,
  isLater: IsLater = isNewer,
  known: OnFile = onFile(db),
): Stored {
  const { body, text, size } = keptOf(sent);
  const read = readEnvelope(body);
  if (!read.ok) return refuse(db, withoutEnvelope(body, fallbackType, size, known), read.error, effects);
  const envelope: Arrived = { ...read.value, json: text ?? '' };
  const before = known.copy(envelope.type, envelope.id);
  if (before && !isLater(envelope, { versionId: before.version_id, lastUpdated: before.last_updated }))
    return KNOWN;
  const unusableBefore = known.unusable(envelope.type, envelope.id);
  if (unusableBefore === envelope.versionId) return KNOWN;
  if (size > RESOURCE_LIMIT) {
    const { type, id } = envelope;
    const stub = { resourceType: type, id };
    return refuse(
      db,
      { ...envelope, body: stub, whole: envelope.body },
      { reason: 'too-large', detail: text === null ? 'nested too deeply' : `${size} characters` },
      effects,
    );
  }
  const copy = before && portalCopyFromRow(before);
  const refused = project(db, envelope, copy, effects, known);
  if (refused) return refuse(db, envelope, refused, effects);
  if (unusableBefore !== null && release(db, envelope.type, envelope.id)) effects.topics.add('attention');
  noteLateLanding(db, envelope, copy, effects);
  const reference = `Appointment/${envelope.id}`;
  if (envelope.type === 'Appointment' && known.mayBeWaitedFor(reference))
    retryWaiting(db, reference, effects, known);
  return copy
    ? { kind: 'changed', wasUpdated: copy.lastUpdated, givenAgain: isGivenAgain(envelope, copy) }
    : { kind: 'new' };
}

/** What there is to be kept of a resource, as JSON: too large, it is kept without what the desk does not need. */
function keptOf(sent: unknown): {
  readonly body: unknown;
  readonly text: string | null;
  readonly size: number;
} {
  const measured = (body: unknown) => {
    const text = textOf(body);
    return { body, text, size: text?.length ?? Number.POSITIVE_INFINITY };
  };
  const whole = measured(sent);
  if (whole.size <= RESOURCE_LIMIT) return whole;
  const light = lighter(sent);
  return light === sent ? whole : measured(light);
}

/**
 * What it says stands for its version, and for its id where it has none. One that has, and is not on file by it, takes the place of what it
 * said before: its earlier times are nobody's any more.
 */
function withoutEnvelope(body: unknown, type: string, size: number, known: OnFile) {
  const hash = fingerprint(body);
  const refused = { versionId: hash, body: size > RESOURCE_LIMIT ? null : body, whole: body };
  const { resourceType, id } = isObject(body) ? body : {};
  if (typeof resourceType !== 'string') return { ...refused, type, id: `no-id-${hash}` };
  const isItsOwn = typeof id === 'string' && isFhirId(id) && known.copy(resourceType, id) === null;
  return { ...refused, type: resourceType.slice(0, 64), id: isItsOwn ? id : `no-id-${hash}` };
}

function refuse(db: Db, refused: Refused, why: Unusable, effects: Effects): Stored {
  if (unusableVersion(db, refused.type, refused.id) === refused.versionId) return KNOWN;
  quarantine(db, refused, why, effects.now);
  effects.topics.add('attention');
  if (refused.type === 'Appointment') effects.topics.add('schedule').add('requests').add('directory');
  return UNUSABLE;
}

/** What waits for several goes on waiting for the next. */
function retryWaiting(db: Db, reference: string, effects: Effects, known: OnFile): void {
  for (const body of waitingFor(db, reference)) {
    const read = readEnvelope(body);
    if (!read.ok) continue;
    const { type, id } = read.value;
    const arrived: Arrived = { ...read.value, json: JSON.stringify(body) };
    const refused = project(db, arrived, findPortalCopy(db, type, id), effects, onFile(db));
    if (refused) {
      quarantine(db, read.value, refused, effects.now);
      if (refused.waitsFor !== undefined) known.noteWaitedFor(refused.waitsFor);
    } else release(db, type, id);
    effects.topics.add('attention');
  }
}

/**
 * Tries a version once more that could not be used: what it names may be on file by now. Of a visit that still cannot be shown it may be
 * certain by now whose time it takes. Inside the caller's transaction.
 */
export function retryUnusable(db: Db, body: unknown, effects: Effects): void {
  const read = readEnvelope(body);
  if (!read.ok || unusableVersion(db, read.value.type, read.value.id) !== read.value.versionId) return;
  const { type, id } = read.value;
  const arrived: Arrived = { ...read.value, json: JSON.stringify(body) };
  if (arrived.json.length > RESOURCE_LIMIT) return;
  if (project(db, arrived, findPortalCopy(db, type, id), effects, onFile(db)) === null) release(db, type, id);
  else if (type === 'Appointment') noteTimeTaken(db, id, body);
  else return;
  effects.topics.add('attention').add('schedule');
}

/** Null when it could be used. */
function project(
  db: Db,
  envelope: Arrived,
  copy: PortalCopy | null,
  effects: Effects,
  known: OnFile,
): Unusable | null {
  switch (envelope.type) {
    case 'Patient':
    case 'Practitioner':
    case 'Location':
    case 'PractitionerRole':
    case 'Slot':
    case 'Schedule':
    case 'RelatedPerson':
      return projectPerson(db, envelope, envelope.type, copy, effects, known);
    case 'Appointment':
      return projectAppointment(db, envelope, copy, effects, known);
    case 'Task':
      return projectTask(db, envelope, copy, effects);
    case 'AppointmentResponse':
      return projectResponse(db, envelope, effects);
    default:
      return unusable('malformed', 'resourceType').error;
  }
}

const aboutAppointment = (portalId: string | null): string | null =>
  portalId === null ? null : `Appointment/${portalId}`;

function projectAppointment(
  db: Db,
  arrived: Arrived,
  copy: PortalCopy | null,
  effects: Effects,
  known: OnFile,
): Unusable | null {
  const here = known.visit(arrived.id);
  if (here !== null && isWishedVisit(db, here.id, arrived.body))
    return projectWishedVisit(db, arrived, copy, effects, known);
  const body = withTimesOf(arrived.body, copy?.body);
  const envelope = body === arrived.body ? arrived : { ...arrived, body, json: JSON.stringify(body) };
  const read = body === null ? null : readVisit(db, envelope.id, body);
  if (read?.ok === false) return read.error;
  if (read === null || (read.value.isVoid && here === null)) {
    keepCopy(db, arrived, null, arrived.versionId);
    return null;
  }
  namePractitioner(db, read.value, effects, known);
  if (nameUnknown(db, certain(read.value.further), body)) effects.topics.add('directory');
  const local = toLocal(db, read.value, known);
  noteSequence(db, envelope, read.value, local.uid, copy);
  // A row that does not exist yet shows nothing a decision could be based on: it may come at once.
  const held = (copy !== null || local.id !== envelope.id) && isBusy(db, orderingKeyOf(db, local));
  const shown = held ? (copy?.shownVersion ?? null) : envelope.versionId;
  noteWhomItMeets(db, envelope, { visit: local, further: certain(read.value.further) }, copy, effects);
  noteAnswersSeen(db, envelope, copy, effects);
  keepCopy(db, envelope, aboutAppointment(read.value.originalId), shown);
  if (held) linkAppointment(db, local.id, envelope.id);
  else showAppointment(db, local, shownAs(envelope.id, read.value, local), effects);
  return null;
}

/** What a request for a new appointment is about, as long as it is no visit. The request may take its time from there. */
function projectWishedVisit(
  db: Db,
  arrived: Arrived,
  copy: PortalCopy | null,
  effects: Effects,
  known: OnFile,
): Unusable | null {
  const wished = readWishedVisit(db, arrived.id, arrived.body, known);
  if (!wished.ok) return wished.error;
  const { local } = wished.value;
  const held = isBusy(db, orderingKeyOf(db, local));
  keepCopy(db, arrived, null, held ? (copy?.shownVersion ?? null) : arrived.versionId);
  if (held) return null;
  showWishedVisit(db, wished.value, effects);
  for (const about of portalCopiesAbout(db, arrived.id))
    if (about.type === 'Task' && about.shownVersion === about.versionId) showCopy(db, about, effects);
  return null;
}

function noteWhomItMeets(
  db: Db,
  envelope: Envelope,
  placed: { readonly visit: Appointment; readonly further: readonly string[] },
  copy: PortalCopy | null,
  effects: Effects,
): void {
  const before = () => {
    const read = copy && readVisit(db, copy.id, copy.body);
    return read?.ok ? { visit: toLocal(db, read.value), further: certain(read.value.further) } : null;
  };
  const by = () => deskThatWrote(envelope, [], envelopeOf(copy));
  if (noteArrival(db, { ...placed, before, by, at: effects.now })) effects.topics.add('attention');
}

const certain = (further: readonly string[]): string[] => further.filter((one) => one !== EVERYBODY);

const shownAs = (id: string, read: PortalVisit, local: Appointment) => ({
  id,
  further: read.further,
  unknownPatient: unknownPatientOf(read, local),
});

function projectTask(db: Db, envelope: Arrived, copy: PortalCopy | null, effects: Effects): Unusable | null {
  const before = findRequest(db, envelope.id);
  const read = taskToShow(db, envelope, before, effects);
  if (!read.ok) return read.error;
  if (read.value === null) {
    keepCopy(db, envelope, null, envelope.versionId);
    return null;
  }
  const { request, task, unread } = read.value;
  const about = task === null ? (copy?.about ?? null) : aboutAppointment(task.appointmentId);
  noteLease(envelope, copy, effects);
  if (copy !== null && isShownBut(copy, envelope)) {
    keepCopy(db, envelope, about, envelope.versionId);
    const { id: portalId, versionId: to } = envelope;
    const key = orderingKeyOfId(db, request.appointmentId);
    rebaseUnderKey(db, key, { type: 'Task', portalId, from: copy.versionId, to });
    return null;
  }
  keepCopy(db, envelope, about, copy?.shownVersion ?? null);
  if (copy !== null && isBusy(db, orderingKeyOfId(db, request.appointmentId))) return unread;
  showRequest(db, read.value, before, { version: envelope, base: envelopeOf(copy) }, effects);
  markShown(db, 'Task', envelope.id);
  return unread;
}

function envelopeOf(copy: PortalCopy | null): Envelope | null {
  const read = copy && readEnvelope(copy.body);
  return read?.ok ? read.value : null;
}

function noteLease(envelope: Envelope, copy: PortalCopy | null, { leases }: Effects): void {
  const lease = leaseIn(envelope.body);
  if (lease !== null || leaseIn(copy?.body) !== null) leases.set(envelope.id, lease);
}

/** The local row is what the portal has, but for a lease: nothing has happened. */
const isShownBut = (copy: PortalCopy, { body }: Envelope): boolean =>
  copy.shownVersion === copy.versionId && differByLeaseAlone(copy.body, body);

function projectResponse(db: Db, envelope: Arrived, effects: Effects): Unusable | null {
  const read = readResponse(envelope.body);
  if (!read.ok) return read.error;
  keepCopy(db, envelope, aboutAppointment(read.value.appointmentId), envelope.versionId);
  noteAnswer(db, envelope.id, { ...read.value, at: parseInstant(envelope.lastUpdated) ?? 0 }, effects);
  effects.topics.add('requests');
  return null;
}

/** Makes the local rows what this copy says, whatever is on its way. False when the copy cannot be used. */
export function showCopy(db: Db, copy: PortalCopy, effects: Effects): boolean {
  if (copy.type === 'Appointment') {
    const id = localIdOfPortalAppointment(db, copy.id);
    if (id !== null && isWishedVisit(db, id, copy.body)) {
      const wished = readWishedVisit(db, copy.id, copy.body);
      if (!wished.ok) return false;
      showWishedVisit(db, wished.value, effects);
      markShown(db, copy.type, copy.id);
      return true;
    }
    const read = readVisit(db, copy.id, copy.body);
    if (!read.ok) return false;
    const local = toLocal(db, read.value);
    showAppointment(db, local, shownAs(copy.id, read.value, local), effects);
  } else {
    const before = findRequest(db, copy.id);
    const read = taskToShow(db, copy, before, effects);
    if (!read.ok) return false;
    const version = envelopeOf(copy);
    if (version === null) return false;
    if (read.value !== null) showRequest(db, read.value, before, { version, base: null }, effects);
  }
  markShown(db, copy.type, copy.id);
  return true;
}

/**
 * A visit stands as it came, and what it names says something else by now: it is shown anew, or is not to be shown any more. Nothing while
 * a decision about it is on its way, or a newer version cannot be shown. Inside the caller's transaction.
 */
export function showAnew(db: Db, portalId: string, effects: Effects): void {
  const copy = findPortalCopy(db, 'Appointment', portalId);
  if (!copy || copy.shownVersion !== copy.versionId || unusableVersion(db, copy.type, copy.id) !== null)
    return;
  const read = readVisit(db, copy.id, copy.body);
  if (!read.ok) {
    quarantine(db, copy, read.error, effects.now);
    effects.topics.add('attention').add('schedule').add('requests').add('directory');
    return;
  }
  if (isBusy(db, orderingKeyOf(db, toLocal(db, read.value)))) return;
  namePractitioner(db, read.value, effects, onFile(db));
  showCopy(db, copy, effects);
}

/** The copies under an ordering key: appointments first, each after the one it was proposed instead of; then the requests. */
export function copiesUnderKey(db: Db, orderingKey: string): PortalCopy[] {
  const root = portalIdOfAppointment(db, orderingKey);
  const appointments = new Map<string, PortalCopy>();
  const tasks = new Map<string, PortalCopy>();
  const queue = root ? [root] : [];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const copy = findPortalCopy(db, 'Appointment', id);
    if (!copy || appointments.has(id)) continue;
    appointments.set(id, copy);
    for (const about of portalCopiesAbout(db, id)) {
      if (about.type === 'Appointment') queue.push(about.id);
      if (about.type === 'Task') tasks.set(about.id, about);
    }
  }
  return [...appointments.values(), ...tasks.values()];
}
