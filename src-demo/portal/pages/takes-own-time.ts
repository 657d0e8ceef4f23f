import type { ResourceStore } from '../store.ts';
import type { Kept } from './portal-data.ts';
import { kindOf } from './request-words.ts';
import { savedSection } from './saved-section.ts';

/** Whether the practice takes a time of the patient's own in answer to this proposal: not of who asked to cancel (docs/portal.md). */
export function takesOwnTime(store: ResourceStore, task: Kept<'Task'>): boolean {
  const saved = savedSection(store, 'policy');
  return (
    kindOf(task) !== 'cancel' && saved !== null && saved !== 'unreadable' && saved.policy?.ownTimes === true
  );
}
