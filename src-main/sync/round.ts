import { z } from 'zod';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { holdMail } from '../mail/release.ts';
import { isAnySendable, retryAtOnce } from '../outbox/queue.ts';
import { deliverUntold, isAnyUntold } from '../outbox/untold.ts';
import type { Portal } from '../ports.ts';
import type { Bell } from '../timing/bell.ts';
import { inTurns } from '../timing/in-turns.ts';
import { createOneAtATime } from '../timing/one-at-a-time.ts';
import { isPolicyDue, runAutomation } from './automation.ts';
import { refreshContacts } from './contacts-due.ts';
import { forgetCursors, PULLED_TYPES, type PulledType, readCursor, SCHEDULE_TYPES } from './cursor.ts';
import { createEffects, type Effects } from './effects.ts';
import { type ExchangeFailure, exchangeFailure } from './exchange-failure.ts';
import { isObject } from './fhir/json.ts';
import { removeAbsent } from './find-absent.ts';
import { takeBackWhatIsGivenAgain } from './given-again.ts';
import { createLateWatch } from './late-watch.ts';
import { createProviderLoading } from './load-by-provider.ts';
import { findDecisionsAbout, findLostDecisions } from './lost-decisions.ts';
import { findLostPatients } from './lost-patients.ts';
import type { Outcome, Pacing, Round } from './pacing.ts';
import type { PortalClock } from './portal-clock.ts';
import {
  beginFollowingRestore,
  endFollowingRestore,
  laterAfterRestore,
  restoreUnderWay,
} from './portal-restored.ts';
import { type Pulled, type PullProgress, pull } from './pull.ts';
import { push, stopsAll } from './push.ts';
import { followPutBack } from './put-back.ts';
import { rereadAfterUpdate } from './reread-after-update.ts';
import { createRestoreWatch } from './restore-watch.ts';
import { createSearchWays } from './search-ways.ts';
import { knownServer, saveKnownServer } from './server-known.ts';
import type { SyncDeps } from './sync-deps.ts';
import { type HeldBack, showHeldBack } from './take-back.ts';
import { withVersion } from './with-version.ts';

const NO_ANSWERS = 'sync.no-answers';

/** What rounds share with whoever starts them. */
export interface RoundTools {
  readonly portalClock: PortalClock;
  /** Rings when a decision may be sent. */
  readonly bell: Bell;
  /** Asked anew for each exchange. */
  readonly portal: () => Portal;
  /** Lets others go first; false where nothing more is to be begun. */
  readonly standBack: () => Promise<boolean>;
}

export interface RoundListeners {
  /** Committed; `mail`: e-mails were let go with it. */
  readonly effects: (effects: Effects, mail?: boolean) => void;
  /** A reading has found something new or changed. */
  readonly news: () => void;
  /** How far the reading of many pages is; null once it has ended. */
  readonly progress: (progress: PullProgress | null) => void;
  /** The round goes on to the portal; `sending`: with decisions. */
  readonly exchanging: (sending: boolean) => void;
}

export interface Rounds {
  /**
   * Carries one round out, as `pacing` stood before it. `still` says whether the connection is the one it began with.
   * Rejects with what the database threw.
   */
  run(round: Round, pacing: Pacing, still: () => boolean): Promise<Outcome>;
  /** What patients answered in the portal until this instant has been read and acted upon; null before the first round. */
  answersKnownUntil(): EpochMs | null;
  /** Whether the portal, when asked last, said itself that it keeps no answers of patients. */
  keepsNoAnswers(): boolean;
  /** When a round last came so far that patients may be reminded by what it had read; null: not in this run. */
  newsReadAt(): Moment | null;
  /** The portal has just taken these, outside of a round. */
  wrote(resources: readonly unknown[]): void;
}

/** The desk's clock, and `Clock.elapsed`: one may be set, the other stands still while the machine sleeps. */
interface Moment {
  readonly now: EpochMs;
  readonly elapsed: number;
}

/** What one round does, and what it remembers of the ones before. */
export function createRounds(
  deps: SyncDeps,
  { portalClock, bell, portal, standBack }: RoundTools,
  on: RoundListeners,
): Rounds {
  const { db, clock, ids, logger } = deps;
  const standing = new Map<PulledType, { readonly since: string | null; readonly at: number }>();
  const relatedReadAt = new Map<string, number>();
  const unreadReadAt = new Map<string, number>();
  const namedReadAt = new Map<string, number>();
  const lateWatch = createLateWatch(clock);
  let ways = createSearchWays();
  let providerLoading = createProviderLoading();
  const restoreWatch = createRestoreWatch(db, clock);
  /** What a restored portal has listed since it began to be read anew; null where none is. */
  let listed: Set<string> | null = null;
  let knownUntil: EpochMs | null = null;
  let newsReadAt: Moment | null = null;
  let noAnswers = readSetting(db, NO_ANSWERS, z.boolean(), false);
  const writing = createOneAtATime(clock, standBack);

  async function run(
    round: Round,
    { hurry, notBefore, last }: Pacing,
    still: () => boolean,
  ): Promise<Outcome> {
    const beganAt = clock.now();
    const began = clock.elapsed();
    if (hurry) retryAtOnce(db, beganAt);
    await lookAtContacts();
    await rereadUnderstood();
    if (!deps.configured()) return ended(exchangeFailure('not-sent', ''));
    const isReadOnly = (deps.readOnly?.() ?? null) !== null;
    if (!isReadOnly) tellWhatIsUntold(beganAt);
    if (notBefore > clock.elapsed()) return { kind: 'not-due' };
    forgetOtherServer();
    // All of them waited for the connection, not each for itself: they leave in the order they were made.
    if (last?.kind === 'offline') retryAtOnce(db, beganAt);
    on.exchanging(!isReadOnly && isAnySendable(db, beganAt));
    // A portal that let nobody in is asked for news first: only when it answers may decisions leave again.
    const pushed = round === 'full' && last?.kind === 'sign-in-failed' ? null : await send();
    // What was decided meanwhile without a portal has to be told before anything is read: another round begins with that.
    if (!still()) return ended(pushed);
    const stopped = pushed !== null && stopsAll(pushed);
    const pulled = stopped || round === 'push' ? null : await read();
    const failed = pulled?.failure ?? null;
    // What was not got to says neither.
    if (pulled && !pulled.unread.has('AppointmentResponse'))
      noteAnswers(pulled.unoffered.has('AppointmentResponse'));
    const broken = stopped || (failed !== null && stopsRound(failed));
    const unshared = broken || isReadOnly || round === 'push' ? null : await shareSettings(hurry);
    // However the round ends: what has been read is acted upon.
    await automate(isReadOnly);
    if (stopped) return ended(pushed);
    if (round === 'push') return afterPush(pushed);
    if (failed && stopsRound(failed)) return ended(failed);
    if (unshared) return ended(unshared);
    // By the clock that proposals end by.
    if (pulled && !isReadOnly && ANSWERS.every((type) => !pulled.unread.has(type)) && still())
      knownUntil = portalClock.present().earliest - Math.ceil(clock.elapsed() - began);
    if (!still()) return ended(failed);
    newsReadAt = { now: clock.now(), elapsed: clock.elapsed() };
    const unreminded = await deps.reminders.run(portal(), portalClock.present());
    if (unreminded) return ended(unreminded);
    if (!still()) return ended(failed);
    const again = await send();
    // A decision whose answer was lost waits for its next attempt; the portal itself has just answered.
    return ended([again, failed, pushed].find((one) => one !== null && one.kind !== 'offline') ?? null);
  }

  /** What was decided while no portal was set up. What has not left of its letters waits for the portal's yes, as always. */
  function tellWhatIsUntold(now: EpochMs): void {
    if (!isAnyUntold(db)) return;
    db.transaction(() => {
      for (const id of deliverUntold(db, now)) holdMail(db, id);
    });
    const effects = createEffects(now, deps.identity);
    effects.topics.add('requests').add('schedule').add('calls');
    on.effects(effects);
  }

  async function send(): Promise<ExchangeFailure | null> {
    if (deps.readOnly?.()) return null;
    return push({
      db,
      clock,
      ids,
      logger,
      portal: portal(),
      by: deps.identity,
      writing,
      bell,
      wrote: restoreWatch.took,
      committed: on.effects,
    });
  }

  /** After the news and before the policy acts on it: another desk may have changed the policy first. */
  const shareSettings = (asked: boolean): Promise<ExchangeFailure | null> =>
    deps.shared.exchange(portal(), { asked, news: isPolicyDue(db) });

  async function read(): Promise<Pulled> {
    deps.shared.newsAhead();
    const pulled = await readOnce();
    if (followPutBack(db, portalClock)) {
      logger.warn('portal-clock-put-back');
      return isBroken(pulled) ? pulled : readOnce();
    }
    return isBroken(pulled) ? pulled : followRestore(pulled);
  }

  /** A portal that has forgotten what it had shown was restored from a backup: it is read anew, and what it lost is said. */
  async function followRestore(before: Pulled): Promise<Pulled> {
    let pulled = before;
    const effects = () => createEffects(clock.now(), deps.identity);
    if (listed === null) {
      const begun = restoreUnderWay(db);
      const forgotten = begun === null ? await restoreWatch.look(portal()) : null;
      if (forgotten?.what === 'gone') {
        const failed = await findDecisionsAbout(db, portal(), forgotten, effects, on.effects);
        if (failed === null) restoreWatch.passOver(forgotten);
        return { ...pulled, failure: failed ?? pulled.failure };
      }
      if (begun === null && forgotten === null) return pulled;
      const unclear = await takeBackWhatIsGivenAgain(
        db,
        portal(),
        portalClock.present().latest - clock.now(),
        effects,
        on.effects,
      );
      if (unclear) return { ...pulled, failure: unclear };
      logger.warn('portal-restored');
      beginFollowingRestore(db, begun ?? portalClock.present().latest);
      standing.clear();
      listed = new Set();
      pulled = await readOnce();
      if (isBroken(pulled)) return pulled;
    }
    // Of what may not be read nobody can tell whether it is there: it is looked for once it may.
    if (DECIDED_ABOUT.some((type) => pulled.unread.has(type))) return pulled;
    const failed =
      (await findLostDecisions(db, portal(), effects, on.effects)) ??
      (await removeAbsent(db, portal(), listed, effects, on.effects)) ??
      (await findLostPatients(db, portal(), listed, effects, on.effects));
    if (failed) return { ...pulled, failure: failed };
    endFollowingRestore(db);
    listed = null;
    return pulled;
  }

  async function readOnce(): Promise<Pulled> {
    const readOnly = deps.readOnly?.() ?? null;
    const isFirstLoad = DECIDED_ABOUT.some((type) => !readCursor(db, type).complete);
    let arrived = 0;
    const found = await pull(
      {
        db,
        clock,
        logger,
        portal: portal(),
        standBack,
        types: readOnly === null ? PULLED_TYPES : SCHEDULE_TYPES,
        byProvider: readOnly === null ? null : { readOnly, loading: providerLoading, zone: deps.zone },
        by: deps.identity,
        standing,
        lateWatch,
        relatedReadAt,
        unreadReadAt,
        namedReadAt,
        ways,
        portalNow: portalClock.now,
        isLater: laterAfterRestore(restoreUnderWay(db)),
        givenAgain: restoreWatch.sawAgain,
        asRead: readOnly === null ? (resource) => resource : withVersion,
        pageStored(resources) {
          restoreWatch.saw(resources);
          for (const one of resources) if (isObject(one)) listed?.add(`${one.resourceType}/${one.id}`);
        },
        // A decision made meanwhile does not wait for the last page: of ten thousand, or of a server that never stops.
        betweenPages: async () => {
          const sends = !deps.readOnly?.() && isAnySendable(db, clock.now());
          if (sends) await send();
          return sends;
        },
        stored: (effects) => {
          arrived += effects.arrived;
          if (effects.topics.size > 0) on.news();
          on.effects(effects);
        },
      },
      on.progress,
    );
    if (arrived > 0 && !isFirstLoad) deps.arrived(arrived);
    return found;
  }

  /** Also without a portal: time passes there too. */
  async function lookAtContacts(): Promise<void> {
    await inTurns(clock, standBack, (isOver) => {
      const effects = createEffects(clock.now(), deps.identity);
      const more = db.transaction(() => refreshContacts(db, effects, isOver));
      if (effects.topics.size > 0) on.effects(effects);
      return more;
    });
  }

  /** What an earlier version of the program could not read. */
  const rereadUnderstood = (): Promise<void> =>
    rereadAfterUpdate(
      db,
      clock,
      standBack,
      deps.version ?? '',
      () => createEffects(clock.now(), deps.identity),
      on.effects,
    );

  /** What was held back is shown, then the news is acted upon; without any, this reads two empty indexes. */
  async function automate(isReadOnly: boolean): Promise<void> {
    let looked: HeldBack | null = null;
    await inTurns(clock, standBack, (isOver) => {
      const effects = createEffects(clock.now(), deps.identity);
      looked = db.transaction(() => showHeldBack(db, effects, looked, isOver));
      if (effects.topics.size > 0) on.effects(effects);
      return looked !== null;
    });
    // Nothing of it is lost: it stays due until something may be decided again.
    if (isReadOnly) return;
    const moment = () => ({ now: portalClock.present().latest, zone: deps.zone() });
    const { policyHeld } = deps.shared;
    await runAutomation({ db, logger, moment, automate: deps.automate, policyHeld }, clock, standBack);
  }

  /** Copies and rows stay: the same portal may have moved. But everything is read anew. */
  function forgetOtherServer(): void {
    const key = deps.serverKey();
    const known = knownServer(db);
    if (known === key) return;
    db.transaction(() => {
      saveKnownServer(db, key);
      if (known !== null) {
        forgetCursors(db);
        endFollowingRestore(db);
      }
    });
    portalClock.forget();
    restoreWatch.forget();
    listed = null;
    standing.clear();
    relatedReadAt.clear();
    unreadReadAt.clear();
    namedReadAt.clear();
    lateWatch.forget();
    ways = createSearchWays();
    providerLoading = createProviderLoading();
    knownUntil = null;
    newsReadAt = null;
    noteAnswers(false);
  }

  /** Kept: what is proposed after the next start, before the portal is asked, goes by it. */
  function noteAnswers(none: boolean): void {
    if (none === noAnswers) return;
    writeSetting(db, NO_ANSWERS, none);
    noAnswers = none;
  }

  return {
    run,
    answersKnownUntil: () => knownUntil,
    newsReadAt: () => newsReadAt,
    keepsNoAnswers: () => noAnswers,
    wrote: restoreWatch.took,
  };
}

const ended = (result: ExchangeFailure | null): Outcome => ({ kind: 'ended', failure: result });

/** Says nothing of what the last reading met. An answer that was lost may mean that the portal is away: it is asked. */
function afterPush(result: ExchangeFailure | null): Outcome {
  if (result === null) return { kind: 'pushed' };
  return result.kind === 'offline' ? { kind: 'answer-lost' } : ended(result);
}

/** Reading anything else now is in vain. */
const stopsRound = ({ kind }: ExchangeFailure): boolean =>
  kind !== 'server-error' && kind !== 'types-refused';

/** More is the matter than a missing right. */
const isBroken = ({ failure }: Pulled): boolean => failure !== null && failure.kind !== 'types-refused';

/** What requests and their visits stand in. */
const DECIDED_ABOUT: readonly PulledType[] = ['Appointment', 'Task'];
/** What a patient's answer, or a request taken back, may stand in, and whose it is. */
const ANSWERS: readonly PulledType[] = ['Patient', 'Appointment', 'Task', 'AppointmentResponse'];
