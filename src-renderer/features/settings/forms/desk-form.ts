import { DESK_NAME_LIMIT, deskName } from '../../../../src-shared/domain/desk-name.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, checkLength, type Problem } from './checks.ts';

/** The section This desk as typed. */
export interface DeskForm {
  readonly deskName: string;
}

export const readDesk = (form: DeskForm): Checked<DeskForm> => {
  const problems: Problem[] = [];
  checkLength(problems, 'deskName', form.deskName.trim(), DESK_NAME_LIMIT);
  const read = deskName.safeParse(form.deskName);
  if (!read.success && problems.length === 0)
    problems.push({ field: 'deskName', text: t.settings.problemText.deskName });
  return checked({ deskName: read.data ?? '' }, problems);
};
