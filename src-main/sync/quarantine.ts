import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import type { Unusable } from './fhir/reading.ts';

export interface Refused {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  readonly body: unknown;
}

/** Keeps a resource that cannot be used, with the reason, in place of an earlier version of it. */
export function quarantine(
  db: Db,
  refused: Refused,
  { reason, detail, waitsFor }: Unusable,
  now: EpochMs,
): void {
  const { type, id, versionId } = refused;
  const values = {
    version_id: versionId,
    reason,
    detail,
    waits_for: waitsFor ?? null,
    body_json: JSON.stringify(refused.body ?? null),
    at_ms: now,
  };
  db.run(
    qb
      .insertInto('quarantine')
      .values({ ...values, type, id })
      .onConflict((on) => on.columns(['type', 'id']).doUpdateSet(values)),
  );
  db.run(
    qb
      .insertInto('unusable_version')
      .values({ type, id, version_id: versionId })
      .onConflict((on) => on.columns(['type', 'id']).doUpdateSet({ version_id: versionId })),
  );
}

/** A usable version has arrived. True when there was one in quarantine. */
export function release(db: Db, type: string, id: string): boolean {
  db.run(qb.deleteFrom('unusable_version').where('type', '=', type).where('id', '=', id));
  return db.run(qb.deleteFrom('quarantine').where('type', '=', type).where('id', '=', id)).changes > 0;
}

/** The version of this resource that could not be used; null when the last one could. */
export function unusableVersion(db: Db, type: string, id: string): string | null {
  const row = db.get(
    qb.selectFrom('unusable_version').select('version_id').where('type', '=', type).where('id', '=', id),
  );
  return row?.version_id ?? null;
}

/** The bodies that wait for this resource (`Type/id`). */
export function waitingFor(db: Db, reference: string): unknown[] {
  return db
    .all(qb.selectFrom('quarantine').select('body_json').where('waits_for', '=', reference).orderBy('id'))
    .map((row): unknown => JSON.parse(row.body_json));
}
