import { t } from '../../src-shared/text/text.ts';
import { errorSummary, ownId } from '../log-values.ts';
import { updateOutbox } from '../outbox/entries.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { stillSendable } from '../outbox/queue.ts';
import type { PortalAnswer } from '../ports.ts';
import { sayAddressConflict } from './address-conflict.ts';
import { fail, giveBack, refuse, retryAt, tryAgain } from './after-attempt.ts';
import { buildBundle } from './build-bundle.ts';
import { completeDecision } from './complete-decision.ts';
import { takeBackDecision } from './conflict.ts';
import { basedOnNewest, contactInPortal } from './corrections.ts';
import { createEffects, type Effects } from './effects.ts';
import { type ExchangeFailure, exchangeFailure, exchangeFailureOf } from './exchange-failure.ts';
import type { JsonObject } from './fhir/json.ts';
import { isGivenAway, withOthersBeside } from './offer-locks.ts';
import {
  isConflict,
  isFinal,
  isNotOffered,
  isSaidByServer,
  nothingWasDone,
  refusedForGood,
} from './push-answer.ts';
import { PATIENCE, type PushDeps } from './push-deps.ts';
import { knownServer } from './server-known.ts';
import { accepted, type Fallback, notAllowed, settle } from './settle.ts';
import { withSlots } from './slots.ts';
import { foundAnothers, readTransactionAnswer, refusedInside } from './transaction-answer.ts';
import { areVersionsChecked } from './versions-checked.ts';
import { withLeftOut } from './with-left-out.ts';

/**
 * Sends one decision and deals with the answer (docs/portal.md, "What each answer means to the desk"). It is in doubt
 * before anything leaves, so that a crash at any point is followed by a retry that recognises its own work. The failure is
 * what kept it from ending; null when it ended, well or not.
 */
export async function pushOne(deps: PushDeps, outboxId: string): Promise<ExchangeFailure | null> {
  const { clock, logger } = deps;
  const started = await deps.writing.do(() => begin(deps, outboxId));
  if (started === null) return null;
  const { entry } = started;
  const looked = await lookFirst(deps, entry);
  if (!looked.goesOn) return looked.failure;
  const whole = await withLeftOut(deps.portal, started.bundle);
  if (!whole.ok) return giveBack(deps, entry, whole.error);
  const bundle = whole.value;
  const { answer, slotEntries } = await sendWithSlots(deps, bundle, entry);
  const status = answer.kind === 'answer' ? answer.status : 0;
  logger.info('push-answer', { outboxId: ownId(outboxId), status, attempt: entry.attempts + 1 });
  const said = exchangeFailureOf(answer)?.detail ?? '';
  if (status === 403) return notAllowed(deps, entry, notLetIn(entry, said));
  if (isNotOffered(answer) && !entry.correction)
    return notAllowed(deps, entry, t.details.detailText.noTransactions(said));
  if (nothingWasDone(answer)) return giveBack(deps, entry, exchangeFailureOf(answer));
  if (status >= 200 && status < 300 && answer.kind === 'answer') {
    const refused = refusedInside(answer.body, entry.plan);
    if (refused) return settle(deps, entry, refused, { isInPart: true });
    const applied = await readTransactionAnswer(deps.portal, answer.body, entry.plan, slotEntries);
    if (!applied.ok) return tryAgain(deps, entry, applied.error);
    const foreign = foundAnothers(applied.value, entry.plan, outboxId);
    return foreign ? tryAgain(deps, entry, foreign) : accepted(deps, entry, applied.value);
  }
  if (isConflict(status)) return settle(deps, entry, exchangeFailureOf(answer), { isConflict: true });
  if (isFinal(status)) {
    // An earlier attempt may have been applied before this refusal, or may be yet.
    const certain = entry.state !== 'unsure' && (isSaidByServer(answer) || entry.correction !== null);
    const why = exchangeFailureOf(answer);
    if (entry.correction && certain) return refuse(deps, entry, why);
    // Gone, or changed elsewhere: some servers answer a version conflict with 400 or 422.
    if (certain) return settle(deps, entry, why, { untouched: refuse, unknown: giveBack });
    return settle(
      deps,
      entry,
      why,
      isSaidByServer(answer) || entry.correction ? {} : { untouched: keepTrying },
    );
  }
  const why = exchangeFailureOf(answer) ?? exchangeFailure('server-error', `HTTP ${status}`);
  logger.info('push-unclear', { outboxId: ownId(outboxId), kind: why.kind, at: clock.now() });
  return tryAgain(deps, entry, why);
}

type Looked =
  | { readonly goesOn: true }
  | { readonly goesOn: false; readonly failure: ExchangeFailure | null };

/**
 * Where the server cannot be relied on to refuse what should not be done twice or unseen, the portal is read before it is written. A server
 * may not recognise what an earlier attempt has created (`ifNoneExist`) or changed (`ifMatch`), and one may have been seen to ignore
 * `ifMatch`. What others write between this look and the decision is replaced all the same: `findOverwritten` tells afterwards.
 */
async function lookFirst(deps: PushDeps, entry: OutboxEntry): Promise<Looked> {
  const checked = areVersionsChecked(deps.db, knownServer(deps.db));
  const mayBeThere = entry.plan.some(({ op }) => op === 'post') || checked === null;
  if (checked !== false && !(entry.state === 'unsure' && mayBeThere)) return { goesOn: true };
  let isUntouched = false;
  const failure = await settle(deps, entry, null, {
    unknown: giveBack,
    untouched: () => {
      isUntouched = true;
      return null;
    },
  });
  return isUntouched ? { goesOn: true } : { goesOn: false, failure };
}

function notLetIn({ plan, correction }: OutboxEntry, said: string): string {
  const isNewPatient = plan.some(({ type, op }) => type === 'Patient' && op === 'post');
  return correction ? said : t.details.detailText.notLetIn(isNewPatient, said);
}

/** A gateway's word, however long: the server has not seen the decision, and it leaves by itself once the gateway lets it. */
const keepTrying: Fallback = (deps, entry, why) =>
  tryAgain(deps, entry, why ?? exchangeFailure('server-error', 'HTTP 4xx'));

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
    if (entry.state === 'ready' && isGivenAway(db, entry)) {
      takeBackDecision(db, entry, [], effects);
      return null;
    }
    const newest = onNewest(deps, entry, effects);
    if (newest === null) return null;
    const based = withOthersBeside(db, newest);
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
 * A correction of an address or a number is based on the newest version of the patient, as long as what stands there is still what
 * was corrected. Null when it has ended: the new one stands there already, or a third one does and somebody has to choose. One
 * that may have been applied stays as it was sent: what became of it is looked up first.
 */
function onNewest(deps: PushDeps, entry: OutboxEntry, effects: Effects): OutboxEntry | null {
  const { db, clock } = deps;
  const correction = entry.correction;
  if (!correction || entry.state !== 'ready') return entry;
  const there = contactInPortal(db, correction, clock.now());
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

/** A decision that cannot be written is a bug in this program: it must not keep the others from leaving. */
function tryBuild({ db, clock, logger, by }: PushDeps, entry: OutboxEntry): JsonObject | null | undefined {
  try {
    return buildBundle(db, entry, by.deskName, clock.now());
  } catch (error) {
    logger.error('push-unwritable', { outboxId: ownId(entry.id), ...errorSummary(error) });
    return undefined;
  }
}
