import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { SyncExplanation, WaitingDecision } from '../../../src-shared/ipc/sync-views.ts';
import { ok } from '../../../src-shared/result.ts';
import { t } from '../../../src-shared/text/text.ts';
import type { Db } from '../../db/db.ts';
import { findPatient } from '../../db/queries/people.ts';
import { shownName } from '../../db/queries/shown-name.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import { patientsNamed, subjectOf } from '../../outbox/new-patients.ts';
import { type WaitingEntry, whyWaiting } from '../../outbox/why-waiting.ts';
import type { Clock } from '../../ports.ts';
import type { Sync } from '../../sync/sync.ts';

/** More than somebody reads. */
const MOST_SHOWN = 50;

export interface SyncHandlersDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly sync: () => Sync;
}

/** The exchange with the portal, as the window sees it. */
export function syncHandlers({
  db,
  clock,
  sync,
}: SyncHandlersDeps): Pick<Handlers, 'sync.status' | 'sync.refresh' | 'sync.explain'> {
  return {
    'sync.status': () => ok(sync().status()),
    'sync.refresh': async () => ok(await sync().refresh()),
    'sync.explain': () => ok(explain(db, clock.now(), sync())),
  };
}

function explain(db: Db, now: EpochMs, sync: Sync): SyncExplanation {
  return {
    decisions: whyWaiting(db, now, MOST_SHOWN).map((waiting) => viewOf(db, waiting)),
    ...sync.next(),
  };
}

function viewOf(db: Db, { entry, reason, until }: WaitingEntry): WaitingDecision {
  const patientId = subjectOf(entry).patientId ?? patientsNamed(entry)[0];
  const patient = patientId === undefined ? null : findPatient(db, patientId);
  return {
    id: entry.id,
    patientName: patient ? shownName(patient.name) : t.details.UNKNOWN.patient,
    birthDate: patient?.birthDate ?? null,
    command: entry.command.type,
    decidedAt: entry.created_ms,
    reason,
    until,
    attempts: entry.attempts,
    error: entry.last_error,
  };
}
