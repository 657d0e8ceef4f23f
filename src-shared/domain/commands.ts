import type { VisitSlot } from './request.ts';

/** The longest message to a patient, in UTF-16 code units (workflow: Message to patient). */
export const MESSAGE_LIMIT = 1000;

/** What the patient is told: the picked reason's code and words, and an optional message in plain text. */
export interface Words {
  readonly reasonCode: string;
  readonly reasonText: string;
  readonly message: string;
}

/** Said by the receptionist after a warning that the time overlaps others; recorded. */
export interface Override {
  readonly reason: string;
}

/** Everything that can happen to a request. Those below the line are not the receptionist's. */
export type RequestCommand =
  /** Reschedule: move to the requested time. Cancel: Approve Cancellation, which needs `words`. */
  | { readonly type: 'approve'; readonly words?: Words | undefined; readonly override?: Override | undefined }
  | { readonly type: 'deny'; readonly words: Words }
  | { readonly type: 'keep'; readonly words: Words }
  /** On an awaiting request it replaces the proposal that stands. */
  | {
      readonly type: 'propose';
      readonly slot: VisitSlot;
      readonly words: Words;
      readonly override?: Override | undefined;
    }
  | {
      readonly type: 'update';
      readonly slot: VisitSlot;
      readonly words?: Words | undefined;
      readonly override?: Override | undefined;
    }
  | { readonly type: 'cancel-appointment'; readonly words: Words }
  | { readonly type: 'withdraw-proposal'; readonly words?: Words | undefined }
  | { readonly type: 'record-answer'; readonly answer: 'accepted' | 'declined' }
  | { readonly type: 'resend-email' }
  | { readonly type: 'assign-patient'; readonly patientId: string }
  // ---- from the patient, the policy or the clock
  | {
      readonly type: 'patient-answer';
      readonly answer: 'accepted' | 'declined';
      readonly proposalAppointmentId: string;
    }
  | { readonly type: 'patient-withdraws' }
  | { readonly type: 'supersede'; readonly byRequestId: string }
  | { readonly type: 'apply-policy' }
  | { readonly type: 'expire' };

export type RequestCommandType = RequestCommand['type'];

/** The part of `RequestCommandType` that is the receptionist's. */
export const DESK_COMMAND_TYPES = [
  'approve',
  'deny',
  'keep',
  'propose',
  'update',
  'cancel-appointment',
  'withdraw-proposal',
  'record-answer',
  'resend-email',
  'assign-patient',
] as const satisfies readonly RequestCommandType[];

export type DeskCommandType = (typeof DESK_COMMAND_TYPES)[number];

/** The rest: what comes from the patient, the policy or the clock. */
export type SystemCommand = Exclude<RequestCommand, { readonly type: DeskCommandType }>;
