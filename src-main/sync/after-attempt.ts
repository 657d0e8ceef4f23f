import type { EpochMs } from '../../src-shared/domain/time.ts';
import { appendHistory } from '../db/queries/history.ts';
import { updateOutbox } from '../outbox/entries.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import { subjectOf } from '../outbox/new-patients.ts';
import { stillSendable } from '../outbox/queue.ts';
import { retryAfterMs } from '../outbox/waiting.ts';
import { type AppliedStep, completeDecision } from './complete-decision.ts';
import { releaseCorrected } from './corrected-mail.ts';
import { createEffects, type Effects, portalActor } from './effects.ts';
import { type ExchangeFailure, isForbidden } from './exchange-failure.ts';
import { type Overwritten, sayOverwritten } from './overwritten.ts';
import type { PushDeps } from './push-deps.ts';

/** Where an attempt leaves a decision: each in a transaction, and nothing where it has ended otherwise meanwhile. */

/** Where the portal says for how long it is to be left alone, the round waits, for all of them. */
export const retryAt = ({ clock, ids }: PushDeps, entry: OutboxEntry): EpochMs =>
  clock.now() + retryAfterMs(entry.attempts + 1, ids.random());

/** As it was before the attempt. */
export function giveBack(
  deps: PushDeps,
  entry: OutboxEntry,
  why: ExchangeFailure | null,
): ExchangeFailure | null {
  // Without a connection or a sign-in the round waits, for all of them.
  const ownWait = why !== null && (why.kind === 'busy' || why.kind === 'server-error' || isForbidden(why));
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

export function tryAgain(deps: PushDeps, entry: OutboxEntry, why: ExchangeFailure): ExchangeFailure {
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

/** `overwritten`: what others had written that it has replaced unseen. */
export function complete(
  deps: PushDeps,
  entry: OutboxEntry,
  applied: readonly AppliedStep[],
  overwritten: readonly Overwritten[],
): null {
  const { db } = deps;
  const effects = createEffects(deps.clock.now(), deps.by);
  deps.wrote(applied.map(({ current }) => current.body));
  const isDone = db.transaction(() => {
    if (!completeDecision(db, entry, applied, effects)) return false;
    sayOverwritten(db, entry, overwritten, effects);
    return true;
  });
  if (isDone) deps.committed(effects, true);
  return null;
}

/** The portal will never take it: Needs attention. What comes behind it under its ordering key waits. */
export function refuse(deps: PushDeps, entry: OutboxEntry, why: ExchangeFailure | null): null {
  const effects = createEffects(deps.clock.now(), deps.by);
  deps.db.transaction(() => {
    if (stillSendable(deps.db, entry.id)) fail(deps, entry, why?.detail ?? '', effects);
  });
  deps.committed(effects, false);
  return null;
}

export function fail({ db, by }: PushDeps, entry: OutboxEntry, error: string, effects: Effects): void {
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
