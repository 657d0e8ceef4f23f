import { sql } from 'kysely';
import { type Db, qb } from '../db.ts';
import { excluded } from '../excluded.ts';
import { prepared } from '../prepared.ts';
import type { PortalCopyTable } from '../schema/portal.ts';

/** A resource as the portal last showed it. */
export interface PortalCopy {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  /** `meta.lastUpdated` as sent; empty when the server gives none. */
  readonly lastUpdated: string;
  /** The appointment it concerns (`Appointment/<FHIR id>`), by which the resources under an ordering key are found. */
  readonly about: string | null;
  /** The version the local rows were made from; null when none was. */
  readonly shownVersion: string | null;
  readonly body: unknown;
}

/** The copy with its body, which is read from its text. */
export function portalCopyFromRow(row: PortalCopyTable): PortalCopy {
  return {
    type: row.type,
    id: row.id,
    versionId: row.version_id,
    lastUpdated: row.last_updated,
    about: row.about,
    shownVersion: row.shown_version,
    body: JSON.parse(row.body_json),
  };
}

export function findPortalCopy(db: Db, type: string, id: string): PortalCopy | null {
  const row = portalCopyRow(db, type, id);
  return row && portalCopyFromRow(row);
}

export const portalCopyRow = (db: Db, type: string, id: string): PortalCopyTable | null =>
  db.get(oneCopy({ type, id })) ?? null;

interface Key {
  readonly type: string;
  readonly id: string;
}

const oneCopy = prepared((p: Key) =>
  qb.selectFrom('portal_copy').selectAll().where('type', '=', p.type).where('id', '=', p.id),
);

/** The version of the copy, null where there is none: its body is not read. */
export const portalCopyVersion = (db: Db, type: string, id: string): string | null =>
  db.get(itsVersion({ type, id }))?.version_id ?? null;

const itsVersion = prepared((p: Key) =>
  qb.selectFrom('portal_copy').select('version_id').where('type', '=', p.type).where('id', '=', p.id),
);

/** The copies that concern the appointment with this FHIR id: its requests, its proposals, the answers to it. */
export function portalCopiesAbout(db: Db, appointmentPortalId: string): PortalCopy[] {
  return db
    .all(copiesAbout({ about: `Appointment/${appointmentPortalId}` }))
    .sort((a, b) => compare(a.type, b.type) || compare(a.id, b.id))
    .map(portalCopyFromRow);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const copiesAbout = prepared((p: { readonly about: string }) =>
  qb.selectFrom('portal_copy').selectAll().where('about', '=', p.about),
);

/** The copies of this type that are newer than what is shown. */
export const heldBackCopies = (db: Db, type: string): PortalCopy[] =>
  db.all(heldBack({ type })).map(portalCopyFromRow);

const heldBack = prepared((p: { readonly type: string }) =>
  qb
    .selectFrom('portal_copy')
    .selectAll()
    // The partial index's own condition, word for word.
    .where(sql<boolean>`shown_version IS NOT version_id`)
    .where('type', '=', p.type)
    .orderBy('id'),
);

/** @param json the body as text, where that is known already. */
export function savePortalCopy(db: Db, copy: PortalCopy, json = JSON.stringify(copy.body)): void {
  db.run(upsert({ ...copy, bodyJson: json }));
}

const upsert = prepared((p: PortalCopy & { readonly bodyJson: string }) => {
  const values = {
    version_id: p.versionId,
    last_updated: p.lastUpdated,
    about: p.about,
    shown_version: p.shownVersion,
    body_json: p.bodyJson,
  };
  return qb
    .insertInto('portal_copy')
    .values({ ...values, type: p.type, id: p.id })
    .onConflict((on) => on.columns(['type', 'id']).doUpdateSet(excluded(values)));
});

/** Says that the local rows are now made from the copy as it stands. */
export function markShown(db: Db, type: string, id: string): void {
  db.run(shown({ type, id }));
}

const shown = prepared((p: Key) =>
  qb
    .updateTable('portal_copy')
    .set((eb) => ({ shown_version: eb.ref('version_id') }))
    .where('type', '=', p.type)
    .where('id', '=', p.id),
);
