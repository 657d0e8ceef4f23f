import { PRACTICE_SECTIONS, type PracticeSection } from '../../../src-shared/domain/practice-sections.ts';
import {
  goneFromPortal,
  putBackInPortal,
  refusedByPortal,
  type SectionState,
  seenInPortal,
  unreadableInPortal,
} from '../../../src-shared/domain/shared-section.ts';
import type { StoredSection } from '../../db/queries/shared-sections.ts';
import type { Clock, Logger, Portal, PortalAnswer } from '../../ports.ts';
import { type ExchangeFailure, exchangeFailureOf, isForbidden } from '../exchange-failure.ts';
import { resourceOf } from '../fhir/read-entry.ts';
import { outcomeText } from '../fhir/read-outcome.ts';
import { bundle } from '../fhir/schemas.ts';
import { Wrong } from '../fhir/shape.ts';
import { readSharedSection, type SectionSeen, sectionTransaction } from '../fhir/shared-section.ts';
import { isOlder } from '../later-version.ts';
import { PASSING, readSections } from './read-sections.ts';
import { changeSection, forgetOtherPortal, type SectionsPlace, storedSection } from './sections.ts';

/** The portal is asked for the practice's settings no more often, unless something depends on them. */
const EVERY_MS = 60_000;
/** Where it has none. */
const NOT_KEPT_EVERY_MS = 60 * 60_000;
/** What a gateway may answer for a while, and a replica may lag behind: beyond that it is so. */
const PATIENCE_MS = 4 * 60_000;

/** How the portal keeps the practice's settings. `unread`: it has not said so far. */
export type Keeping = 'unread' | 'kept' | 'not-kept';

export interface SharedSettings {
  keeping(): Keeping;
  /** News is about to be read, of requests that the policy may decide. */
  newsAhead(): void;
  /**
   * Whether no cancellation may be decided by the policy as it counts here: while the portal may have another. What is saved here and
   * has not arrived, what cannot be read, what has not been asked for since the news: a person decides meanwhile.
   */
  policyHeld(): boolean;
  /**
   * Reads what the portal has and shares what was saved here, where that is due. Only what concerns everything else too is a failure:
   * the portal lets nobody in, or wants to be left alone.
   */
  exchange(portal: Portal, why: Why): Promise<ExchangeFailure | null>;
}

interface Why {
  /** Somebody asks for it. */
  readonly asked: boolean;
  /** A request waits for the policy. */
  readonly news: boolean;
}

export interface SharedSettingsDeps extends SectionsPlace {
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly logger: Logger;
  readonly configured: () => boolean;
  readonly serverKey: () => string;
  /** Called after a commit. `inForce`: other rules count now. */
  readonly changed: (inForce: boolean) => void;
}

/** The exchange of the practice's settings with the portal; what it remembers beside the database is forgotten at a restart. */
export function createSharedSettings(deps: SharedSettingsDeps): SharedSettings {
  const { clock, by, logger } = deps;
  let keeping: Keeping = 'unread';
  let server: string | null = null;
  let askedAt: number | null = null;
  /** They have been read since the news. */
  let fresh = false;
  let failingSince: number | null = null;
  /** The sections it had when it was last read. */
  let inPortal: ReadonlySet<PracticeSection> = new Set();
  /** Since when the portal shows an older version of a section than before. */
  const olderSince = new Map<PracticeSection, number>();

  function turnTo(key: string): void {
    if (server === key) return;
    forgetOtherPortal(deps, key);
    server = key;
    keeping = 'unread';
    askedAt = null;
    fresh = false;
    failingSince = null;
    olderSince.clear();
    deps.changed(false);
  }

  function isDue({ asked, news }: Why): boolean {
    if (asked || askedAt === null) return true;
    const since = clock.elapsed() - askedAt;
    return keeping === 'not-kept' ? since >= NOT_KEPT_EVERY_MS : news || since >= EVERY_MS;
  }

  async function exchange(portal: Portal, why: Why): Promise<ExchangeFailure | null> {
    turnTo(deps.serverKey());
    if (!isDue(why)) return null;
    const failure = await read(portal);
    if (failure) return concernsAll(failure) ? failure : null;
    if (keeping !== 'kept') return null;
    for (const section of PRACTICE_SECTIONS) {
      const unwritten = await share(portal, section);
      if (unwritten && concernsAll(unwritten)) return unwritten;
    }
    return null;
  }

  async function read(portal: Portal): Promise<ExchangeFailure | null> {
    const found = await readSections(portal);
    const before = askedAt;
    askedAt = clock.elapsed();
    if (found.kind === 'read') {
      inPortal = new Set(found.seen.map(({ section }) => section));
      for (const seen of found.seen) take(seen);
      stand('kept');
      return null;
    }
    const isFirst = failingSince === null || before === null || askedAt - before > 2 * EVERY_MS;
    const since = isFirst ? askedAt : (failingSince ?? askedAt);
    failingSince = since;
    if (found.kind === 'not-kept') {
      if (found.sure || askedAt - since >= PATIENCE_MS) stand('not-kept');
      return null;
    }
    logger.warn('settings-not-read', { kind: found.failure.kind });
    fresh = false;
    return found.failure;
  }

  function stand(now: 'kept' | 'not-kept'): void {
    failingSince = null;
    fresh = true;
    if (keeping === now) return;
    keeping = now;
    deps.changed(false);
  }

  function change(section: PracticeSection, how: (stored: StoredSection) => SectionState): void {
    const { written, inForce } = changeSection(deps, section, how);
    if (written) deps.changed(inForce);
  }

  function take(seen: SectionSeen): void {
    const { section } = seen;
    const version = seen.copy ?? seen.unreadable;
    const stored = storedSection(deps, section);
    const known = stored.unreadable ?? stored.copy;
    const older = known !== null && isOlder(versionOf(version), versionOf(known));
    if (!older) olderSince.delete(section);
    else if (!isOlderForLong(section)) return;
    change(section, (before) => {
      if (seen.copy === null) return unreadableInPortal(before, seen.unreadable);
      return older ? putBackInPortal(before, seen.copy, by.deskId) : seenInPortal(before, seen.copy);
    });
  }

  /** A replica may lag behind; a portal that was put back stays so. */
  function isOlderForLong(section: PracticeSection): boolean {
    const since = olderSince.get(section) ?? clock.elapsed();
    olderSince.set(section, since);
    return clock.elapsed() - since >= PATIENCE_MS;
  }

  /** Writes what was saved here, and reads again what somebody else has written first. */
  async function share(portal: Portal, section: PracticeSection): Promise<ExchangeFailure | null> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const state = storedSection(deps, section);
      const { own, copy, unreadable } = state;
      if (own?.standing !== 'waiting' || unreadable?.why === 'newer') return null;
      const replaced = own.basedOn === null ? null : (unreadable ?? copy);
      const answer = await portal.send({
        method: 'POST',
        url: '',
        body: sectionTransaction(section, own, replaced, by),
      });
      // Another connection was chosen in Settings meanwhile.
      if (deps.serverKey() !== server) return null;
      const failure = exchangeFailureOf(answer);
      if (failure === null) {
        const seen = writtenBy(answer);
        if (seen?.section === section) take(seen);
        // The answer need not carry what was written.
        return storedSection(deps, section).own?.write === own.write ? read(portal) : null;
      }
      if (!isRefused(answer)) return failure;
      // Without the portal's own words it may be a gateway's: it is tried again.
      const said = outcomeText(answer.body);
      const isGone = said !== null && replaced !== null && GONE.has(answer.status);
      if (!isGone && !OVERTAKEN.has(answer.status)) {
        if (said === null) return null;
        change(section, (before) => refusedByPortal(before, own.write, said));
        return null;
      }
      const unread = await read(portal);
      if (unread) return unread;
      if (isGone && !inPortal.has(section)) change(section, goneFromPortal);
    }
    return null;
  }

  function policyHeld(): boolean {
    if (!deps.configured()) return false;
    const { own, copy, unreadable, server: of } = storedSection(deps, 'policy');
    if (keeping === 'not-kept' && server === deps.serverKey()) return false;
    if (unreadable !== null || own?.standing === 'waiting') return true;
    if (fresh && server === deps.serverKey()) return false;
    const failsForLong = failingSince !== null && clock.elapsed() - failingSince >= PATIENCE_MS;
    return !(failsForLong && copy !== null && of === deps.serverKey());
  }

  return {
    keeping: () => (server === deps.serverKey() ? keeping : 'unread'),
    newsAhead() {
      fresh = false;
    },
    policyHeld,
    exchange,
  };
}

const versionOf = ({ version, lastUpdated }: { readonly version: string; readonly lastUpdated: string }) => ({
  versionId: version,
  lastUpdated,
});

/** The rest of the exchange with the portal goes on without the practice's settings. */
const concernsAll = (failure: ExchangeFailure): boolean =>
  failure.kind !== 'offline' && failure.kind !== 'server-error' && !isForbidden(failure);

/** Somebody else has changed what the write was based on, or created it first; or removed it. */
const OVERTAKEN: ReadonlySet<number> = new Set([409, 412]);
const GONE: ReadonlySet<number> = new Set([404, 410]);

/** However often it is sent. */
const isRefused = (answer: PortalAnswer): answer is Extract<PortalAnswer, { kind: 'answer' }> =>
  answer.kind === 'answer' && answer.status >= 400 && answer.status < 500 && !PASSING.has(answer.status);

/** The one resource of a transaction's answer, as the portal has it now. */
function writtenBy(answer: PortalAnswer): SectionSeen | null {
  const read = bundle(answer.kind === 'answer' ? answer.body : undefined);
  const [entry] = read instanceof Wrong ? [] : (read.entry ?? []);
  return readSharedSection(resourceOf(entry));
}
