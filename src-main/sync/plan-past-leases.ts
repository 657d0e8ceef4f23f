import type { Db } from '../db/db.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { rebased } from '../outbox/rebase.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import type { Examined } from './examine.ts';
import { differByLeaseAlone } from './fhir/lease.ts';
import type { Envelope } from './fhir/read-envelope.ts';
import { keptVersion } from './kept-version.ts';

/**
 * The plan of a refused decision on the versions that are in the portal now, where nothing but leases stands between those and the
 * ones it was based on; null where somebody has changed something.
 */
export function planPastLeases(
  db: Db,
  entry: OutboxEntry,
  examined: readonly Examined[],
): readonly WriteStep[] | null {
  let plan: readonly WriteStep[] = entry.plan;
  for (const { step, current, base, untouched } of examined) {
    if (untouched) continue;
    const { portalId } = step;
    if (step.type !== 'Task' || current === null || portalId === null) return null;
    // As it is planned by now: a lease that was read meanwhile has moved it on already.
    const from = versionOf(plan.find((one) => one.type === 'Task' && one.portalId === portalId));
    if (from === current.versionId) continue;
    if (from === null || !differByLeaseAlone(bodyAt(db, portalId, from, base), current.body)) return null;
    plan = rebased(plan, { type: 'Task', portalId, from, to: current.versionId });
  }
  return plan;
}

const versionOf = (step: WriteStep | undefined): string | null =>
  step?.basedOn && 'version' in step.basedOn ? step.basedOn.version : null;

/** From the history, or where the portal keeps none from the copy, unless a later version has been read since. */
function bodyAt(db: Db, taskId: string, version: string, base: Envelope | null): unknown {
  if (base?.versionId === version) return base.body;
  return keptVersion(db, { type: 'Task', portalId: taskId }, version)?.body ?? null;
}
