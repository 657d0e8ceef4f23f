import type { PortalCopy } from '../db/queries/portal-copies.ts';
import { parseInstant } from './fhir/instant.ts';
import type { Envelope } from './fhir/read-envelope.ts';

type Version = Pick<PortalCopy, 'versionId' | 'lastUpdated'>;

/** Whether what has been read takes the copy's place. */
export type IsLater = (envelope: Envelope, copy: Version) => boolean;

/** A copy is replaced by another version that is not older: a lagging replica must not bring the past back. */
export function isNewer(envelope: Envelope, copy: Version): boolean {
  if (envelope.versionId === copy.versionId)
    return envelope.lastUpdated !== copy.lastUpdated && !isOlder(envelope, copy);
  return !isOlder(envelope, copy);
}

/**
 * By the server's clock, and where that does not tell, by numbers that versions are at many servers. A higher number under an earlier
 * instant is no past: the server's clock was put back.
 */
export function isOlder(envelope: Version, copy: Version): boolean {
  const [at, was] = [parseInstant(envelope.lastUpdated), parseInstant(copy.lastUpdated)];
  if (at === null || was === null || at > was) return false;
  return at < was ? !isNumberedLower(copy, envelope) : isNumberedLower(envelope, copy);
}

/** A version that has been given before, or one before it, under another instant: the portal was put back, and counts on from there. */
export const isGivenAgain = (now: Version, shown: Version): boolean =>
  isNumberedLower(now, shown)
    ? (parseInstant(now.lastUpdated) ?? 0) > (parseInstant(shown.lastUpdated) ?? 0)
    : now.versionId === shown.versionId && now.lastUpdated !== shown.lastUpdated;

/** Both versions are numbers, and the first is the lower one. */
function isNumberedLower(a: Pick<Version, 'versionId'>, b: Pick<Version, 'versionId'>): boolean {
  const [first, second] = [Number(a.versionId), Number(b.versionId)];
  return Number.isSafeInteger(first) && Number.isSafeInteger(second) && first < second;
}

/** Another version, whichever is older: for what was read because the portal showed something else than it had shown. */
export const isAnotherVersion: IsLater = (envelope, copy) =>
  envelope.versionId !== copy.versionId || envelope.lastUpdated !== copy.lastUpdated;
