import { chargesTextOf } from '../../../src-shared/domain/cancellation-policy.ts';
import type { CancellationPolicy } from '../../../src-shared/domain/practice.ts';
import { readSection } from '../../../src-shared/domain/practice-sections.ts';
import { SETTINGS } from '../../fhir-codes.ts';
import type { ResourceStore } from '../store.ts';
import type { PortalPractice } from './layout.ts';
import { sharedSetting } from './portal-data.ts';

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
  const value = sharedSetting(store, `${SETTINGS}|policy`);
  if (value === null) return null;
  const read = readSection('policy', parsed(value));
  return (read.ok ? read.value.policy?.charges : undefined) ?? { mode: 'none' };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
