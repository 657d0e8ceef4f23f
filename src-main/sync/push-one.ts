import type { Actor } from '../../src-shared/domain/changes.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { t } from '../../src-shared/text/text.ts';
import type { Db } from '../db/db.ts';
import { appendHistory } from '../db/queries/history.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { errorSummary, ownId } from '../log-values.ts';
import { replacePlan, updateOutbox } from '../outbox/entries.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { subjectOf } from '../outbox/new-patients.ts';
import { stillSendable } from '../outbox/queue.ts';
import { retryAfterMs } from '../outbox/waiting.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import type { Clock, Ids, Logger, NoAnswer, Portal, PortalAnswer } from '../ports.ts';
import { sayAddressConflict } from './address-conflict.ts';
import { buildBundle } from './build-bundle.ts';
import { type AppliedStep, completeDecision } from './complete-decision.ts';
import { takeBackDecision } from './conflict.ts';
import { releaseCorrected } from './corrected-mail.ts';
import { addressInPortal, basedOnNewest } from './corrections.ts';
import { createEffects, type Effects, portalActor } from './effects.ts';
import { type Examined, examine } from './examine.ts';
import { type ExchangeFailure, exchangeFailure, exchangeFailureOf } from './exchange-failure.ts';
import type { JsonObject } from './fhir/json.ts';
import { readAppointment } from './fhir/read-appointment.ts';
import type { Envelope } from './fhir/read-envelope.ts';
import { outcomeText } from './fhir/read-outcome.ts';
import { isAnotherVersion, isNewer, isOlder } from './later-version.ts';
import { planPastLeases } from './plan-past-leases.ts';
import { storeResource } from './projection.ts';
import { withSlots } from './slots.ts';
import { readTransactionAnswer } from './transaction-answer.ts';

/** A portal that refuses a decision this often although nothing has changed will not take it. */
const PATIENCE = 8;

export interface PushDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly portal: Portal;
  readonly by: Actor;
  /** The portal has these. */
  readonly wrote: (resources: readonly unknown[]) => void;
  /** Called after each commit; `mail` when e-mails may have been let go. */
  readonly committed: (effects: Effects, mail: boolean) => void;
}

/**
 * Sends one decision and deals with the answer (docs/portal.md, "What each answer means to the desk"). It is in doubt
 * before anything leaves, so that a crash at any point is followed by a retry that recognises its own work. The failure is
 * what kept it from ending; null when it ended, well or not.
 */
export async function pushOne(deps: PushDeps, outboxId: string): Promise<ExchangeFailure | null> {
  const { clock, logger } = deps;
  const started = begin(deps, outboxId);
  if (started === null) return null;
  const { entry, bundle } = started;
  const { answer, slotEntries } = await sendWithSlots(deps, bundle, entry);
  const status = answer.kind === 'answer' ? answer.status : 0;
  logger.info('push-answer', { outboxId: ownId(outboxId), status, attempt: entry.attempts + 1 });
  if (status === 403) return notAllowed(deps, entry, exchangeFailureOf(answer)?.detail ?? '');
  if (nothingWasDone(answer)) return giveBack(deps, entry, exchangeFailureOf(answer));
  if (status >= 200 && status < 300 && answer.kind === 'answer') {
    const applied = await readTransactionAnswer(deps.portal, answer.body, entry.plan, slotEntries);
    return applied.ok ? accepted(deps, entry, applied.value) : tryAgain(deps, entry, applied.error);
  }
  if (isConflict(status)) return settle(deps, entry, exchangeFailureOf(answer));
  if (isFinal(status)) {
    // An earlier attempt may have been applied before this refusal, or may be yet.
    const certain = entry.state !== 'unsure' && (isSaidByServer(answer) || entry.correction !== null);
    const why = exchangeFailureOf(answer);
    if (isGone(status) && !entry.correction)
      return settle(deps, entry, why, certain ? { untouched: refuse } : {});
    return certain ? refuse(deps, entry, why) : settle(deps, entry, why);
  }
  const why = exchangeFailureOf(answer) ?? exchangeFailure('server-error', `HTTP ${status}`);
  logger.info('push-unclear', { outboxId: ownId(outboxId), kind: why.kind, at: clock.now() });
  return tryAgain(deps, entry, why);
}

interface Sent {
  readonly answer: PortalAnswer;
  readonly slotEntries: number;
}

/**
 * The decision with its Slots or, where the portal does not let the desk write those, without. Nor where they met a conflict each
 * time: a server that keeps Slots itself changes them together with the visit.
 */
async function sendWithSlots(deps: PushDeps, bundle: JsonObject, entry: OutboxEntry): Promise<Sent> {
  const { portal, db, logger } = deps;
  const post = (body: JsonObject): Promise<PortalAnswer> => portal.send({ method: 'POST', url: '', body });
  const whole = await withSlots(portal, db, bundle, entry.id);
  const answer = await post(whole.bundle);
  if (whole.slotEntries === 0 || answer.kind !== 'answer') return { answer, slotEntries: whole.slotEntries };
  const { status } = answer;
  const inVain = isConflict(status) && entry.attempts + 1 >= PATIENCE;
  if (!inVain && !refusedForGood(status)) return { answer, slotEntries: whole.slotEntries };
  logger.info('push-without-slots', { outboxId: ownId(entry.id), status });
  return { answer: await post(bundle), slotEntries: 0 };
}

const isConflict = (status: number): boolean => status === 409 || status === 412;

/** Neither a conflict nor something that passes: it may be the Slots alone that it refuses. */
const refusedForGood = (status: number): boolean => isFinal(status) && !PASSING.has(status);

const PASSING: ReadonlySet<number> = new Set([401, 409, 412, 429]);

interface Started {
  readonly entry: OutboxEntry;
  readonly bundle: JsonObject;
}

/** Puts the decision in doubt, durably. Null when there is nothing to send. */
function begin(deps: PushDeps, outboxId: string): Started | null {
  const { db, clock, logger } = deps;
  const effects = createEffects(clock.now(), deps.by);
  const started = db.transaction((): Started | null => {
    const entry = stillSendable(db, outboxId);
    if (!entry) return null;
    if (!entry.isReadable) {
      logger.error('push-unreadable', { outboxId: ownId(outboxId) });
      fail(deps, entry, t.details.detailText.notPutIntoWords, effects);
      return null;
    }
    if (entry.plan.length === 0) {
      completeDecision(db, entry, [], effects);
      return null;
    }
    const based = onNewest(deps, entry, effects);
    if (based === null) return null;
    const bundle = tryBuild(deps, based);
    if (bundle === undefined) {
      fail(deps, entry, t.details.detailText.notPutIntoWords, effects);
      return null;
    }
    if (bundle === null && entry.correction) {
      fail(deps, entry, t.details.detailText.noPatientVersion, effects);
      return null;
    }
    if (bundle === null) {
      takeBackDecision(db, entry, [], effects);
      return null;
    }
    updateOutbox(db, outboxId, {
      state: 'unsure',
      attempts: entry.attempts + 1,
      next_attempt_ms: retryAt(deps, entry),
    });
    return { entry: based, bundle };
  });
  if (effects.topics.size > 0) deps.committed(effects, true);
  return started;
}

/**
 * A correction of an address is based on the newest version of the patient, as long as the address there is still the one that
 * was corrected. Null when it has ended: the new address stands there already, or a third one does and somebody has to choose. One
 * that may have been applied stays as it was sent: what became of it is looked up first.
 */
function onNewest(deps: PushDeps, entry: OutboxEntry, effects: Effects): OutboxEntry | null {
  const { db, clock } = deps;
  const correction = entry.correction;
  if (!correction || entry.state !== 'ready') return entry;
  const there = addressInPortal(db, correction.patientId, clock.now());
  if (there === undefined) return entry;
  if (there === correction.to) {
    completeDecision(db, entry, [], effects);
    return null;
  }
  if (there !== correction.from) {
    sayAddressConflict(db, entry, correction, effects);
    return null;
  }
  return basedOnNewest(db, entry);
}

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

/** A decision that cannot be written is a bug in this program: it must not keep the others from leaving. */
function tryBuild({ db, clock, logger, by }: PushDeps, entry: OutboxEntry): JsonObject | null | undefined {
  try {
    return buildBundle(db, entry, by.deskName, clock.now());
  } catch (error) {
    logger.error('push-unwritable', { outboxId: ownId(entry.id), ...errorSummary(error) });
    return undefined;
  }
}

/** Where the portal says for how long it is to be left alone, the round waits, for all of them. */
const retryAt = ({ clock, ids }: PushDeps, entry: OutboxEntry): EpochMs =>
  clock.now() + retryAfterMs(entry.attempts + 1, ids.random());

/**
 * The portal did not touch the decision. No connection came about, say: the round then waits, not each decision for itself,
 * or the one tried most often while the network was away would be the last to leave when it is back.
 */
function nothingWasDone(answer: PortalAnswer): boolean {
  if (answer.kind === 'none') return !MAY_HAVE_ARRIVED.has(answer.why);
  return answer.status === 401 || answer.status === 429;
}

const MAY_HAVE_ARRIVED: ReadonlySet<NoAnswer> = new Set<NoAnswer>(['timeout', 'connection-lost']);

/** 400, 404, 410, 422 and their like: the same bytes will never be taken. */
const isFinal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 425;

/** What the decision is about may have been deleted: that is looked for. */
const isGone = (status: number): boolean => status === 404 || status === 410;

/** Without an OperationOutcome it may be a gateway's word, for a minute: the FHIR server has not seen the decision then. */
const isSaidByServer = (answer: PortalAnswer): boolean =>
  answer.kind === 'answer' && outcomeText(answer.body) !== null;

/** As it was before the attempt. */
function giveBack(deps: PushDeps, entry: OutboxEntry, why: ExchangeFailure | null): ExchangeFailure | null {
  // Without a connection or a sign-in the round waits, for all of them.
  const ownWait = why?.kind === 'busy' || why?.kind === 'server-error';
  deps.db.transaction(() => {
    if (!stillSendable(deps.db, entry.id)) return;
    updateOutbox(deps.db, entry.id, {
      state: entry.state,
      attempts: ownWait ? entry.attempts + 1 : entry.attempts,
      next_attempt_ms: ownWait ? retryAt(deps, entry) : deps.clock.now(),
      last_error: why?.detail ?? null,
    });
  });
  return why;
}

function tryAgain(deps: PushDeps, entry: OutboxEntry, why: ExchangeFailure): ExchangeFailure {
  deps.db.transaction(() => {
    if (!stillSendable(deps.db, entry.id)) return;
    updateOutbox(deps.db, entry.id, {
      state: 'unsure',
      next_attempt_ms: retryAt(deps, entry),
      last_error: why.detail,
    });
  });
  const effects = createEffects(deps.clock.now(), deps.by);
  effects.topics.add('requests').add('schedule');
  deps.committed(effects, false);
  return why;
}

function complete(deps: PushDeps, entry: OutboxEntry, applied: readonly AppliedStep[]): null {
  const effects = createEffects(deps.clock.now(), deps.by);
  deps.wrote(applied.map(({ current }) => current.body));
  if (completeDecision(deps.db, entry, applied, effects)) deps.committed(effects, true);
  return null;
}

/** What an earlier attempt had created may have been changed by others since: it is read, not taken for what was sent. */
async function accepted(
  deps: PushDeps,
  entry: OutboxEntry,
  applied: readonly AppliedStep[],
): Promise<ExchangeFailure | null> {
  if (applied.every(({ version }) => version !== null)) return complete(deps, entry, applied);
  const created = new Map(applied.map(({ step, portalId }) => [step.localId, portalId]));
  return settle(deps, entry, null, { untouched: () => tryAgain(deps, entry, BEHIND), created });
}

/** What the portal says here and what it said there do not fit together yet. */
const BEHIND = exchangeFailure('server-error', t.details.detailText.seenInPart);

type Fallback = (deps: PushDeps, entry: OutboxEntry, why: ExchangeFailure | null) => ExchangeFailure | null;

interface Settling {
  /** What to do where nothing has changed and nothing was applied. */
  readonly untouched?: Fallback;
  /** Where that could not be learned. */
  readonly unknown?: (deps: PushDeps, entry: OutboxEntry, why: ExchangeFailure) => ExchangeFailure | null;
  /** FHIR ids of what the decision created, by local id, where the portal has told them. */
  readonly created?: ReadonlyMap<string, string>;
}

/** Looks what became of it. */
async function settle(
  deps: PushDeps,
  entry: OutboxEntry,
  why: ExchangeFailure | null,
  { untouched = refuseAfterPatience, unknown = tryAgain, created = new Map() }: Settling = {},
): Promise<ExchangeFailure | null> {
  const verdict = await examine(deps.portal, entry.plan, entry.id, {
    created,
    isPast: (version) => isPast(deps.db, version),
    isAsWritten: (step, version) => isAsWritten(entry, step, version),
  });
  switch (verdict.kind) {
    case 'applied':
      return complete(deps, entry, verdict.steps);
    case 'unknown':
      return unknown(deps, entry, verdict.why);
    case 'untouched':
      return untouched(deps, entry, why);
    case 'changed-elsewhere': {
      if (entry.correction) return tryOnNewest(deps, entry, verdict.steps, why);
      if (!verdict.seen && entry.attempts + 1 < PATIENCE) return tryAgain(deps, entry, why ?? BEHIND);
      if (goOnPastLeases(deps, entry, verdict.steps)) return null;
      const effects = createEffects(deps.clock.now(), deps.by);
      // What has been older than before for minutes is what the portal has: it was restored from a backup.
      const isLater = verdict.seen ? isNewer : isAnotherVersion;
      if (takeBackDecision(deps.db, entry, verdict.steps, effects, isLater)) deps.committed(effects, false);
      deps.logger.info('push-conflict', { outboxId: ownId(entry.id) });
      return null;
    }
  }
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
 * Whether it is this decision the portal does not allow, or the desk as a whole, reading what it is about tells: then the round waits
 * for the sign-in, and this one is as it was before. One alone does not hold up the others.
 */
function notAllowed(deps: PushDeps, entry: OutboxEntry, detail: string): Promise<ExchangeFailure | null> {
  const why = exchangeFailure('server-error', detail);
  const patient: Fallback = entry.attempts + 1 >= PATIENCE || entry.correction ? refuse : giveBack;
  return settle(deps, entry, why, { untouched: patient, unknown: giveBack });
}

/** A passing conflict of the server's own making (two transactions at once): tried again, but not for ever. */
const refuseAfterPatience: Fallback = (deps, entry, why) =>
  entry.attempts + 1 >= PATIENCE
    ? refuse(deps, entry, why)
    : tryAgain(deps, entry, why ?? exchangeFailure('server-error', 'HTTP 409'));

/** The portal will never take it: Needs attention. What comes behind it under its ordering key waits. */
function refuse(deps: PushDeps, entry: OutboxEntry, why: ExchangeFailure | null): null {
  const effects = createEffects(deps.clock.now(), deps.by);
  deps.db.transaction(() => {
    if (stillSendable(deps.db, entry.id)) fail(deps, entry, why?.detail ?? '', effects);
  });
  deps.committed(effects, false);
  return null;
}

function fail({ db, by }: PushDeps, entry: OutboxEntry, error: string, effects: Effects): void {
  updateOutbox(db, entry.id, { state: 'failed', last_error: error, finished_ms: effects.now });
  if (entry.correction || !entry.isReadable) {
    // Whether the portal takes it or not, the patient waits for the e-mail at the address they gave.
    releaseCorrected(db, entry.id, entry.correction ?? { mails: [] }, effects.now);
    effects.mailReady = true;
  }
  appendHistory(db, {
    at: effects.now,
    actor: portalActor(by),
    kind: 'portal-refused',
    ...subjectOf(entry),
    outboxId: entry.id,
    detail: { error },
  });
  effects.topics.add('requests').add('schedule').add('attention');
}
