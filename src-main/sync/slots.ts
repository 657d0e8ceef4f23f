import { type Db, qb } from '../db/db.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import type { Portal } from '../ports.ts';
import { formatInstant, parseInstant } from './fhir/instant.ts';
import { isObject, type JsonObject, objectsOf } from './fhir/json.ts';
import { namesProvider, slotIdsOf } from './fhir/provider-actor.ts';
import { readEnvelope } from './fhir/read-envelope.ts';
import { referencedId } from './fhir/references.ts';
import { stamped } from './fhir/stamp.ts';
import { getBundle, getResource } from './portal-reader.ts';
import { practitionersOfSlots } from './read-visit.ts';

/** A decision's transaction with what it does to Slots, whose entries stand after all others. */
export interface WithSlots {
  readonly bundle: JsonObject;
  readonly slotEntries: number;
}

/**
 * The Slots (https://hl7.org/fhir/R4/slot.html) of the visits that a decision moves or cancels, in the same transaction:
 * those they leave become `free`; a moved visit takes the free ones of the same Schedule that cover its new time exactly.
 * Each is written against the version just read, so that nobody else's change to it is lost.
 *
 * The desk does not keep Slots: they are read here, for visits that name some, and not at all where none does. A Slot that
 * cannot be read, or another visit still holds, stays as it is. One that somebody else writes between the reading and the
 * transaction refuses the whole of it (412): the decision is sent again, as after any refusal of that kind, and in the end
 * without its Slots.
 */
export async function withSlots(
  portal: Portal,
  db: Db,
  bundle: JsonObject,
  outboxId: string,
): Promise<WithSlots> {
  const entries = objectsOf(bundle.entry);
  const visits = entries.flatMap((entry) => visitOf(db, entry));
  const leaving = new Set(visits.map(({ id }) => id));
  const writes = new Map<string, JsonObject>();
  const taken = new Map<string, readonly Slot[]>();
  for (const visit of visits) {
    const schedules = new Set<string>();
    const left: Slot[] = [];
    for (const id of visit.slots) {
      const slot = await readSlot(portal, id);
      if (slot === null) continue;
      if (slot.schedule !== null) schedules.add(slot.schedule);
      if (!HELD.has(slot.status) || heldByAnother(db, slot, leaving)) continue;
      writes.set(id, entryOf(slot, 'free', outboxId));
      left.push(slot);
    }
    // Of a visit whose Slots are of several Schedules nobody can say which of them its new time is.
    const [schedule] = schedules;
    if (!visit.moved || visit.otherPlace || schedules.size !== 1 || schedule === undefined) continue;
    // A visit may move into part of its own time.
    const free = [...left, ...(await freeSlots(portal, schedule, visit.start, visit.end))];
    const found = chainOf(free, visit.start, visit.end);
    for (const slot of found) writes.set(slot.id, entryOf(slot, 'busy', outboxId));
    taken.set(visit.id, found);
  }
  if (writes.size === 0) return { bundle, slotEntries: 0 };
  const changed = entries.map((entry) => {
    const slots = taken.get(putAppointmentId(entry) ?? '') ?? [];
    if (slots.length === 0 || !isObject(entry.resource)) return entry;
    const slot = slots.map(({ id }) => ({ reference: `Slot/${id}` }));
    return { ...entry, resource: { ...entry.resource, slot } };
  });
  return { bundle: { ...bundle, entry: [...changed, ...writes.values()] }, slotEntries: writes.size };
}

/** What a visit makes of its Slots. `busy-unavailable` is the practice's own doing, not the visit's. */
const HELD: ReadonlySet<string> = new Set(['busy', 'busy-tentative']);
const LONGEST_VISIT_MS = 31 * 86_400_000;
/** Visits in these hold no time. */
const OVER: ReadonlySet<unknown> = new Set(['cancelled', 'entered-in-error']);

interface Visit {
  readonly id: string;
  readonly slots: readonly string[];
  readonly moved: boolean;
  /** With another provider or at another location: whose Schedule that is, is not known. */
  readonly otherPlace: boolean;
  readonly start: number;
  readonly end: number;
}

/** The visit an entry takes from its time; none where it stays there, or never named a Slot. */
function visitOf(db: Db, entry: JsonObject): Visit[] {
  const id = putAppointmentId(entry);
  const before = id === null ? null : (findPortalCopy(db, 'Appointment', id)?.body ?? null);
  const after = entry.resource;
  if (id === null || !isObject(before) || !isObject(after) || OVER.has(before.status)) return [];
  const [start, end] = [instant(after.start), instant(after.end)];
  const moved = instant(before.start) !== start || instant(before.end) !== end;
  const over = OVER.has(after.status);
  const slots = slotIdsOf(before);
  if (slots.length === 0 || (!moved && !over)) return [];
  const named = withProviderOf(db, before, slots);
  return [{ id, slots, moved: moved && !over, otherPlace: placeOf(named) !== placeOf(after), start, end }];
}

/** Whose visit it is may stand on its Slots alone: whoever writes it names them. */
function withProviderOf(db: Db, visit: JsonObject, slots: readonly string[]): JsonObject {
  const [id] = namesProvider(visit) ? [] : practitionersOfSlots(db, slots, instant(visit.start));
  if (id === undefined) return visit;
  const provider = { actor: { reference: `Practitioner/${id}` } };
  return { ...visit, participant: [...objectsOf(visit.participant), provider] };
}

function putAppointmentId(entry: JsonObject): string | null {
  const request = isObject(entry.request) ? entry.request : {};
  return request.method === 'PUT' && typeof request.url === 'string'
    ? referencedId(request.url, 'Appointment')
    : null;
}

const instant = (value: unknown): number => (typeof value === 'string' ? (parseInstant(value) ?? 0) : 0);

function placeOf(appointment: JsonObject): string {
  return objectsOf(appointment.participant)
    .map(({ actor }) => (isObject(actor) ? String(actor.reference ?? '') : ''))
    .filter((reference) => reference !== '' && !reference.startsWith('Patient/'))
    .sort()
    .join(' ');
}

interface Slot {
  readonly id: string;
  readonly version: string;
  readonly status: string;
  readonly schedule: string | null;
  readonly start: number;
  readonly end: number;
  readonly body: JsonObject;
}

async function readSlot(portal: Portal, id: string): Promise<Slot | null> {
  const fetched = await getResource(portal, 'Slot', id);
  return fetched.ok ? slotFrom(fetched.value) : null;
}

/** Null for what has no version: it could not be written without overwriting what others did. */
function slotFrom(value: unknown): Slot | null {
  const read = readEnvelope(value);
  if (!read.ok || read.value.type !== 'Slot' || !isObject(value)) return null;
  const stated = isObject(value.meta) ? value.meta.versionId : null;
  if (typeof stated !== 'string' || stated === '') return null;
  const schedule = isObject(value.schedule) ? value.schedule.reference : null;
  return {
    id: read.value.id,
    version: stated,
    status: String(value.status),
    schedule: typeof schedule === 'string' ? schedule : null,
    start: instant(value.start),
    end: instant(value.end),
    body: value,
  };
}

/** The free Slots of a Schedule that begin from `start` to before `end`. */
async function freeSlots(portal: Portal, schedule: string, start: number, end: number): Promise<Slot[]> {
  const query = new URLSearchParams([
    ['schedule', schedule],
    ['status', 'free'],
    ['start', `ge${formatInstant(start)}`],
    ['start', `lt${formatInstant(end)}`],
    ['_count', '100'],
  ]);
  const found = await getBundle(portal, `Slot?${query}`);
  if (!found.ok) return [];
  // A server may not know a parameter: what it gives is looked at again.
  return (found.value.entry ?? [])
    .flatMap((entry) => (isObject(entry) ? (slotFrom(entry.resource) ?? []) : []))
    .filter((slot) => slot.status === 'free' && slot.schedule === schedule);
}

/** One Slot after the other from `start` to `end`; empty where they do not cover it exactly. */
function chainOf(free: readonly Slot[], start: number, end: number): Slot[] {
  const chain: Slot[] = [];
  for (let at = start; at < end; ) {
    const next = free.find((slot) => slot.start === at && slot.end > at && slot.end <= end);
    if (next === undefined) return [];
    chain.push(next);
    at = next.end;
  }
  return chain;
}

/** Some Slots are shared, and some visits overlap: who else is there keeps the Slot taken. */
function heldByAnother(db: Db, slot: Slot, leaving: ReadonlySet<string>): boolean {
  const there = db.all(
    qb
      .selectFrom('appointment')
      .select('portal_id')
      .where('start_ms', '<', slot.end)
      // No visit with a Slot began earlier than that.
      .where('start_ms', '>', slot.start - LONGEST_VISIT_MS)
      .where('end_ms', '>', slot.start)
      .where('status', 'not in', ['cancelled', 'proposed']),
  );
  return there.some(({ portal_id: id }) => {
    if (id === null || leaving.has(id)) return false;
    const body = findPortalCopy(db, 'Appointment', id)?.body;
    return isObject(body) && !OVER.has(body.status) && slotIdsOf(body).includes(slot.id);
  });
}

function entryOf(slot: Slot, status: 'free' | 'busy', outboxId: string): JsonObject {
  return {
    resource: stamped({ ...slot.body, status }, outboxId),
    request: { method: 'PUT', url: `Slot/${slot.id}`, ifMatch: `W/"${slot.version}"` },
  };
}
