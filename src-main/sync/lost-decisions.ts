import { type Db, qb } from '../db/db.ts';
import { portalIdOfAppointment } from '../db/queries/appointments.ts';
import { dropMail } from '../mail/release.ts';
import { updateOutbox } from '../outbox/entries.ts';
import { isByReceptionist, type OutboxEntry, readEntry } from '../outbox/entry.ts';
import { restoreDrafts } from '../outbox/snapshot.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import type { Portal } from '../ports.ts';
import type { Effects } from './effects.ts';
import { examine, type Verdict } from './examine.ts';
import type { ExchangeFailure } from './exchange-failure.ts';
import { recordConflict } from './record-conflict.ts';
import { storeRemoved } from './removed.ts';

/** A backup ends at an instant: where this many decisions in a row are there, those before them are too. */
const IN_A_ROW = 50;
/** Decisions read from the database at once. */
const AT_ONCE = 100;

/**
 * Looks for the decisions that a restored portal no longer has, from the latest on. Each is said where a refused one is, because its
 * e-mail has left: somebody decides anew. Those without a person behind them follow from what is there by themselves. To be called
 * once the portal has been read anew; the failure that kept it from ending, or null.
 */
export async function findLostDecisions(
  db: Db,
  portal: Portal,
  effectsNow: () => Effects,
  committed: (effects: Effects) => void,
): Promise<ExchangeFailure | null> {
  const there = new Set<string>();
  let inARow = 0;
  let before = Number.MAX_SAFE_INTEGER;
  while (inARow < IN_A_ROW) {
    const entries = doneBefore(db, before);
    for (const entry of entries) {
      before = entry.seq;
      if (!isWritten(entry)) continue;
      const verdict = await examine(portal, entry.plan, entry.id, asKnown(db, entry));
      if (verdict.kind === 'unknown') return verdict.why;
      // Without a history a later one under the same key hides it.
      const hidden = there.has(entry.ordering_key) && isWithoutHistory(verdict);
      if (hidden || isThere(verdict)) {
        there.add(entry.ordering_key);
        inARow += 1;
        continue;
      }
      inARow = 0;
      const effects = effectsNow();
      db.transaction(() => lose(db, entry, verdict, effects));
      committed(effects);
    }
    if (entries.length < AT_ONCE) break;
  }
  return null;
}

const doneBefore = (db: Db, seq: number): OutboxEntry[] =>
  db
    .all(
      qb
        .selectFrom('outbox')
        .selectAll()
        .where('state', '=', 'done')
        .where('untold', '=', 0)
        .where('seq', '<', seq)
        .orderBy('seq', 'desc')
        .limit(AT_ONCE),
    )
    .map(readEntry);

/** It was told to the portal, and is about a visit: a patient's own data say by themselves how they stand. */
const isWritten = ({ isReadable, plan }: OutboxEntry): boolean =>
  isReadable && plan.length > 0 && plan.every(({ type }) => type !== 'Patient');

/** A part of it is enough: it landed whole, and somebody has deleted or changed the rest. */
const isThere = (verdict: Verdict): boolean =>
  verdict.kind === 'applied' ||
  (verdict.kind === 'changed-elsewhere' && verdict.steps.some(({ applied }) => applied));

const isWithoutHistory = (verdict: Verdict): boolean =>
  verdict.kind === 'changed-elsewhere' && verdict.steps.every(({ history }) => history.length === 0);

function asKnown(db: Db, { plan }: OutboxEntry) {
  const created = plan.flatMap(({ op, type, localId }): [string, string][] => {
    const portalId = op === 'post' && type === 'Appointment' ? portalIdOfAppointment(db, localId) : null;
    return portalId === null ? [] : [[localId, portalId]];
  });
  return { created: new Map(created), isPast: () => false, isAsWritten: () => false };
}

function lose(db: Db, entry: OutboxEntry, verdict: Verdict, effects: Effects): void {
  updateOutbox(db, entry.id, { state: 'conflict', finished_ms: effects.now });
  dropMail(db, entry.id, effects.now);
  for (const step of entry.plan) removeWhatIsGone(db, step, verdict, effects);
  effects.topics.add('requests').add('schedule').add('attention').add('calls');
  if (!isByReceptionist(entry)) return;
  recordConflict(db, entry, { portal: { what: 'restored' }, by: null }, effects);
  restoreDrafts(db, [entry.before]);
}

/** What it had created, and what the portal says of another of its resources that it has no longer. */
function removeWhatIsGone(db: Db, step: WriteStep, verdict: Verdict, effects: Effects): void {
  const examined =
    verdict.kind === 'changed-elsewhere' ? verdict.steps.find((one) => one.step === step) : undefined;
  if (examined?.current) return;
  const portalId = step.op === 'post' ? portalIdOfAppointment(db, step.localId) : examined && step.portalId;
  if (portalId) storeRemoved(db, step.type, portalId, effects);
}
