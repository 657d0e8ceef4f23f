import { type Db, sql } from '../db.ts';

/** A resource as the portal last showed it. */
export interface PortalCopy {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  readonly lastUpdated: string;
  readonly body: unknown;
}

export function findPortalCopy(db: Db, type: string, id: string): PortalCopy | null {
  const row = db.get(sql.selectFrom('portal_copy').selectAll().where('type', '=', type).where('id', '=', id));
  return row
    ? {
        type,
        id,
        versionId: row.version_id,
        lastUpdated: row.last_updated,
        body: JSON.parse(row.body_json),
      }
    : null;
}

export function savePortalCopy(db: Db, copy: PortalCopy): void {
  const values = {
    version_id: copy.versionId,
    last_updated: copy.lastUpdated,
    body_json: JSON.stringify(copy.body),
  };
  db.run(
    sql
      .insertInto('portal_copy')
      .values({ ...values, type: copy.type, id: copy.id })
      .onConflict((on) => on.columns(['type', 'id']).doUpdateSet(values)),
  );
}
