import type { Changes } from '../../src-shared/domain/changes.ts';
import { COMMANDS } from '../../src-shared/domain/command-rules.ts';
import type { Db } from '../db/db.ts';
import { portalIdOfAppointment } from '../db/queries/appointments.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { unappliedUnderKey } from './entries.ts';
import type { OutboxEntry } from './entry.ts';
import type { WriteStep } from './write-step.ts';

/**
 * Which resources `changes` writes to the portal, in the order of the transaction Bundle: the request's Task, the
 * appointment it is about (also when it does not change, so that a change made elsewhere is noticed) and the others.
 *
 * Call it in the decision's transaction, before the new outbox row is inserted. The base of each is the version from which
 * the local rows were made, not the newest copy: while a decision is on its way a newer copy may have been stored that
 * nobody at this desk has seen. Empty when there is nothing to tell the portal.
 *
 * @param before the decisions with this ordering key that were made earlier and have not been applied, the latest last.
 */
export function planWrites(
  db: Db,
  changes: Changes,
  orderingKey: string,
  before: readonly Pick<OutboxEntry, 'id' | 'plan'>[] = unappliedUnderKey(db, orderingKey),
): WriteStep[] {
  if (!COMMANDS[changes.command].written) return [];
  const earlier = before.flatMap(({ id, plan }) => plan.map((step) => ({ outboxId: id, step })));
  const steps: WriteStep[] = [];
  if (changes.request) steps.push(planTask(db, changes.request.id, earlier));
  for (const id of appointmentIds(changes)) steps.push(planAppointment(db, id, earlier));
  return steps;
}

function appointmentIds({ request, appointments }: Changes): string[] {
  return [...new Set([...(request ? [request.appointmentId] : []), ...appointments.map((a) => a.id)])];
}

interface EarlierStep {
  readonly outboxId: string;
  readonly step: WriteStep;
}

function lastWriter(
  earlier: readonly EarlierStep[],
  type: WriteStep['type'],
  localId: string,
): EarlierStep | null {
  return earlier.findLast(({ step }) => step.type === type && step.localId === localId) ?? null;
}

function planTask(db: Db, requestId: string, earlier: readonly EarlierStep[]): WriteStep {
  // A request always comes from the portal: its id is the Task's.
  const base = { op: 'put', type: 'Task', localId: requestId, portalId: requestId } as const;
  const writer = lastWriter(earlier, 'Task', requestId);
  return { ...base, basedOn: writer ? { after: writer.outboxId } : shownVersion(db, 'Task', requestId) };
}

function planAppointment(db: Db, localId: string, earlier: readonly EarlierStep[]): WriteStep {
  const portalId = portalIdOfAppointment(db, localId);
  const writer = lastWriter(earlier, 'Appointment', localId);
  const base = { type: 'Appointment', localId, portalId } as const;
  if (writer) return { ...base, op: 'put', basedOn: { after: writer.outboxId } };
  if (portalId === null) return { ...base, op: 'post', basedOn: null };
  return { ...base, op: 'put', basedOn: shownVersion(db, 'Appointment', portalId) };
}

function shownVersion(db: Db, type: WriteStep['type'], portalId: string): { version: string } {
  const version = findPortalCopy(db, type, portalId)?.shownVersion;
  if (!version) throw new Error(`no copy of ${type}/${portalId} that the local rows were made from`);
  return { version };
}
