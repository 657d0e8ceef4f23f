import type { PracticeRules } from '../../../../src-shared/domain/practice.ts';
import { MOST_REMINDER_DAYS } from '../../../../src-shared/domain/reminders.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, wholeNumber } from './checks.ts';

/** The E-mail & reminders section as typed. */
export interface RemindersForm {
  readonly send: boolean;
  readonly daysBefore: string;
}

export const remindersForm = ({ send, daysBefore }: PracticeRules['reminders']): RemindersForm => ({
  send,
  daysBefore: String(daysBefore),
});

export const readReminders = ({ send, daysBefore }: RemindersForm): Checked<PracticeRules['reminders']> => {
  const days = wholeNumber(daysBefore, 1, MOST_REMINDER_DAYS);
  return checked(
    { send, daysBefore: days ?? 1 },
    days === null ? [{ field: 'reminderDays', text: t.settings.problemText.reminderDays }] : [],
  );
};
