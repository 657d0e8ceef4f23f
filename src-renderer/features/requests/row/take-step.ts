import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { approve } from './row-actions.ts';
import type { RowStep } from './row-step.ts';

/** Does what a shortcut leads to, for the row shown in `article`. */
export function takeStep(step: RowStep, row: RequestRow, article: HTMLElement): void {
  const { expanded, toggle, toggleHistory } = useInbox.getState();
  if (step.do === 'refuse') useDecisions.getState().setError(row.id, { code: step.code });
  else if (step.do === 'approve') void approve(row);
  else if (step.do === 'ask') useDialogs.getState().askReason(row, step.purpose);
  else if (step.do === 'history') toggleHistory(row.id);
  else if (step.do === 'toggle-form') toggle(row.id);
  // A form that opens puts the focus where typing begins.
  else if (!expanded.has(row.id)) toggle(row.id, true);
  else if (step.way === 'update') article.querySelector<HTMLElement>('input[type="date"]')?.focus();
  else article.querySelector<HTMLElement>('button[data-way="propose"]')?.click();
}
