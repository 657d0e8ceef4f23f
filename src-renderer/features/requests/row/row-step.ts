import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { ErrorCode } from '../../../../src-shared/errors.ts';
import type { DeskCommand, RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Purpose } from '../dialog/purpose.ts';
import { whyNot } from './why-not.ts';

/** The shortcuts that are about one request. */
export type RowShortcut =
  | 'open-request'
  | 'approve'
  | 'deny'
  | 'propose'
  | 'update'
  | 'cancel-appointment'
  | 'history';

/** What a choice about a request leads to. */
export type RowStep =
  | { readonly do: 'approve' }
  | { readonly do: 'ask'; readonly purpose: Purpose }
  /** Opens the form, or closes it. */
  | { readonly do: 'toggle-form' }
  /** Opens the form at **When**; is it open, `propose` goes on to the dialog. */
  | { readonly do: 'form'; readonly way: 'propose' | 'update' }
  | { readonly do: 'history' }
  /** Cannot be done now: says why. */
  | { readonly do: 'refuse'; readonly code: ErrorCode };

/** What is known beside the row when a key is pressed. */
export interface StepContext {
  readonly now: EpochMs;
  /** Whom the form has been told that a request nobody is matched to is from. */
  readonly chosenPatientId: string | null;
}

const ask = (purpose: Purpose): RowStep => ({ do: 'ask', purpose });

/** A way out of the form stands open when it is allowed, or will be once the patient chosen there has been assigned. */
export const isOpenTo = (row: RequestRow, way: 'propose' | 'update'): boolean =>
  row.allowed.includes(way) || (row.patient === null && row.allowed.includes('assign-patient'));

/** The form has something to offer. */
export const hasForm = (row: RequestRow): boolean => isOpenTo(row, 'propose') || isOpenTo(row, 'update');

/** What **Cancel appt.** means for a request: of one to cancel it is the approval. `null` when neither is allowed. */
export function cancelPurpose(row: RequestRow): Purpose | null {
  if (row.allowed.includes('cancel-appointment')) return { type: 'cancel-appointment' };
  return row.kind === 'cancel' && row.allowed.includes('approve') ? { type: 'approve-cancellation' } : null;
}

/**
 * What a shortcut does to a request as it stands. What has a button there and cannot be done now is refused with the reason;
 * `null`: there is nothing of the kind to do.
 */
export function rowStep(
  row: RequestRow,
  id: RowShortcut,
  { now, chosenPatientId }: StepContext,
): RowStep | null {
  const cancels = row.kind === 'cancel';
  const unless = (type: DeskCommand['type'], step: RowStep, chosen: string | null = null): RowStep => {
    const code = whyNot(row, type, now, chosen);
    return code === null ? step : { do: 'refuse', code };
  };
  if (id === 'history') return { do: 'history' };
  if (row.state === 'resolved') return null;
  switch (id) {
    case 'open-request':
      return hasForm(row) ? { do: 'toggle-form' } : unless('propose', { do: 'toggle-form' });
    case 'propose':
    case 'update':
      return isOpenTo(row, id) ? { do: 'form', way: id } : unless(id, { do: 'form', way: id });
    case 'approve':
      if (row.state !== 'open') return null;
      return cancels
        ? unless('approve', ask({ type: 'approve-cancellation' }))
        : unless('approve', { do: 'approve' }, chosenPatientId);
    case 'deny': {
      const type = cancels ? 'keep' : 'deny';
      return row.state === 'open' ? unless(type, ask({ type })) : null;
    }
    case 'cancel-appointment': {
      const purpose = cancelPurpose(row);
      return purpose === null
        ? unless('cancel-appointment', ask({ type: 'cancel-appointment' }))
        : ask(purpose);
    }
  }
}
