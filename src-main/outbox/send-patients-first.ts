import type { EpochMs } from '../../src-shared/domain/time.ts';
import { type Db, qb } from '../db/db.ts';
import { UNAPPLIED } from '../db/outbox-states.ts';
import { findEntry, updateOutbox } from './entries.ts';
import { patientsNamed, patientsNotInPortal } from './new-patients.ts';

/**
 * A decision is ready to leave: the patients it names have to be on their way before it. One who was put on file while no
 * portal was configured, whom the portal refused and somebody gave up, or whom a restored portal has forgotten, is sent (again). In the
 * caller's transaction.
 */
export function sendPatientsFirst(db: Db, outboxId: string, now: EpochMs): void {
  const absent = patientsNotInPortal(db);
  const entry = absent.size === 0 ? undefined : findEntry(db, outboxId);
  if (!entry) return;
  for (const patientId of patientsNamed(entry).filter((id) => absent.has(id))) {
    const creation = db.get(
      qb
        .selectFrom('outbox')
        .select(['id', 'state'])
        .where('ordering_key', '=', patientId)
        .orderBy('seq')
        .limit(1),
    );
    if (!creation || UNAPPLIED.includes(creation.state)) continue;
    updateOutbox(db, creation.id, {
      state: 'ready',
      attempts: 0,
      next_attempt_ms: now,
      last_error: null,
      finished_ms: null,
    });
  }
}
