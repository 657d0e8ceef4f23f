import { type Db, qb } from '../db/db.ts';
import { idsIn } from '../db/id-list.ts';
import { prepared } from '../db/prepared.ts';
import { findAppointment, localIdOfPortalAppointment } from '../db/queries/appointments.ts';
import { findPractitioner, localIdOfPortalPatient } from '../db/queries/people.ts';
import { portalCopyRow } from '../db/queries/portal-copies.ts';
import type { PortalCopyTable } from '../db/schema/portal.ts';
import type { AppointmentTable } from '../db/schema/schedule.ts';
import { isObject } from './fhir/json.ts';
import type { Target } from './fhir/references.ts';
import { unusableVersion } from './quarantine.ts';
import { referencesOf } from './references-of.ts';

/** An appointment by the desk's id, with the UID it has here. */
type Visit = Pick<AppointmentTable, 'id' | 'uid'>;

/** What stands on file of a resource that the portal sends, and of what it refers to. */
export interface OnFile {
  /** The copy of what the portal last showed of it. */
  copy(type: string, id: string): PortalCopyTable | null;
  /** The version of it that could not be used; null when the last one could. */
  unusable(type: string, id: string): string | null;
  /** False where nothing in quarantine waits for it (`Type/id`). */
  mayBeWaitedFor(reference: string): boolean;
  /** Something in quarantine waits for it from now on: storing another resource has brought that about. */
  noteWaitedFor(reference: string): void;
  /** The appointment with this FHIR id. */
  visit(portalId: string): Visit | null;
  /** The appointment with this id of the desk's. */
  visitById(id: string): Visit | null;
  /** The desk's id of the patient with this FHIR id. */
  patientId(portalId: string): string | null;
  isProvider(id: string): boolean;
}

/** Asks for each by itself, as it stands by then. */
export const onFile = (db: Db): OnFile => ({
  copy: (type, id) => portalCopyRow(db, type, id),
  unusable: (type, id) => unusableVersion(db, type, id),
  mayBeWaitedFor: () => true,
  noteWaitedFor: () => {},
  visit(portalId) {
    const id = localIdOfPortalAppointment(db, portalId);
    return id === null ? null : findAppointment(db, id);
  },
  visitById: (id) => findAppointment(db, id),
  patientId: (portalId) => localIdOfPortalPatient(db, portalId),
  isProvider: (id) => findPractitioner(db, id) !== null,
});

/** So many resources are asked for at once: of more, not all might be stored in the same turn. */
const AT_ONCE = 50;

/** Some of the resources of a page, and what stands on file of them. */
export interface Batch {
  /** Where the next one begins. */
  readonly end: number;
  readonly onFile: OnFile;
}

/**
 * The resources from `from` on that can be asked for at once, in a fraction of the time: of one type, each there once, so that storing
 * one changes nothing that has been asked for another. Holds within the transaction in which it was asked.
 */
export function batchFrom(db: Db, resources: readonly unknown[], from: number): Batch {
  const first = resources[from];
  const type = isObject(first) ? first.resourceType : undefined;
  const ids = new Set<string>();
  let end = from;
  for (; end < resources.length && ids.size < AT_ONCE; end += 1) {
    const one = resources[end];
    if (!isObject(one) || one.resourceType !== type || typeof one.id !== 'string' || ids.has(one.id)) break;
    ids.add(one.id);
  }
  if (typeof type !== 'string' || ids.size < 2) return { end: from + 1, onFile: onFile(db) };
  return { end, onFile: askAtOnce(db, type, ids, resources.slice(from, end)) };
}

function askAtOnce(db: Db, type: string, idSet: ReadonlySet<string>, resources: readonly unknown[]): OnFile {
  const each = onFile(db);
  const ids = json(idSet);
  const copies = byId(db.all(copiesOf({ type, ids })));
  const unusable = byId(db.all(unusablesOf({ type, ids })));
  const asked: OnFile = {
    ...each,
    copy: (of, id) => (of === type && idSet.has(id) ? (copies.get(id) ?? null) : each.copy(of, id)),
    unusable: (of, id) =>
      of === type && idSet.has(id) ? (unusable.get(id)?.version_id ?? null) : each.unusable(of, id),
  };
  if (type === 'Patient') return { ...asked, patientId: patientIds(db, idSet, each) };
  return type === 'Appointment' ? { ...asked, ...ofAppointments(db, idSet, ids, resources, each) } : asked;
}

function ofAppointments(
  db: Db,
  idSet: ReadonlySet<string>,
  ids: string,
  resources: readonly unknown[],
  each: OnFile,
): Omit<OnFile, 'copy' | 'unusable'> {
  const named = resources.flatMap(referencesOf);
  const visits = new Map(db.all(visitsByPortalId({ ids })).map((row) => [row.portal_id, row]));
  const byOwnId = byId(db.all(visitsById({ ids })));
  const references = JSON.stringify([...idSet].map((id) => `Appointment/${id}`));
  const waited = new Set(db.all(waitedFor({ references })).map((row) => row.waits_for));
  const providers = new Set(
    db.all(providersOf({ ids: json(idsOf(named, 'Practitioner')) })).map(({ id }) => id),
  );
  return {
    mayBeWaitedFor: (reference) => waited.has(reference),
    noteWaitedFor: (reference) => void waited.add(reference),
    visit: (portalId) => (idSet.has(portalId) ? (visits.get(portalId) ?? null) : each.visit(portalId)),
    visitById: (id) => (idSet.has(id) ? (byOwnId.get(id) ?? null) : each.visitById(id)),
    patientId: patientIds(db, idsOf(named, 'Patient'), each),
    // Storing an appointment may bring one.
    isProvider: (id) => providers.has(id) || each.isProvider(id),
  };
}

const idsOf = (targets: readonly Target[], type: string): ReadonlySet<string> =>
  new Set(targets.flatMap((target) => (target.type === type ? [target.id] : [])));

function patientIds(db: Db, portalIds: ReadonlySet<string>, each: OnFile): OnFile['patientId'] {
  const rows = db.all(patientsByPortalId({ ids: json(portalIds) }));
  const found = new Map(rows.map((row) => [row.portal_id, row.id]));
  return (portalId) => (portalIds.has(portalId) ? (found.get(portalId) ?? null) : each.patientId(portalId));
}

const json = (ids: ReadonlySet<string>): string => JSON.stringify([...ids]);

const byId = <R extends { readonly id: string }>(rows: readonly R[]): Map<string, R> =>
  new Map(rows.map((row) => [row.id, row]));

interface Ids {
  /** A JSON array. */
  readonly ids: string;
}

const copiesOf = prepared((p: Ids & { readonly type: string }) =>
  qb.selectFrom('portal_copy').selectAll().where('type', '=', p.type).where('id', 'in', idsIn(p.ids)),
);
const unusablesOf = prepared((p: Ids & { readonly type: string }) =>
  qb
    .selectFrom('unusable_version')
    .select(['id', 'version_id'])
    .where('type', '=', p.type)
    .where('id', 'in', idsIn(p.ids)),
);
const waitedFor = prepared((p: { readonly references: string }) =>
  qb.selectFrom('quarantine').select('waits_for').where('waits_for', 'in', idsIn(p.references)),
);
const visitsByPortalId = prepared((p: Ids) =>
  qb.selectFrom('appointment').select(['portal_id', 'id', 'uid']).where('portal_id', 'in', idsIn(p.ids)),
);
const visitsById = prepared((p: Ids) =>
  qb.selectFrom('appointment').select(['id', 'uid']).where('id', 'in', idsIn(p.ids)),
);
const providersOf = prepared((p: Ids) =>
  qb.selectFrom('practitioner').select('id').where('id', 'in', idsIn(p.ids)),
);
const patientsByPortalId = prepared((p: Ids) =>
  qb.selectFrom('patient').select(['portal_id', 'id']).where('portal_id', 'in', idsIn(p.ids)),
);
