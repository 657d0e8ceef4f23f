import { PRACTICE_SECTIONS, type PracticeSection } from '../../../src-shared/domain/practice-sections.ts';
import type { SectionSharing, Sharing } from '../../../src-shared/ipc/settings-views.ts';

/** What was saved here does not count, or what was saved elsewhere cannot be read: somebody has to look. */
const needsChoice = ({ own, unreadable }: SectionSharing): boolean =>
  (own !== null && own.standing !== 'waiting') || unreadable !== null;

/** The sections that somebody has to look at. A portal that keeps none asks for nothing. */
export const sectionsInQuestion = ({ portal, sections }: Sharing): PracticeSection[] =>
  portal === 'not-kept' ? [] : PRACTICE_SECTIONS.filter((section) => needsChoice(sections[section]));
