import { t } from '../../../src-shared/text/text.ts';
import type { Portal, PortalAnswer } from '../../ports.ts';
import { type ExchangeFailure, exchangeFailure, exchangeFailureOf } from '../exchange-failure.ts';
import { resourceOf } from '../fhir/read-entry.ts';
import { outcomeText } from '../fhir/read-outcome.ts';
import { bundle } from '../fhir/schemas.ts';
import { Wrong } from '../fhir/shape.ts';
import { readSharedSection, SECTIONS_SEARCH, type SectionSeen } from '../fhir/shared-section.ts';
import { createPageCircle } from '../page-circle.ts';

/** So many pages are read of what is five resources. */
const MOST_PAGES = 20;

export type SectionsRead =
  | { readonly kind: 'read'; readonly seen: readonly SectionSeen[] }
  /** The portal keeps no such resources, or not for this desk. `sure`: it says so itself, rather than something in front of it. */
  | { readonly kind: 'not-kept'; readonly sure: boolean }
  | { readonly kind: 'failed'; readonly failure: ExchangeFailure };

/** Every section that the portal has. Where it has several of one, all desks take the same: the one with the first id. */
export async function readSections(portal: Portal): Promise<SectionsRead> {
  const found = new Map<string, SectionSeen>();
  const circle = createPageCircle();
  let url: string | undefined = SECTIONS_SEARCH;
  for (let pages = 0; url !== undefined; pages += 1) {
    if (pages === MOST_PAGES || circle.comesBackTo(url))
      return failed(t.details.detailText.pagesInACircle('Basic'));
    const answer: PortalAnswer = await portal.send({ method: 'GET', url });
    const without = notKept(answer);
    if (without !== null) return without;
    const failure = exchangeFailureOf(answer);
    if (failure) return { kind: 'failed', failure };
    const body = answer.kind === 'answer' ? answer.body : undefined;
    const parsed = bundle(body);
    if (parsed instanceof Wrong) return failed(outcomeText(body) ?? t.details.detailText.notABundle);
    for (const entry of parsed.entry ?? []) {
      const seen = readSharedSection(resourceOf(entry));
      const before = seen && found.get(seen.section);
      if (seen && !(before && before.portalId < seen.portalId)) found.set(seen.section, seen);
    }
    url = parsed.link.find((link) => link.relation === 'next')?.url;
  }
  return { kind: 'read', seen: [...found.values()] };
}

const failed = (detail: string): SectionsRead => ({
  kind: 'failed',
  failure: exchangeFailure('server-error', detail),
});

/** Refusals that pass. */
export const PASSING: ReadonlySet<number> = new Set([401, 408, 425, 429]);

/** A type that a server does not have, or does not show to this desk. */
function notKept(answer: PortalAnswer): SectionsRead | null {
  if (answer.kind === 'none') return null;
  const { status, body } = answer;
  const refused = (status >= 400 && status < 500 && !PASSING.has(status)) || status === 501;
  return refused ? { kind: 'not-kept', sure: outcomeText(body) !== null } : null;
}
