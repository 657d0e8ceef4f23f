import { chargesTextOf } from '../../../src-shared/domain/cancellation-policy.ts';
import type { CancellationPolicy } from '../../../src-shared/domain/practice.ts';
import type { ResourceStore } from '../store.ts';
import type { PortalPractice } from './layout.ts';
import { savedSection } from './saved-section.ts';

/**
 * What the practice says of the charge for a late cancellation, where one asked for at `at` is late; `null` where it is not, or the
 * practice charges nothing. As desks last saved it (docs/portal.md, "The practice's settings").
 */
export function lateNotice(
  store: ResourceStore,
  practice: PortalPractice,
  appointmentStart: number,
  at: number,
): string | null {
  const charges = savedCharges(store) ?? practice.charges ?? { mode: 'none' };
  return chargesTextOf({ charges }, appointmentStart, at, practice.zone);
}

/** One that cannot be read, as a newer desk may have saved it, says nothing: no patient is shown a charge that may not be so. */
function savedCharges(store: ResourceStore): CancellationPolicy['charges'] | null {
  const saved = savedSection(store, 'policy');
  if (saved === null) return null;
  return (saved === 'unreadable' ? undefined : saved.policy?.charges) ?? { mode: 'none' };
}
