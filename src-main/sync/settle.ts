import { t } from '../../src-shared/text/text.ts';
import type { Db } from '../db/db.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { ownId } from '../log-values.ts';
import { replacePlan, updateOutbox } from '../outbox/entries.ts';
import { isByReceptionist, type OutboxEntry } from '../outbox/entry.ts';
import { stillSendable } from '../outbox/queue.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import { complete, fail, giveBack, refuse, tryAgain } from './after-attempt.ts';
import type { AppliedStep } from './complete-decision.ts';
import { takeBackDecision } from './conflict.ts';
import { createEffects } from './effects.ts';
import { type Examined, examine } from './examine.ts';
import { type ExchangeFailure, exchangeFailure, isForbidden } from './exchange-failure.ts';
import { readAppointment } from './fhir/read-appointment.ts';
import type { Envelope } from './fhir/read-envelope.ts';
import { historiesAt } from './histories-offered.ts';
import { keptVersion } from './kept-version.ts';
import { isAnotherVersion, isNewer, isOlder } from './later-version.ts';
import { isGivenAway } from './offer-locks.ts';
import { findOverwritten } from './overwritten.ts';
import { planPastLeases } from './plan-past-leases.ts';
import { storeResource } from './projection.ts';
import { PATIENCE, type PushDeps } from './push-deps.ts';
import { knownServer } from './server-known.ts';
import { undoHalf } from './undo-half.ts';
import { areVersionsChecked, saveVersionsChecked } from './versions-checked.ts';

/** What becomes of a decision in one outcome of the reading. */
export type Fallback = (
  deps: PushDeps,
  entry: OutboxEntry,
  why: ExchangeFailure | null,
) => ExchangeFailure | null;

interface Settling {
  /** What to do where nothing has changed and nothing was applied. */
  readonly untouched?: Fallback;
  /** Where that could not be learned. */
  readonly unknown?: (deps: PushDeps, entry: OutboxEntry, why: ExchangeFailure) => ExchangeFailure | null;
  /** FHIR ids of what the decision created, by local id, where the portal has told them. */
  readonly created?: ReadonlyMap<string, string>;
  /** The portal has answered that it refused a part of it. */
  readonly isInPart?: boolean;
  /** It was refused as based on an old version. */
  readonly isConflict?: boolean;
}

/**
 * Reads in the portal what became of a decision whose answer does not tell, and leaves it accordingly: done, taken back, or to be tried
 * again. The failure is what kept it from ending; null when it ended.
 */
export async function settle(
  deps: PushDeps,
  entry: OutboxEntry,
  why: ExchangeFailure | null,
  {
    untouched = refuseAfterPatience,
    unknown = tryAgain,
    created = new Map(),
    isInPart = false,
    isConflict = false,
  }: Settling = {},
): Promise<ExchangeFailure | null> {
  const verdict = await examine(deps.portal, entry.plan, entry.id, {
    created,
    isPast: (version) => isPast(deps.db, version),
    isAsWritten: (step, version) => isAsWritten(entry, step, version),
    copyOf: (step, version) => keptVersion(deps.db, step, version),
    histories: historiesAt(deps.db),
    isInPart,
  });
  switch (verdict.kind) {
    case 'applied':
      return completeWith(deps, entry, verdict.steps);
    case 'unknown':
      return unknown(deps, entry, verdict.why);
    case 'untouched':
      return untouched(deps, entry, why);
    case 'in-part':
      return takeBackHalf(deps, entry, verdict.steps, why);
    case 'changed-elsewhere': {
      if (isConflict && verdict.seen) noteVersionsChecked(deps.db);
      // Shown from now on, whether or not a search ever lists it: a restore may lose it.
      deps.wrote(verdict.steps.flatMap(({ current }) => (current === null ? [] : [current.body])));
      if (entry.correction) return tryOnNewest(deps, entry, verdict.steps, why);
      if (!verdict.seen && entry.attempts + 1 < PATIENCE) return tryAgain(deps, entry, why ?? behind());
      if (goOnPastLeases(deps, entry, verdict.steps) || goOnBesideOthers(deps, entry, verdict.steps))
        return null;
      const effects = createEffects(deps.clock.now(), deps.by);
      // What has been older than before for minutes is what the portal has: it was restored from a backup.
      const isLater = verdict.seen ? isNewer : isAnotherVersion;
      if (takeBackDecision(deps.db, entry, verdict.steps, effects, isLater)) deps.committed(effects, false);
      deps.logger.info('push-conflict', { outboxId: ownId(entry.id) });
      return null;
    }
  }
}

/**
 * What the portal carried out in part does not stand: it is taken back there as far as that can be, and told with what the portal has
 * then. What nobody at the desk decided, and nobody changed elsewhere, would be decided again without end: it is refused.
 */
async function takeBackHalf(
  deps: PushDeps,
  entry: OutboxEntry,
  examined: readonly Examined[],
  why: ExchangeFailure | null,
): Promise<ExchangeFailure | null> {
  const undone = await undoHalf(deps.portal, entry.id, examined);
  if (!undone.ok && entry.attempts + 1 < PATIENCE) return tryAgain(deps, entry, undone.error);
  const steps = undone.ok ? undone.value : examined;
  deps.logger.info('push-in-part', { outboxId: ownId(entry.id) });
  deps.wrote(steps.flatMap(({ current }) => (current === null ? [] : [current.body])));
  const isChanged = steps.some(({ applied, untouched }) => !applied && !untouched);
  if (!isChanged && !isByReceptionist(entry)) return refuse(deps, entry, why);
  const effects = createEffects(deps.clock.now(), deps.by);
  if (takeBackDecision(deps.db, entry, steps, effects, isNewer, 'in-part')) deps.committed(effects, false);
  return null;
}

/** Where nothing but leases has come in between, the decision leaves as soon as it can. Whether it does. */
function goOnPastLeases(deps: PushDeps, entry: OutboxEntry, examined: readonly Examined[]): boolean {
  const { db } = deps;
  const effects = createEffects(deps.clock.now(), deps.by);
  const goesOn = db.transaction(() => {
    // What has been read meanwhile may have put it on a later version already.
    const now = stillSendable(db, entry.id);
    const plan = now && planPastLeases(db, now, examined);
    if (!plan) return false;
    for (const { current, untouched } of examined)
      if (current && !untouched) storeResource(db, current.body, 'Task', effects);
    replacePlan(db, entry.id, plan);
    updateOutbox(db, entry.id, { state: 'ready', next_attempt_ms: effects.now });
    return true;
  });
  if (goesOn) deps.committed(effects, false);
  return goesOn;
}

/**
 * Where nothing but others' proposals of the same time has changed, and none of them has it, an acceptance leaves on what stands there
 * now: one was withdrawn, say. Whether it does.
 */
function goOnBesideOthers(deps: PushDeps, entry: OutboxEntry, examined: readonly Examined[]): boolean {
  const { db } = deps;
  const isBeside = ({ step, current, untouched }: Examined): boolean =>
    untouched || (step.beside === true && current !== null);
  if (entry.attempts + 1 >= PATIENCE || !examined.every(isBeside)) return false;
  const effects = createEffects(deps.clock.now(), deps.by);
  const goesOn = db.transaction(() => {
    if (!stillSendable(db, entry.id)) return false;
    for (const { current } of examined) if (current) storeResource(db, current.body, current.type, effects);
    if (isGivenAway(db, entry)) return false;
    updateOutbox(db, entry.id, { state: 'ready', next_attempt_ms: effects.now });
    return true;
  });
  deps.committed(effects, false);
  return goesOn;
}

/** The portal has shown this desk a later version than this one. */
function isPast(db: Db, version: Envelope): boolean {
  const copy = findPortalCopy(db, version.type, version.id);
  return copy !== null && isOlder(version, copy);
}

/** The visit stands where the decision puts it. Of a request the status is not looked at: its tag goes with every change. */
function isAsWritten(entry: OutboxEntry, { type, localId }: WriteStep, version: Envelope): boolean {
  if (type !== 'Appointment') return version.commandTags.includes(entry.id);
  const wanted = entry.changes.appointments.find(({ id }) => id === localId);
  const read = readAppointment(version.id, version.body);
  if (!wanted || !read.ok) return false;
  const { start, end, status } = read.value;
  return start === wanted.start && end === wanted.end && status === wanted.status;
}

/**
 * What the portal does not allow is tried again for a while, and then put before a person, once it is certain that it has not been done:
 * as reading tells or, where that is not allowed either, as each attempt was refused. It does not hold up the others. Where nobody is
 * let in at all, the next reading finds out, and nothing is sent until it can.
 */
export function notAllowed(
  deps: PushDeps,
  entry: OutboxEntry,
  words: string,
): Promise<ExchangeFailure | null> {
  const why = exchangeFailure('server-error', words);
  const patient: Fallback = entry.attempts + 1 >= PATIENCE ? refuse : giveBack;
  return settle(deps, entry, why, {
    untouched: entry.correction ? refuse : patient,
    unknown: (_deps, _entry, unread) => {
      if (!isForbidden(unread)) return giveBack(deps, entry, unread);
      return (entry.state === 'ready' ? patient : giveBack)(deps, entry, why);
    },
  });
}

/** A passing conflict of the server's own making (two transactions at once): tried again, but not for ever. */
const refuseAfterPatience: Fallback = (deps, entry, why) =>
  entry.attempts + 1 >= PATIENCE
    ? refuse(deps, entry, why)
    : tryAgain(deps, entry, why ?? exchangeFailure('server-error', 'HTTP 409'));

/** Another change came first: it is looked at before the correction goes on from there, or not. */
function tryOnNewest(
  deps: PushDeps,
  entry: OutboxEntry,
  examined: readonly Examined[],
  why: ExchangeFailure | null,
): null {
  const { db } = deps;
  const effects = createEffects(deps.clock.now(), deps.by);
  db.transaction(() => {
    if (!stillSendable(db, entry.id)) return;
    const gone = examined.some(({ current }) => current === null);
    for (const { current } of examined) if (current) storeResource(db, current.body, 'Patient', effects);
    if (gone || entry.attempts + 1 >= PATIENCE) fail(deps, entry, why?.detail ?? '', effects);
    else updateOutbox(db, entry.id, { state: 'ready', next_attempt_ms: effects.now });
  });
  deps.committed(effects, false);
  return null;
}

/** What an earlier attempt had created may have been changed by others since: it is read, not taken for what was sent. */
export async function accepted(
  deps: PushDeps,
  entry: OutboxEntry,
  applied: readonly AppliedStep[],
): Promise<ExchangeFailure | null> {
  if (applied.every(({ version }) => version !== null)) return completeWith(deps, entry, applied);
  const created = new Map(applied.map(({ step, portalId }) => [step.localId, portalId]));
  return settle(deps, entry, null, { untouched: () => tryAgain(deps, entry, behind()), created });
}

/** Here is a version that others have made, and the server has refused to replace it. */
function noteVersionsChecked(db: Db): void {
  const server = knownServer(db);
  if (server !== null && areVersionsChecked(db, server) === null) saveVersionsChecked(db, server, true);
}

async function completeWith(
  deps: PushDeps,
  entry: OutboxEntry,
  applied: readonly AppliedStep[],
): Promise<null> {
  const overwritten = await findOverwritten(deps.db, deps.portal, entry.id, applied);
  return deps.writing.do(() => complete(deps, entry, applied, overwritten));
}

/** What the portal says here and what it said there do not fit together yet. */
const behind = () => exchangeFailure('server-error', t.details.detailText.seenInPart);
