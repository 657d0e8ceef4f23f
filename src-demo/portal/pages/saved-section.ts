import {
  type PracticeSection,
  readSection,
  type SectionValue,
} from '../../../src-shared/domain/practice-sections.ts';
import { SETTINGS } from '../../fhir-codes.ts';
import type { ResourceStore } from '../store.ts';
import { sharedSetting } from './portal-data.ts';

/**
 * A section of the practice's settings as desks last saved it (docs/portal.md, "The practice's settings"); `null` where nobody has, and
 * `'unreadable'` for one that says what this portal does not know, as a newer desk may have saved it.
 */
export function savedSection(
  store: ResourceStore,
  section: PracticeSection,
): SectionValue | 'unreadable' | null {
  const value = sharedSetting(store, `${SETTINGS}|${section}`);
  if (value === null) return null;
  const read = readSection(section, parsed(value));
  return read.ok ? read.value : 'unreadable';
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
