import type { DeskName } from '../../src-shared/domain/desk-name.ts';
import { deciderIn } from './fhir/decided-by.ts';
import { differByLeaseAlone } from './fhir/lease.ts';
import type { Envelope } from './fhir/read-envelope.ts';

/**
 * The desk whose decision made this version; null where that is not certain. What a version says of itself may be left over from an
 * earlier one, as may its tags, where somebody else has changed the rest: it counts only where the version before does not have that
 * decision's tag.
 *
 * @param history the versions the portal still has, newest first; may be empty.
 * @param base an earlier version that is known otherwise; null where none is.
 */
export function deskThatWrote(
  version: Envelope,
  history: readonly Envelope[],
  base: Envelope | null,
): DeskName | null {
  const before = versionBefore(version, history, base);
  // A lease is no decision.
  if (before !== null && version.type === 'Task' && differByLeaseAlone(before.body, version.body))
    return deskThatWrote(before, history, base);
  const decider = deciderIn(version.body);
  if (decider === null || !version.commandTags.includes(decider.decision)) return null;
  if (before === null) return isFirst(version) ? decider.desk : null;
  return before.commandTags.includes(decider.decision) ? null : decider.desk;
}

/** The version directly before. Where the portal keeps no history, versions that are numbers tell whether it is the base. */
function versionBefore(
  version: Envelope,
  history: readonly Envelope[],
  base: Envelope | null,
): Envelope | null {
  const at = history.findIndex(({ versionId }) => versionId === version.versionId);
  const listed = at === -1 ? null : (history[at + 1] ?? null);
  if (listed !== null) return isAfter(listed, version) ? null : listed;
  return base !== null && Number(base.versionId) + 1 === Number(version.versionId) ? base : null;
}

/** Nothing can be left over from a version before it. */
const isFirst = ({ versionId }: Envelope): boolean => Number(versionId) === 1;

/** A history that is not newest first tells nothing. */
const isAfter = (one: Envelope, other: Envelope): boolean => Number(one.versionId) > Number(other.versionId);
