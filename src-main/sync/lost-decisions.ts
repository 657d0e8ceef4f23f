import { type Db, qb } from '../db/db.ts';
import { portalIdOfAppointment } from '../db/queries/appointments.ts';
import { dropMail } from '../mail/release.ts';
import { dependants, updateOutbox } from '../outbox/entries.ts';
import { isByReceptionist, type OutboxEntry, readEntry } from '../outbox/entry.ts';
import { restoreDrafts } from '../outbox/snapshot.ts';
import { portalIdOf, type WriteStep } from '../outbox/write-step.ts';
import type { Portal } from '../ports.ts';
import type { Effects } from './effects.ts';
import { examine, type Verdict } from './examine.ts';
import { type ExchangeFailure, isForbidden } from './exchange-failure.ts';
import { historiesAt } from './histories-offered.ts';
import { losePatient } from './lost-patients.ts';
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
  const look = lookForDecisions(db, portal, effectsNow, committed);
  let inARow = 0;
  let before = Number.MAX_SAFE_INTEGER;
  while (inARow < IN_A_ROW) {
    const entries = doneBefore(db, before);
    for (const entry of entries) {
      before = entry.seq;
      if (!isWritten(entry)) continue;
      const found = await look(entry, 'restored');
      if (found !== 'there' && found !== 'lost') return found;
      inARow = found === 'there' ? inARow + 1 : 0;
    }
    if (entries.length < AT_ONCE) break;
  }
  return null;
}

/**
 * The portal has one resource no longer: it leaves schedule and inbox, a patient made here is sent again with the next decision, and what was decided here about it of late and is missing now is
 * said. Nobody can tell whether it was deleted or is all that a restore has lost. The failure that kept it from ending, or null.
 */
export async function findDecisionsAbout(
  db: Db,
  portal: Portal,
  gone: { readonly type: string; readonly id: string },
  effectsNow: () => Effects,
  committed: (effects: Effects) => void,
): Promise<ExchangeFailure | null> {
  if (gone.type === 'Patient') {
    const effects = effectsNow();
    db.transaction(() => losePatient(db, gone.id, effects));
    committed(effects);
  }
  if (gone.type !== 'Appointment' && gone.type !== 'Task') return null;
  const look = lookForDecisions(db, portal, effectsNow, committed);
  const isAbout = (step: WriteStep): boolean => step.type === gone.type && portalIdOf(db, step) === gone.id;
  for (const entry of doneBefore(db, Number.MAX_SAFE_INTEGER)) {
    if (!isWritten(entry) || !entry.plan.some(isAbout)) continue;
    const found = await look(entry, 'gone');
    if (found !== 'there' && found !== 'lost') return found;
  }
  const effects = effectsNow();
  effects.topics.add('requests').add('schedule').add('attention');
  db.transaction(() => storeRemoved(db, gone.type, gone.id, effects));
  committed(effects);
  return null;
}

/** Looks for one decision after another, from the latest on; what the portal does not have of one is said. */
function lookForDecisions(
  db: Db,
  portal: Portal,
  effectsNow: () => Effects,
  committed: (effects: Effects) => void,
): (entry: OutboxEntry, what: Missing) => Promise<'there' | 'lost' | ExchangeFailure> {
  const there = new Set<string>();
  return async (entry, what) => {
    const verdict = await examine(portal, entry.plan, entry.id, asKnown(db, entry));
    // Of what this desk may not read nobody can say that it is lost.
    if (verdict.kind === 'unknown') return isForbidden(verdict.why) ? 'there' : verdict.why;
    // Without a history a later one under the same key hides it.
    const hidden = there.has(entry.ordering_key) && isWithoutHistory(verdict);
    if (hidden || isThere(verdict)) {
      there.add(entry.ordering_key);
      return 'there';
    }
    const effects = effectsNow();
    db.transaction(() => lose(db, entry, what, verdict, effects));
    committed(effects);
    return 'lost';
  };
}

/** Why a decision is not in the portal: it was put back, or has what the decision was about no longer. */
type Missing = 'restored' | 'gone';

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

/** What stands exactly as before the decision says by itself that nothing came of it. */
const isWithoutHistory = (verdict: Verdict): boolean =>
  verdict.kind === 'changed-elsewhere' &&
  verdict.steps.every(({ history, untouched, current }) => history.length === 0 && !(untouched && current));

function asKnown(db: Db, { plan }: OutboxEntry) {
  const created = plan.flatMap(({ op, type, localId }): [string, string][] => {
    const portalId = op === 'post' && type === 'Appointment' ? portalIdOfAppointment(db, localId) : null;
    return portalId === null ? [] : [[localId, portalId]];
  });
  return {
    created: new Map(created),
    isPast: () => false,
    isAsWritten: () => false,
    copyOf: () => null,
    histories: historiesAt(db),
    isInPart: false,
  };
}

function lose(db: Db, entry: OutboxEntry, what: Missing, verdict: Verdict, effects: Effects): void {
  updateOutbox(db, entry.id, { state: 'conflict', finished_ms: effects.now });
  dropMail(db, entry.id, effects.now);
  for (const step of entry.plan) removeWhatIsGone(db, step, verdict, effects);
  effects.topics.add('requests').add('schedule').add('attention').add('calls');
  if (!isByReceptionist(entry)) return;
  recordConflict(db, entry, { portal: { what }, by: null }, effects);
  // What waits and was decided on top of it falls at its next attempt: the words of the latest are those that come back.
  restoreDrafts(
    db,
    [entry, ...dependants(db, entry)].map(({ before }) => before),
  );
}

/** What it had created, and what the portal says of another of its resources that it has no longer. */
function removeWhatIsGone(db: Db, step: WriteStep, verdict: Verdict, effects: Effects): void {
  const examined =
    verdict.kind === 'changed-elsewhere' ? verdict.steps.find((one) => one.step === step) : undefined;
  if (examined?.current) return;
  const portalId = step.op === 'post' ? portalIdOfAppointment(db, step.localId) : examined && step.portalId;
  if (portalId) storeRemoved(db, step.type, portalId, effects);
}
