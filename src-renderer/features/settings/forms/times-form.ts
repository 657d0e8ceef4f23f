import type { PracticeRules } from '../../../../src-shared/domain/practice.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, type Problem, wholeNumber } from './checks.ts';

type TimeSettings = Pick<PracticeRules, 'undoSeconds' | 'proposalExpiryHours'>;

/** The Undo and expiry section as typed. */
export interface TimesForm {
  readonly undoSeconds: string;
  readonly proposalExpiryHours: string;
}

export const timesForm = (rules: TimeSettings): TimesForm => ({
  undoSeconds: String(rules.undoSeconds),
  proposalExpiryHours: String(rules.proposalExpiryHours),
});

export const readTimes = (form: TimesForm): Checked<TimeSettings> => {
  const problems: Problem[] = [];
  const undoSeconds = wholeNumber(form.undoSeconds, 0, 60);
  const proposalExpiryHours = wholeNumber(form.proposalExpiryHours, 1, 720);
  if (undoSeconds === null) problems.push({ field: 'undoSeconds', text: t.settings.problemText.undo });
  if (proposalExpiryHours === null)
    problems.push({ field: 'proposalExpiryHours', text: t.settings.problemText.expiry });
  return checked({ undoSeconds: undoSeconds ?? 0, proposalExpiryHours: proposalExpiryHours ?? 1 }, problems);
};
