import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import type { Clock, Portal } from '../ports.ts';
import { instantOf } from './cursor.ts';
import { parseInstant } from './fhir/instant.ts';
import { type Envelope, readEnvelope } from './fhir/read-envelope.ts';
import { isGivenAgain, isOlder } from './later-version.ts';
import { getResource } from './portal-reader.ts';

/** How often the portal is asked for what it has shown before. */
const EVERY_MS = MINUTE_MS;
/** So long a replica may be behind: what is still missing after that is gone. */
const PATIENCE_MS = 4 * MINUTE_MS;
/** A portal that gives other instants for the same version each time is not read anew each time. */
const AGAIN_EVERY_MS = 60 * MINUTE_MS;
/** So many of the latest are kept: the newest alone may have been deleted. */
const KEPT = 5;

const witness = z.object({
  type: z.string(),
  id: z.string(),
  versionId: z.string(),
  lastUpdated: z.string(),
});
type Witness = z.infer<typeof witness>;

/** Kept over a restart: a portal is put back at night. */
const memory = z.object({
  /** The newest when it was last asked for one. */
  newest: witness.nullable(),
  /** Seen first since then: written before a restore that came since, if anything was. */
  first: witness.nullable(),
  latest: z.array(witness),
});
type Memory = z.infer<typeof memory>;

const NOTHING: Memory = { newest: null, first: null, latest: [] };
const SETTING = 'sync.witnesses';

/** Notices that the portal has been restored from a backup: it has forgotten what it had shown. */
export interface RestoreWatch {
  /** The portal has these: it listed them, the latest last, or has just taken them. */
  saw(resources: readonly unknown[]): void;
  /**
   * Once a minute asks for what was the newest when it last asked, and for what was seen first since: what is written after a restore
   * hides nothing. True when the portal has had an older version of one for four minutes, or neither it nor another of the latest; or
   * at once where it has given a version a second time.
   */
  look(portal: Portal): Promise<boolean>;
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

  function recall(): Memory {
    remembered ??= readSetting(db, SETTING, memory, NOTHING);
    return remembered;
  }

  /** What a power cut takes of it costs a look. */
  function remember(now: Memory): void {
    db.transaction(() => writeSetting(db, SETTING, now), { lasting: false });
    remembered = now;
  }

  return {
    saw(resources) {
      const shown = resources.slice(-KEPT).flatMap((resource) => {
        const read = readEnvelope(resource);
        return read.ok && parseInstant(read.value.lastUpdated) !== null ? [named(read.value)] : [];
      });
      const before = recall();
      const latest = latestOf([...before.latest, ...shown]);
      if (isDeepStrictEqual(latest, before.latest)) return;
      const until = instantOf(before.latest[0]?.lastUpdated ?? null);
      const first = shown.find(({ lastUpdated }) => instantOf(lastUpdated) > until);
      remember({ ...before, first: before.first ?? first ?? null, latest });
    },

    sawAgain() {
      again = true;
    },

    async look(portal) {
      const now = clock.elapsed();
      if (again && now - followedAt >= AGAIN_EVERY_MS) {
        again = false;
        followedAt = now;
        remember(NOTHING);
        return true;
      }
      if (now - lookedAt < EVERY_MS) return false;
      lookedAt = now;
      const { newest, first, latest } = recall();
      const asked = doubt ? [doubt.about] : [newest, first].flatMap((one) => one ?? []);
      const lost = await firstLost(portal, asked);
      if (lost === undefined) return false;
      if (lost === null) {
        doubt = null;
        const before = recall();
        const next = { ...before, newest: latest[0] ?? null, first: null };
        if (!isDeepStrictEqual(next, before)) remember(next);
        return false;
      }
      doubt ??= { about: lost.about, since: now };
      if (now - doubt.since < PATIENCE_MS) return false;
      const others = latest.filter((one) => !isSame(one, lost.about));
      const restored = lost.standing === 'older' || (await firstLost(portal, others)) != null;
      doubt = null;
      if (restored) followedAt = now;
      remember(restored ? NOTHING : { newest: null, first: null, latest: others });
      return restored;
    },

    forget() {
      doubt = null;
      remember(NOTHING);
    },
  };
}

const named = ({ type, id, versionId, lastUpdated }: Envelope): Witness => ({
  type,
  id,
  versionId,
  lastUpdated,
});

const isSame = (a: Witness, b: Witness): boolean => a.type === b.type && a.id === b.id;

/** Of each resource what was seen last of it; the latest first. */
function latestOf(witnesses: readonly Witness[]): Witness[] {
  const byName = new Map(witnesses.map((one) => [`${one.type}/${one.id}`, one]));
  return [...byName.values()]
    .toSorted((a, b) => instantOf(b.lastUpdated) - instantOf(a.lastUpdated))
    .slice(0, KEPT);
}

interface Lost {
  readonly about: Witness;
  readonly standing: 'older' | 'gone';
}

/** The first that is not as it was; null where all of them are, undefined where nobody can tell. */
async function firstLost(portal: Portal, asked: readonly Witness[]): Promise<Lost | null | undefined> {
  for (const about of asked) {
    const standing = await standingOf(portal, about);
    if (standing === 'unknown') return undefined;
    if (standing !== 'there') return { about, standing };
  }
  return null;
}

async function standingOf(
  portal: Portal,
  { type, id, ...shown }: Witness,
): Promise<'there' | 'older' | 'gone' | 'unknown'> {
  const fetched = await getResource(portal, type, id);
  if (!fetched.ok) return 'unknown';
  if (fetched.value === null) return 'gone';
  const read = readEnvelope(fetched.value);
  if (!read.ok) return 'unknown';
  return isOlder(read.value, shown) || isGivenAgain(read.value, shown) ? 'older' : 'there';
}
