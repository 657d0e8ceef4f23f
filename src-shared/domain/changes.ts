import type { Appointment } from './appointment.ts';
import type { LateCharge } from './cancellation-policy.ts';
import type { CommandType } from './command-rules.ts';
import type { Override, Words } from './commands.ts';
import type { EmailKind } from './email-kind.ts';
import type { AppointmentRequest } from './request.ts';
import type { EpochMs } from './time.ts';
import type { TimeConflict } from './time-conflict.ts';

/** What an e-mail says, before it is put into words. */
export interface EmailIntent {
  readonly kind: EmailKind;
  /** The appointment as it stands after the decision (for `proposed`: the first of the Tentatives). */
  readonly appointment: Appointment;
  /** For `proposed`: the other Tentatives, of which the patient takes one as well; left out where there are none. */
  readonly alternatives?: readonly Appointment[];
  /** The appointment as it stood before; the same time where nothing moved, and for `booked`, which was nowhere before. */
  readonly before: Appointment;
  readonly words: Words | null;
  /** For `proposed` on a cancellation request the patient may also cancel entirely. */
  readonly mayCancelEntirely: boolean;
  /** For `offer-taken`: the time that has been given to another, and whether this patient has accepted it as well. */
  readonly taken?: { readonly start: EpochMs; readonly late: boolean };
  /**
   * The practice's charges notice, where the patient's wish to cancel came so late that it applies (or would, for `proposed`), and what
   * has been said of the charge; `null`: nothing.
   */
  readonly late?: { readonly notice: string; readonly said: LateCharge | null };
}

/** Who did it. `system` stands for the policy, the clock or the patient acting through the portal. */
export interface Actor {
  readonly userId: string;
  readonly userName: string;
  readonly deskId: string;
  readonly deskName: string;
}

/**
 * What a decision changes: the request, and of the appointments those that change, as they stand afterwards, in full. The caller writes them in
 * one transaction together with audit, outbox and e-mail rows; nothing else follows from a decision.
 */
export interface Changes {
  readonly command: CommandType;
  readonly at: EpochMs;
  /** `null` for what is done on the schedule itself. */
  readonly request: AppointmentRequest | null;
  readonly appointments: readonly Appointment[];
  readonly email: EmailIntent | null;
  readonly override: Override | null;
  /** Words for the portal's `statusReason` / `cancelationReason` and for the history. */
  readonly words: Words | null;
}

/** Why a command is refused. The window has a sentence for each. */
export type Rejection =
  | { readonly code: 'already-resolved' }
  /** The command does not exist for this kind of request (deny a cancellation, keep a reschedule). */
  | { readonly code: 'wrong-kind' }
  /** It needs a proposal that is waiting, and there is none, or another one. */
  | { readonly code: 'no-proposal' }
  /** The request waits for the patient: only what concerns the proposal can be done. */
  | { readonly code: 'awaiting-patient' }
  | { readonly code: 'patient-unmatched' }
  /** They have died, or their record is not in use: nothing new is booked for them. */
  | { readonly code: 'patient-not-bookable' }
  /** The request is not the appointment's patient's, or nobody can tell: `belongingOf`. */
  | { readonly code: 'patient-differs' }
  /** The appointment has a patient of its own: the request cannot be given to another. */
  | { readonly code: 'appointment-of-another' }
  | { readonly code: 'appointment-not-active' }
  | { readonly code: 'time-past' }
  /** A wish to move that names no time to move to. */
  | { readonly code: 'no-requested-time' }
  /** A wish for a new appointment leaves something to the practice: `leftOpen`. */
  | { readonly code: 'wish-open' }
  /** The practice has several locations, and none is named. */
  | { readonly code: 'location-missing' }
  | { readonly code: 'end-before-start' }
  | { readonly code: 'too-long' }
  | { readonly code: 'nothing-changed' }
  /** Of the times proposed two are the same. */
  | { readonly code: 'times-alike' }
  /** The time was offered to several, and another has accepted it. */
  | { readonly code: 'offer-taken' }
  /** Several times are proposed, and nobody has said which of them the patient accepted. */
  | { readonly code: 'time-not-chosen' }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'message-too-long' }
  /** There is nothing to tell. */
  | { readonly code: 'message-missing' }
  /** The charges notice does not apply to this: there is nothing to charge or to waive. */
  | { readonly code: 'no-late-charge' }
  | { readonly code: 'not-expired' }
  /** The practice does not take times of patients' own in answer to a proposal. */
  | { readonly code: 'own-times-not-taken' }
  | { readonly code: 'policy-needs-approval' }
  /** The visit would end on another day, in the clinic's zone, than it begins. */
  | { readonly code: 'over-midnight' }
  /** The status does not follow on the one the appointment has. */
  | { readonly code: 'status-not-possible' }
  /** The status cannot be known yet: see `statusRejection`. */
  | { readonly code: 'status-too-early' }
  /** Something speaks against the time, and no override was given. */
  | { readonly code: 'time-conflict'; readonly conflict: TimeConflict };

export type RejectionCode = Rejection['code'];
