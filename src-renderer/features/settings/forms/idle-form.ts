import { FEWEST_IDLE_MINUTES, MOST_IDLE_MINUTES } from '../../../../src-shared/domain/settings.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, type Problem } from './checks.ts';

/** The section Users as typed. */
export interface IdleForm {
  readonly idleMinutes: string;
}

export const idleForm = (idleMinutes: number): IdleForm => ({ idleMinutes: String(idleMinutes) });

export const readIdle = (form: IdleForm): Checked<{ readonly idleMinutes: number }> => {
  const problems: Problem[] = [];
  const typed = form.idleMinutes.trim();
  const idleMinutes = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(idleMinutes >= FEWEST_IDLE_MINUTES && idleMinutes <= MOST_IDLE_MINUTES))
    problems.push({ field: 'idleMinutes', text: t.users.usersText.idleProblem });
  return checked({ idleMinutes }, problems);
};
