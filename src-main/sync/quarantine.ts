import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { forgetBusyTimes } from '../db/queries/busy-times.ts';
import type { Unusable } from './fhir/reading.ts';
import { noteTimeTaken } from './time-taken.ts';

export interface Refused {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  /** What is kept of it. */
  readonly body: unknown;
  /** All of it, where that is too much to be kept. */
  readonly whole?: unknown;
}

/** Keeps a resource that cannot be used, with the reason, in place of an earlier version of it. A visit takes its time all the same. */
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
  if (type === 'Appointment') noteTimeTaken(db, id, refused.whole ?? refused.body);
}

/** A usable version has arrived, or the portal has it no more. True when there was one in quarantine. */
export function release(db: Db, type: string, id: string): boolean {
  db.run(qb.deleteFrom('unusable_version').where('type', '=', type).where('id', '=', id));
  if (type === 'Appointment') forgetBusyTimes(db, id);
  return db.run(qb.deleteFrom('quarantine').where('type', '=', type).where('id', '=', id)).changes > 0;
}

/** The version of this resource that could not be used; null when the last one could. */
export function unusableVersion(db: Db, type: string, id: string): string | null {
  return db.get(unusableOf({ type, id }))?.version_id ?? null;
}

const unusableOf = prepared((p: { readonly type: string; readonly id: string }) =>
  qb.selectFrom('unusable_version').select('version_id').where('type', '=', p.type).where('id', '=', p.id),
);

/** The bodies that wait for this resource (`Type/id`). */
export function waitingFor(db: Db, reference: string): unknown[] {
  return db
    .all(waiting({ reference }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((row): unknown => JSON.parse(row.body_json));
}

const waiting = prepared((p: { readonly reference: string }) =>
  qb.selectFrom('quarantine').select(['id', 'body_json']).where('waits_for', '=', p.reference),
);
