import { DESK_NAME_LIMIT, type DeskName, deskName } from '../../../../src-shared/domain/desk-name.ts';
import { FEWEST_LETTER_MONTHS, MOST_LETTER_MONTHS } from '../../../../src-shared/domain/settings.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, checkLength, type Problem, wholeNumber } from './checks.ts';

/** The section This desk as typed. */
export interface DeskForm {
  readonly deskName: string;
  readonly letterMonths: string;
}

export const deskForm = (name: DeskName, letterMonths: number): DeskForm => ({
  deskName: name,
  letterMonths: String(letterMonths),
});

export const readDesk = (
  form: DeskForm,
): Checked<{ readonly deskName: string; readonly letterMonths: number }> => {
  const problems: Problem[] = [];
  checkLength(problems, 'deskName', form.deskName.trim(), DESK_NAME_LIMIT);
  const read = deskName.safeParse(form.deskName);
  if (!read.success && problems.length === 0)
    problems.push({ field: 'deskName', text: t.settings.problemText.deskName });
  const letterMonths = wholeNumber(form.letterMonths, FEWEST_LETTER_MONTHS, MOST_LETTER_MONTHS);
  if (letterMonths === null)
    problems.push({ field: 'letterMonths', text: t.settings.deskText.letterMonthsProblem });
  return checked({ deskName: read.data ?? '', letterMonths: letterMonths ?? 0 }, problems);
};
