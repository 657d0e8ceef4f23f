import type { SectionId } from '../../../src-shared/text/subjects.ts';
import { fieldId } from './field-id.ts';
import type { Problem } from './forms/checks.ts';
import { useSettings } from './settings-store.ts';

/** Returns a function that shows problems at the fields of a section, as a refused Save does, and goes to the first. */
export function useProblemsOf(section: SectionId): (problems: readonly Problem[]) => void {
  return (problems) => {
    useSettings.getState().show(section, problems);
    const [first] = problems;
    if (first !== undefined) document.getElementById(fieldId(first.field))?.focus();
  };
}
