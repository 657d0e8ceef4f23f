import type { VisitTypeSetting } from '../../../../src-shared/domain/practice.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, checkLength, type Problem, wholeNumber } from './checks.ts';
import { type Row, withKeys } from './rows.ts';

export interface VisitTypeRow extends Row {
  readonly code: string;
  readonly display: string;
  readonly minutes: string;
}

/** The Visit types section as typed. */
export interface VisitTypesForm {
  readonly rows: readonly VisitTypeRow[];
}

export const visitTypesForm = (types: readonly VisitTypeSetting[]): VisitTypesForm => ({
  rows: withKeys(types.map(({ code, display, minutes }) => ({ code, display, minutes: String(minutes) }))),
});

export const visitTypeField = (key: number, part: 'display' | 'code' | 'minutes'): string =>
  `visit-${key}-${part}`;

export const readVisitTypes = (form: VisitTypesForm): Checked<readonly VisitTypeSetting[]> => {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const value = form.rows.map((row) => {
    const display = row.display.trim();
    const code = row.code.trim();
    const minutes = wholeNumber(row.minutes, 5, 720);
    const at = (part: 'display' | 'code' | 'minutes') => visitTypeField(row.key, part);
    if (display === '') problems.push({ field: at('display'), text: t.settings.problemText.visitName });
    checkLength(problems, at('display'), display, 200);
    if (code === '') problems.push({ field: at('code'), text: t.settings.problemText.visitCode });
    else if (seen.has(code))
      problems.push({ field: at('code'), text: t.settings.problemText.visitCodeTwice });
    checkLength(problems, at('code'), code, 200);
    if (minutes === null) problems.push({ field: at('minutes'), text: t.settings.problemText.visitMinutes });
    seen.add(code);
    return { code, display, minutes: minutes ?? 5 };
  });
  return checked(value, problems);
};
