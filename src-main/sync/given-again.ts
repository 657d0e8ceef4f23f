import type { Db } from '../db/db.ts';
import { allUnapplied } from '../outbox/entries.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import type { Portal } from '../ports.ts';
import { takeBackDecision } from './conflict.ts';
import { instantOf } from './cursor.ts';
import type { Effects } from './effects.ts';
import { changedByOthers, type Examined } from './examine.ts';
import { type ExchangeFailure, isForbidden } from './exchange-failure.ts';
import { readEnvelope } from './fhir/read-envelope.ts';
import { isAnotherVersion } from './later-version.ts';
import { type Fetched, getResource } from './portal-reader.ts';

/**
 * A restored portal counts its versions on from an earlier one: the version that a waiting decision is based on may name something else
 * by now, and If-Match would let the decision overwrite it. Such decisions are taken back, as if the portal had refused them. To be
 * called before decisions leave again; the failure that kept it from ending, or null.
 *
 * @param aheadMs how far the portal's clock is ahead of the desk's, in milliseconds.
 */
export async function takeBackWhatIsGivenAgain(
  db: Db,
  portal: Portal,
  aheadMs: number,
  effectsNow: () => Effects,
  committed: (effects: Effects) => void,
): Promise<ExchangeFailure | null> {
  for (const entry of allUnapplied(db)) {
    const examined: Examined[] = [];
    for (const step of entry.plan) {
      const again = await givenAgain(portal, entry, step, aheadMs);
      if (!again.ok && !isForbidden(again.error)) return again.error;
      if (again.ok && again.value) examined.push(again.value);
    }
    const effects = effectsNow();
    if (examined.length > 0 && takeBackDecision(db, entry, examined, effects, isAnotherVersion))
      committed(effects);
  }
  return null;
}

/** What stands under the version that the step is based on and was written after the decision was made, by others than itself. */
async function givenAgain(
  portal: Portal,
  entry: OutboxEntry,
  step: WriteStep,
  aheadMs: number,
): Promise<Fetched<Examined | null>> {
  const { type, portalId, basedOn } = step;
  if (portalId === null || basedOn === null || !('version' in basedOn)) return { ok: true, value: null };
  const fetched = await getResource(portal, type, portalId);
  if (!fetched.ok) return fetched;
  const read = fetched.value === null ? null : readEnvelope(fetched.value);
  const current = read?.ok ? read.value : null;
  const isAgain =
    current?.versionId === basedOn.version && instantOf(current.lastUpdated) > entry.created_ms + aheadMs;
  if (!current || !isAgain || current.commandTags.includes(entry.id)) return { ok: true, value: null };
  return { ok: true, value: changedByOthers(step, current, null, []) };
}
