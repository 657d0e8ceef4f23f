import type { Db } from '../db/db.ts';
import { replacePlan, unappliedUnderKey } from './entries.ts';
import type { OutboxEntry } from './entry.ts';
import type { WriteStep } from './write-step.ts';

/** A resource whose later version says the same: what was based on the one can be based on the other. */
export interface SameAgain {
  readonly type: WriteStep['type'];
  readonly portalId: string;
  readonly from: string;
  readonly to: string;
}

/** The decisions under an ordering key that have not been applied are based on the later version. In the caller's transaction. */
export function rebaseUnderKey(db: Db, orderingKey: string, same: SameAgain): void {
  for (const { id, plan } of unappliedUnderKey(db, orderingKey))
    if (plan.some((step) => isBasedOn(step, same))) replacePlan(db, id, rebased(plan, same));
}

export const rebased = (plan: OutboxEntry['plan'], same: SameAgain): WriteStep[] =>
  plan.map((step) => (isBasedOn(step, same) ? { ...step, basedOn: { version: same.to } } : step));

const isBasedOn = ({ type, portalId, basedOn }: WriteStep, same: SameAgain): boolean =>
  type === same.type &&
  portalId === same.portalId &&
  basedOn !== null &&
  'version' in basedOn &&
  basedOn.version === same.from;
