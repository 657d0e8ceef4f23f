import { type DeskCommand, MESSAGE_LIMIT } from '../../../../src-shared/domain/commands.ts';
import type { Interval } from '../../../../src-shared/domain/conflicts.ts';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import type { PracticeRules, Reason } from '../../../../src-shared/domain/practice.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { err, ok, type Result } from '../../../../src-shared/result.ts';
import type { ReasonProblem } from '../../../../src-shared/text/en/requests.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { Purpose } from '../../../stores/dialogs.ts';

export const OTHER = 'other';

/** The pick list of a purpose. */
export function reasonsFor(purpose: Purpose, reasons: PracticeRules['reasons']): readonly Reason[] {
  switch (purpose.type) {
    case 'propose':
      return reasons.change;
    case 'deny':
    case 'keep':
      return reasons.deny;
    case 'cancel-appointment':
    case 'approve-cancellation':
      return reasons.cancel;
  }
}

/** The time a purpose leads to; of a denial the one that was asked for. `null`: there is no other than the original. */
export function newTimeOf(
  { requested, proposal }: Pick<RequestRow, 'requested' | 'proposal'>,
  purpose: Purpose,
): { readonly label: string; readonly time: Interval } | null {
  if (purpose.type === 'propose') return { label: t.requests.words.newTime, time: purpose.slot };
  if (proposal !== null) return { label: t.requests.words.proposedTime, time: proposal.appointment };
  return requested === null ? null : { label: t.requests.words.requestedTime, time: requested };
}

/** The button that opened the dialog, as its second line. */
export function purposeWords(purpose: Purpose): string {
  switch (purpose.type) {
    case 'propose':
      return t.requests.words.proposeChanges;
    case 'deny':
      return t.requests.words.deny;
    case 'keep':
      return t.requests.words.keepAppointment;
    case 'cancel-appointment':
      return t.requests.words.cancelAppointment;
    case 'approve-cancellation':
      return t.requests.words.approveCancellation;
  }
}

/**
 * The reason picked, if it is one of this purpose's list. An approved cancellation was the patient's own wish, so that is
 * the reason until another is picked.
 */
export function pickedReason(draft: Draft, purpose: Purpose, reasons: readonly Reason[]): Reason | null {
  const picked = reasons.find((reason) => reason.code === draft.reasonCode);
  if (picked !== undefined) return picked;
  if (purpose.type !== 'approve-cancellation') return null;
  return reasons.find((reason) => reason.code === 'requested-by-patient') ?? null;
}

export interface WordsProblems {
  readonly reason: ReasonProblem | null;
  readonly messageTooLong: boolean;
}
type Words = Extract<DeskCommand, { type: 'deny' }>['words'];

/** What the patient will be told, or what is missing. */
export function readWords(draft: Draft, picked: Reason | null): Result<Words, WordsProblems> {
  const other = picked?.code === OTHER;
  const reason =
    picked === null ? 'reason-missing' : other && draft.otherReason.trim() === '' ? 'other-missing' : null;
  const message = draft.message.trim();
  const messageTooLong = message.length > MESSAGE_LIMIT;
  if (picked === null || reason !== null || messageTooLong) return err({ reason, messageTooLong });
  return ok({
    reasonCode: picked.code,
    reasonText: other ? draft.otherReason.trim() : picked.text,
    message,
  });
}

/** The command that **Send** gives. */
export function commandFor(purpose: Purpose, said: Words, overrideReason: string): DeskCommand {
  switch (purpose.type) {
    case 'propose':
      return {
        type: 'propose',
        slot: purpose.slot,
        words: said,
        ...(overrideReason.trim() === '' ? {} : { override: { reason: overrideReason.trim() } }),
      };
    case 'deny':
      return { type: 'deny', words: said };
    case 'keep':
      return { type: 'keep', words: said };
    case 'cancel-appointment':
      return { type: 'cancel-appointment', words: said };
    case 'approve-cancellation':
      return { type: 'approve', words: said };
  }
}

/** The request is not certainly the appointment's patient's: whatever is decided, nobody is written to. */
export const isAnothers = (row: RequestRow): boolean =>
  row.obstacles.some((one) => one.code === 'patient-differs');

/** Which warnings the dialog gives before anything is sent. */
export function missingContact(
  row: RequestRow,
  purpose: Purpose,
): { readonly email: boolean; readonly portal: boolean } {
  if (isAnothers(row)) return { email: false, portal: false };
  return {
    email: row.patient !== null && row.patient.email === null,
    portal: purpose.type === 'propose' && row.patient !== null && !row.patient.portalAccess,
  };
}
