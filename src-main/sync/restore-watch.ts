import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import type { Clock, Portal } from '../ports.ts';
import { longestBackoffMs } from '../timing/backoff.ts';
import { instantOf } from './cursor.ts';
import { versionsOf } from './examine.ts';
import { isForbidden } from './exchange-failure.ts';
import { parseInstant } from './fhir/instant.ts';
import { type Envelope, readEnvelope } from './fhir/read-envelope.ts';
import { type Histories, historiesAt } from './histories-offered.ts';
import { isGivenAgain, isOlder } from './later-version.ts';
import { type Fetched, getResource } from './portal-reader.ts';

/** How often the portal is asked for what it has shown before. */
const EVERY_MS = MINUTE_MS;
/** So long a replica may be behind: what is still missing after that is gone. */
const PATIENCE_MS = 4 * MINUTE_MS;
/**
 * Before the portal is read anew once more: not at all at first, then longer and longer, as there may be portals that give other
 * instants for the same version each time. After an hour without a sign it begins again.
 */
const AGAIN = { firstMs: 2 * MINUTE_MS, maxMs: 60 * MINUTE_MS };
/** So many of the latest are kept: the newest alone may have been deleted. */
const KEPT = 5;
/** So many are asked for that were among the newest at a time since the last look: half of them the first, half the last. */
const ASKED = 12;

const witness = z.object({
  type: z.string(),
  id: z.string(),
  versionId: z.string(),
  lastUpdated: z.string(),
});
type Witness = z.infer<typeof witness>;
type Name = Pick<Witness, 'type' | 'id'>;

/** Kept over a restart: a portal is put back at night. */
const memory = z.object({
  /** The latest when it was last asked for the newest: the newest first, and those after it for the case that it has changed since. */
  newest: z.array(witness),
  /**
   * Each that has been among the newest since then. What a restore loses is the end of what was written, so that it loses some of these
   * whatever is written after it; of what is written together one may be written anew, and the rest tells of it.
   */
  since: z.array(witness).default([]),
  latest: z.array(witness),
});
type Memory = z.infer<typeof memory>;

const NOTHING: Memory = { newest: [], since: [], latest: [] };
const SETTING = 'sync.witnesses';

/** What the portal no longer has as it had shown it. */
type Forgotten =
  /** It has been put back to an earlier state. */
  | { readonly what: 'restored' }
  /** This alone is gone: deleted, or the only thing that a restore has lost. */
  | { readonly what: 'gone'; readonly type: string; readonly id: string };

/** Notices that the portal has been restored from a backup: it has forgotten what it had shown. */
export interface RestoreWatch {
  /** The portal has these: it listed them, the latest last. */
  saw(resources: readonly unknown[]): void;
  /**
   * The portal has taken these, or has shown them one by one: a search may never list them, as whoever read them may have been slow, and later ones
   * be known by then.
   */
  took(resources: readonly unknown[]): void;
  /**
   * Once a minute asks for what was the newest when it last asked (where that has been written anew, for the next), and for what has
   * been since: what is written after a restore hides nothing. It was restored when it has had an older version of one for four minutes, or neither it nor another of these and of
   * the latest; or at once where it has given a version a second time. Null: nothing is missing, or nobody can tell yet.
   */
  look(portal: Portal): Promise<Forgotten | null>;
  /** What follows from its being gone has been done: it is not asked for any more. Until then each look finds it. */
  passOver(gone: Name): void;
  /** Of something the portal has given the same version a second time. */
  sawAgain(): void;
  /** Another portal. */
  forget(): void;
}

interface Doubt {
  readonly about: Witness;
  readonly since: number;
}

export function createRestoreWatch(db: Db, clock: Pick<Clock, 'elapsed'>): RestoreWatch {
  let remembered: Memory | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let doubt: Doubt | null = null;
  let again = false;
  let followedAt = Number.NEGATIVE_INFINITY;
  /** In a row, without an hour between. */
  let follows = 0;

  function signOfRestore(): void {
    if (clock.elapsed() - followedAt > AGAIN.maxMs) follows = 0;
  }

  /** It is to be read anew, if that has not just been done. */
  function restored(): Forgotten | null {
    const now = clock.elapsed();
    if (now - followedAt < longestBackoffMs(follows, AGAIN)) return null;
    follows += 1;
    followedAt = now;
    again = false;
    doubt = null;
    remember(NOTHING);
    return { what: 'restored' };
  }

  function recall(): Memory {
    remembered ??= readSetting(db, SETTING, memory, NOTHING);
    return remembered;
  }

  /** What a power cut takes of it costs a look. */
  function remember(now: Memory): void {
    db.transaction(() => writeSetting(db, SETTING, now), { lasting: false });
    remembered = now;
  }

  /** What the desk may not read any more tells nothing: it is asked for what else has been the newest. */
  function leaveOut(refused: Name): void {
    const { newest, since, latest } = recall();
    const isOther = (one: Witness): boolean => !isSame(one, refused);
    remember({
      newest: newest.filter(isOther),
      since: since.filter(isOther),
      latest: latest.filter(isOther),
    });
  }

  function rememberLooked(newest: readonly Witness[]): void {
    const before = recall();
    const next = { ...before, newest: [...newest], since: [] };
    if (!isDeepStrictEqual(next, before)) remember(next);
  }

  function add(shown: readonly Witness[], isNews: (one: Witness, newest: number) => boolean): void {
    const before = recall();
    const latest = latestOf([...before.latest, ...shown]);
    const newest = instantOf(before.latest[0]?.lastUpdated ?? '');
    const news = shown.filter(
      (one) =>
        isNews(one, newest) &&
        ![...before.since, ...before.latest].some((known) => isDeepStrictEqual(known, one)),
    );
    if (news.length === 0 && isDeepStrictEqual(latest, before.latest)) return;
    remember({ ...before, since: bothEnds([...before.since, ...news]), latest });
  }

  return {
    saw(resources) {
      add(witnessesIn(resources.slice(-KEPT)), (one, newest) => instantOf(one.lastUpdated) >= newest);
    },

    took(resources) {
      add(witnessesIn(resources), () => true);
    },

    sawAgain() {
      if (!again) signOfRestore();
      again = true;
    },

    async look(portal) {
      const now = clock.elapsed();
      if (again) {
        const found = restored();
        if (found) return found;
      }
      if (now - lookedAt < EVERY_MS) return null;
      lookedAt = now;
      const asked = recall();
      const lost = await firstLost(
        portal,
        historiesAt(db),
        doubt ? [[doubt.about]] : [asked.newest, ...asked.since.map((one) => [one])],
        leaveOut,
      );
      if (lost === undefined) return null;
      const { newest, since, latest } = recall();
      if (lost === null) {
        // What else has been the newest is asked for next time.
        if (doubt) doubt = null;
        else rememberLooked(latest);
        return null;
      }
      if (!doubt) signOfRestore();
      doubt ??= { about: lost.about, since: now };
      if (now - doubt.since < PATIENCE_MS) return null;
      const others = [...newest, ...since, ...latest].flatMap((one) =>
        isSame(one, lost.about) ? [] : [[one]],
      );
      const another =
        lost.standing === 'older' ? lost : await firstLost(portal, historiesAt(db), others, leaveOut);
      if (another === undefined) return null;
      if (another !== null) return restored();
      return { what: 'gone', type: lost.about.type, id: lost.about.id };
    },

    passOver(gone) {
      doubt = null;
      const { latest } = recall();
      remember({ newest: [], since: [], latest: latest.filter((one) => !isSame(one, gone)) });
    },

    forget() {
      doubt = null;
      remember(NOTHING);
    },
  };
}

const witnessesIn = (resources: readonly unknown[]): Witness[] =>
  resources.flatMap((resource) => {
    const read = readEnvelope(resource);
    return read.ok && parseInstant(read.value.lastUpdated) !== null ? [named(read.value)] : [];
  });

const named = ({ type, id, versionId, lastUpdated }: Envelope): Witness => ({
  type,
  id,
  versionId,
  lastUpdated,
});

const isSame = (a: Name, b: Name): boolean => a.type === b.type && a.id === b.id;

/** Of each resource what was seen last of it; the latest first. */
function latestOf(witnesses: readonly Witness[]): Witness[] {
  const byName = new Map(witnesses.map((one) => [`${one.type}/${one.id}`, one]));
  return [...byName.values()]
    .toSorted((a, b) => instantOf(b.lastUpdated) - instantOf(a.lastUpdated))
    .slice(0, KEPT);
}

const bothEnds = (list: readonly Witness[]): Witness[] =>
  list.length <= ASKED ? [...list] : [...list.slice(0, ASKED / 2), ...list.slice(-ASKED / 2)];

interface Lost {
  readonly about: Witness;
  readonly standing: 'older' | 'gone';
}

/**
 * The first that is not as it was; null where there is none, undefined where nobody can tell. Of each group they are asked for one after
 * another until one stands as it did: what has been written anew meanwhile tells something by its history alone. Each resource is read once. Those that may not
 * be read are passed over, and handed to `refused`.
 */
async function firstLost(
  portal: Portal,
  histories: Histories,
  groups: readonly (readonly Witness[])[],
  refused: (one: Witness) => void,
): Promise<Lost | null | undefined> {
  const read = new Map<string, Fetched<unknown>>();
  for (const group of groups)
    for (const about of group) {
      const name = `${about.type}/${about.id}`;
      const fetched = read.get(name) ?? (await getResource(portal, about.type, about.id));
      read.set(name, fetched);
      const found = standingOf(fetched, about);
      const standing = found === 'later' && (await wasGivenTwice(portal, histories, about)) ? 'older' : found;
      if (standing === 'unknown') return undefined;
      if (standing === 'older' || standing === 'gone') return { about, standing };
      if (standing === 'refused') refused(about);
      if (standing === 'there') break;
    }
  return null;
}

/** Whether the history has the version that was shown under another instant; where nothing is known of it, it was not. */
async function wasGivenTwice(
  portal: Portal,
  histories: Histories,
  { type, id, versionId, lastUpdated }: Witness,
): Promise<boolean> {
  const history = await versionsOf(portal, type, id, histories);
  const given = history.ok ? history.value.filter((version) => version.versionId === versionId) : [];
  return given.length > 0 && given.every((version) => version.lastUpdated !== lastUpdated);
}

function standingOf(
  fetched: Fetched<unknown>,
  shown: Witness,
): 'there' | 'later' | 'older' | 'gone' | 'refused' | 'unknown' {
  if (!fetched.ok) return isForbidden(fetched.error) ? 'refused' : 'unknown';
  if (fetched.value === null) return 'gone';
  const read = readEnvelope(fetched.value);
  if (!read.ok) return 'unknown';
  if (isOlder(read.value, shown) || isGivenAgain(read.value, shown)) return 'older';
  return read.value.versionId === shown.versionId ? 'there' : 'later';
}
