import type { Actor } from '../../src-shared/domain/changes.ts';
import { type DeskLease, isHeld, LEASE_MS } from '../../src-shared/domain/desk-lease.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { findPortalCopy } from '../db/queries/portal-copies.ts';
import { findRequest } from '../db/queries/requests.ts';
import { errorSummary } from '../log-values.ts';
import { isBusy, orderingKeyOfId } from '../outbox/ordering-key.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import type { Clock, Logger, Portal } from '../ports.ts';
import { createAlarm } from '../timing/alarm.ts';
import { within } from '../timing/within.ts';
import { createEffects, type Effects } from './effects.ts';
import { isObject, type JsonObject } from './fhir/json.ts';
import { givenBack, isLeasable, leased, leaseIn } from './fhir/lease.ts';
import { readEnvelope } from './fhir/read-envelope.ts';
import { transactionBundle } from './fhir/write-bundle.ts';
import { getResource } from './portal-reader.ts';
import { storeResource } from './projection.ts';
import { readTransactionAnswer } from './transaction-answer.ts';

/** Whoever passes by, or looks something up, works on nothing. */
const AFTER_MS = 2000;
/** Of one request; well before it ends. */
const RENEW_MS = 60_000;
/** How often it is looked whether one may be taken by now. */
const LOOK_AGAIN_MS = 5000;
/** A window that says nothing for this long is gone, or nobody sits before it. */
const SILENCE_MS = 90_000;
/** At a time. */
const AT_MOST = 3;
/** So long the end of the program waits for leases to be given back: they end by themselves. */
const STOP_LIMIT_MS = 800;
/** This portal does not take leases, or not from this desk. */
const REFUSED: ReadonlySet<number> = new Set([403, 405, 422]);

export interface LeasesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly by: Actor;
  readonly portal: () => Portal;
  /** By the portal's clock; null while nobody knows it. */
  readonly now: () => EpochMs | null;
  /** The portal is set up, and answered last. */
  readonly reachable: () => boolean;
  /** The portal has just taken this Task: one that it does not have any more later was lost. */
  readonly wrote: (task: unknown) => void;
  /** Called after a commit. */
  readonly stored: (effects: Effects) => void;
}

/** The signs in the portal that requests are open at this desk. None is kept, retried, or missed: what comes of one changes nothing else. */
export interface Leases {
  /** The requests somebody at this desk has open now, instead of those before. To be said again while it goes on. */
  workOn(requestIds: readonly string[]): void;
  /** Another portal may take what the one before did not. */
  connectionChanged(): void;
  /** Gives back what is held, as far as that is possible in a moment. */
  stop(): Promise<void>;
}

export function createLeases(deps: LeasesDeps): Leases {
  const { clock, logger } = deps;
  /** Since when each is open. */
  const open = new Map<string, number>();
  /** When one was last sent; when it was last looked whether one could be. */
  const sentAt = new Map<string, number>();
  const lookedAt = new Map<string, number>();
  /** What this desk may have in the portal. */
  const held = new Set<string>();
  let saidAt = 0;
  let refused = false;
  let stopped = false;
  let underWay: Promise<void> | null = null;
  const alarm = createAlarm(clock, act);

  function act(): void {
    if (underWay !== null || stopped) return;
    if (clock.elapsed() - saidAt >= SILENCE_MS) open.clear();
    const closed = [...held].find((id) => !open.has(id));
    const due = [...open.keys()].find((id) => dueIn(id) <= 0);
    const next = closed === undefined ? due : closed;
    if (next === undefined) {
      wait();
      return;
    }
    underWay = (next === closed ? giveBack(next) : take(next))
      .catch((error: unknown) => logger.warn('lease-failed', errorSummary(error)))
      .finally(() => {
        underWay = null;
        act();
      });
  }

  function wait(): void {
    if (open.size === 0) {
      alarm.clear();
      return;
    }
    const silent = saidAt + SILENCE_MS - clock.elapsed();
    alarm.set(Math.min(silent, ...[...open.keys()].map(dueIn)));
  }

  function dueIn(id: string): number {
    const after = (map: ReadonlyMap<string, number>, ms: number) =>
      (map.get(id) ?? Number.NEGATIVE_INFINITY) + ms;
    const at = Math.max(after(open, AFTER_MS), after(sentAt, RENEW_MS), after(lookedAt, LOOK_AGAIN_MS));
    return at - clock.elapsed();
  }

  async function take(id: string): Promise<void> {
    lookedAt.set(id, clock.elapsed());
    const now = deps.now();
    const base = now === null || refused ? null : leasable(deps, id);
    if (now === null || base === null || isHeldElsewhere(deps, base.body, now)) return;
    if (!(await isStillThere(id, base)) || !open.has(id)) return;
    const { deskId, deskName: desk } = deps.by;
    sentAt.set(id, clock.elapsed());
    held.add(id);
    const kept = await write(id, base, leased(base.body, { deskId, desk, until: now + LEASE_MS }));
    // Where the sign does not stay, the rest says nothing to anybody.
    if (kept !== null && leaseIn(kept) === null) refuse(200);
  }

  async function giveBack(id: string): Promise<void> {
    held.delete(id);
    const base = leasable(deps, id);
    if (base === null || leaseIn(base.body)?.deskId !== deps.by.deskId) return;
    if (await isStillThere(id, base)) await write(id, base, givenBack(base.body));
  }

  /** Looked at just before: a portal that was put back gives a version's number anew, perhaps to one that a lease would overwrite. */
  async function isStillThere(id: string, { version, lastUpdated }: Base): Promise<boolean> {
    const fetched = await getResource(deps.portal(), 'Task', id);
    const there = fetched.ok ? readEnvelope(fetched.value) : null;
    if (!there?.ok || there.value.versionId !== version || there.value.lastUpdated !== lastUpdated)
      return false;
    return leasable(deps, id)?.version === version;
  }

  /** The Task as the portal has it then; null where it did not take it, or where that is not known. */
  async function write(id: string, { version }: Base, body: JsonObject): Promise<unknown> {
    const portal = deps.portal();
    const bundle = transactionBundle([{ op: 'put', type: 'Task', id, version, body }], '');
    const answer = await portal.send({ method: 'POST', url: '', body: bundle });
    if (answer.kind !== 'answer') return null;
    if (REFUSED.has(answer.status)) refuse(answer.status);
    if (answer.status >= 300) return null;
    const step: WriteStep = { op: 'put', type: 'Task', localId: id, portalId: id, basedOn: { version } };
    const read = await readTransactionAnswer(portal, answer.body, [step]);
    const current = read.ok ? read.value[0]?.current.body : undefined;
    if (current === undefined) return null;
    const effects = createEffects(clock.now(), deps.by);
    deps.wrote(current);
    deps.db.transaction(() => storeResource(deps.db, current, 'Task', effects));
    deps.stored(effects);
    return current;
  }

  function refuse(status: number): void {
    if (!refused) logger.info('leases-not-taken', { status });
    refused = true;
  }

  return {
    workOn(requestIds) {
      saidAt = clock.elapsed();
      const now = new Set(requestIds.slice(0, AT_MOST));
      for (const id of open.keys()) if (!now.has(id)) open.delete(id);
      for (const id of now) if (!open.has(id)) open.set(id, saidAt);
      act();
    },
    connectionChanged() {
      refused = false;
      held.clear();
      sentAt.clear();
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      alarm.clear();
      open.clear();
      if (held.size === 0 && underWay === null) return;
      const ending = async (): Promise<void> => {
        await underWay;
        for (const id of held) await giveBack(id);
      };
      await within(
        clock,
        STOP_LIMIT_MS,
        ending().catch((error: unknown) => logger.warn('lease-failed', errorSummary(error))),
      );
    },
  };
}

interface Base {
  readonly version: string;
  readonly lastUpdated: string;
  readonly body: JsonObject;
}

/**
 * The Task on which a lease can be written or given back: as it is shown, so that what is written on it reopens nothing, and while
 * no decision about it is on its way.
 */
function leasable({ db, reachable }: LeasesDeps, requestId: string): Base | null {
  if (!reachable()) return null;
  const request = findRequest(db, requestId);
  if (request?.status.state !== 'open' || isBusy(db, orderingKeyOfId(db, request.appointmentId))) return null;
  const copy = findPortalCopy(db, 'Task', requestId);
  if (copy === null || copy.shownVersion !== copy.versionId || !isObject(copy.body)) return null;
  return isLeasable(copy.body)
    ? { version: copy.versionId, lastUpdated: copy.lastUpdated, body: copy.body }
    : null;
}

/** Whoever was first has it, until that ends. */
function isHeldElsewhere({ by }: LeasesDeps, task: JsonObject, now: EpochMs): boolean {
  const lease: DeskLease | null = leaseIn(task);
  return lease !== null && lease.deskId !== by.deskId && isHeld(lease, now);
}
