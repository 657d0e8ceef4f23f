import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Purpose } from '../dialog/purpose.ts';

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
  | { readonly do: 'history' };

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

/** What a shortcut does to a request as it stands; `null` when it is not allowed now. */
export function rowStep(row: RequestRow, id: RowShortcut): RowStep | null {
  const cancels = row.kind === 'cancel';
  switch (id) {
    case 'history':
      return { do: 'history' };
    case 'open-request':
      return hasForm(row) ? { do: 'toggle-form' } : null;
    case 'propose':
    case 'update':
      return isOpenTo(row, id) ? { do: 'form', way: id } : null;
    case 'approve':
      if (row.state !== 'open' || !row.allowed.includes('approve')) return null;
      return cancels ? ask({ type: 'approve-cancellation' }) : { do: 'approve' };
    case 'deny': {
      const type = cancels ? 'keep' : 'deny';
      return row.state === 'open' && row.allowed.includes(type) ? ask({ type }) : null;
    }
    case 'cancel-appointment': {
      const purpose = cancelPurpose(row);
      return purpose === null ? null : ask(purpose);
    }
  }
}
