import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { Db } from '../db/db.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import type { Clock, Portal } from '../ports.ts';
import { instantOf } from './cursor.ts';
import { parseInstant } from './fhir/instant.ts';
import { type Envelope, readEnvelope } from './fhir/read-envelope.ts';
import { isOlder } from './later-version.ts';
import { getResource } from './portal-reader.ts';

/** How often the portal is asked for what it has shown before. */
const EVERY_MS = MINUTE_MS;
/** So long a replica may be behind: what is still missing after that is gone. */
const PATIENCE_MS = 4 * MINUTE_MS;
/** So many of the latest are kept: the newest alone may have been deleted. */
const KEPT = 5;

const witness = z.object({
  type: z.string(),
  id: z.string(),
  versionId: z.string(),
  lastUpdated: z.string(),
});
type Witness = z.infer<typeof witness>;

const SETTING = 'sync.witnesses';

/** Notices that the portal has been restored from a backup: it has forgotten what it had shown. */
export interface RestoreWatch {
  /** The portal has listed these, the latest last. */
  saw(resources: readonly unknown[]): void;
  /**
   * Once a minute asks for what was the newest when it last asked, so that what was written after a restore hides nothing; it is kept
   * over a restart. True when the portal has had an older version of it for four minutes, or neither it nor another one.
   */
  look(portal: Portal): Promise<boolean>;
  /** Another portal. */
  forget(): void;
}

type Standing = 'there' | 'older' | 'gone' | 'unknown';

export function createRestoreWatch(db: Db, clock: Pick<Clock, 'elapsed'>): RestoreWatch {
  let seen: readonly Witness[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  let doubtSince: number | null = null;

  const kept = (): Witness[] => readSetting(db, SETTING, z.array(witness), []);
  const keep = (witnesses: readonly Witness[]): void => writeSetting(db, SETTING, witnesses);

  function keepSeen(before: readonly Witness[]): void {
    const now = latest([...before, ...seen]);
    if (!isDeepStrictEqual(now, before)) keep(now);
  }

  return {
    saw(resources) {
      const shown = resources.slice(-KEPT).flatMap((resource) => {
        const read = readEnvelope(resource);
        return read.ok && parseInstant(read.value.lastUpdated) !== null ? [named(read.value)] : [];
      });
      seen = latest([...seen, ...shown]);
    },

    async look(portal) {
      const now = clock.elapsed();
      if (now - lookedAt < EVERY_MS) return false;
      lookedAt = now;
      const witnesses = kept();
      const [first, ...others] = witnesses;
      const standing = first ? await standingOf(portal, first) : 'there';
      if (standing === 'unknown') return false;
      if (standing === 'there') {
        doubtSince = null;
        keepSeen(witnesses);
        return false;
      }
      doubtSince ??= now;
      if (now - doubtSince < PATIENCE_MS) return false;
      const restored = standing === 'older' || (await isAnyLost(portal, others));
      doubtSince = null;
      seen = [];
      keep(restored ? [] : others);
      return restored;
    },

    forget() {
      seen = [];
      doubtSince = null;
      keep([]);
    },
  };
}

const named = ({ type, id, versionId, lastUpdated }: Envelope): Witness => ({
  type,
  id,
  versionId,
  lastUpdated,
});

/** Of each resource what was seen last of it; the latest first. */
function latest(witnesses: readonly Witness[]): Witness[] {
  const byName = new Map(witnesses.map((one) => [`${one.type}/${one.id}`, one]));
  return [...byName.values()]
    .toSorted((a, b) => instantOf(b.lastUpdated) - instantOf(a.lastUpdated))
    .slice(0, KEPT);
}

async function standingOf(portal: Portal, { type, id, ...shown }: Witness): Promise<Standing> {
  const fetched = await getResource(portal, type, id);
  if (!fetched.ok) return 'unknown';
  if (fetched.value === null) return 'gone';
  const read = readEnvelope(fetched.value);
  if (!read.ok) return 'unknown';
  return isOlder(read.value, shown) ? 'older' : 'there';
}

async function isAnyLost(portal: Portal, witnesses: readonly Witness[]): Promise<boolean> {
  for (const one of witnesses) {
    const standing = await standingOf(portal, one);
    if (standing === 'older' || standing === 'gone') return true;
  }
  return false;
}
