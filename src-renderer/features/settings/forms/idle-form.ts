import { FEWEST_IDLE_MINUTES, MOST_IDLE_MINUTES } from '../../../../src-shared/domain/settings.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, type Problem, wholeNumber } from './checks.ts';

/** The section Users as typed. */
export interface IdleForm {
  readonly idleMinutes: string;
}

export const idleForm = (idleMinutes: number): IdleForm => ({ idleMinutes: String(idleMinutes) });

export const readIdle = (form: IdleForm): Checked<{ readonly idleMinutes: number }> => {
  const problems: Problem[] = [];
  const idleMinutes = wholeNumber(form.idleMinutes, FEWEST_IDLE_MINUTES, MOST_IDLE_MINUTES);
  if (idleMinutes === null) problems.push({ field: 'idleMinutes', text: t.users.usersText.idleProblem });
  return checked({ idleMinutes: idleMinutes ?? 0 }, problems);
};
