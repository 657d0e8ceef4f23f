import type { CancellationPolicy } from '../../../../src-shared/domain/practice.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, checkLength, type Problem, wholeNumber } from './checks.ts';

/** The Cancellation policy section as typed. What a choice does not need is kept beside it, so that switching back loses nothing. */
export interface PolicyForm {
  readonly approval: CancellationPolicy['approval']['mode'];
  readonly approvalDays: string;
  readonly charges: CancellationPolicy['charges']['mode'];
  readonly chargesDays: string;
  readonly chargesText: string;
  readonly ownTimes: 'call' | 'taken';
}

export const policyForm = ({ approval, charges, ownTimes }: CancellationPolicy): PolicyForm => ({
  approval: approval.mode,
  approvalDays: approval.mode === 'within' ? String(approval.days) : '2',
  charges: charges.mode,
  chargesDays: charges.mode === 'within' ? String(charges.days) : '1',
  chargesText: charges.mode === 'within' ? charges.text : '',
  ownTimes: ownTimes ? 'taken' : 'call',
});

/** N of "Within N days": calendar days, 0 to 365; null while it is not a number. */
export const policyDays = (text: string): number | null => wholeNumber(text, 0, 365);

export const readPolicy = (form: PolicyForm): Checked<CancellationPolicy> => {
  const problems: Problem[] = [];
  const approvalDays = policyDays(form.approvalDays);
  const chargesDays = policyDays(form.chargesDays);
  const text = form.chargesText.trim();
  if (form.approval === 'within' && approvalDays === null)
    problems.push({ field: 'approvalDays', text: t.settings.problemText.days });
  if (form.charges === 'within') {
    if (chargesDays === null) problems.push({ field: 'chargesDays', text: t.settings.problemText.days });
    if (text === '') problems.push({ field: 'chargesText', text: t.settings.problemText.chargesText });
    checkLength(problems, 'chargesText', text, 500);
  }
  return checked(
    {
      approval:
        form.approval === 'within' ? { mode: 'within', days: approvalDays ?? 0 } : { mode: form.approval },
      charges:
        form.charges === 'within' ? { mode: 'within', days: chargesDays ?? 0, text } : { mode: form.charges },
      ...(form.ownTimes === 'taken' ? { ownTimes: true } : {}),
    },
    problems,
  );
};
