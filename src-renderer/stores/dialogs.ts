import { create } from 'zustand';
import type { DeskCommand } from '../../src-shared/domain/commands.ts';
import type { ManyAct } from '../../src-shared/domain/many-requests.ts';
import type { VisitSlot } from '../../src-shared/domain/request.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import type { EpochMs, PlainDate } from '../../src-shared/domain/time.ts';
import type { TimeConflict } from '../../src-shared/domain/time-conflict.ts';
import type { AppointmentView } from '../../src-shared/ipc/appointment-views.ts';
import type { PatientCard } from '../../src-shared/ipc/basics.ts';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';
import { IN_DIALOG, useTypedStore } from './typed.ts';

/** What a new appointment's form begins with. */
export type BookingStart = Partial<VisitSlot> & { readonly patientId?: string };

/**
 * What a new block begins with, instants; or which one is changed, and on which of its days that was asked for (`null`: on none).
 */
export type BlockStart =
  | { readonly id: string; readonly date: PlainDate | null }
  | { readonly practitionerId?: string; readonly start?: EpochMs; readonly end?: EpochMs };

/** A command without what is said to the patient, and why it is given all the same: the dialog asks for that. */
type Unsaid<C> = C extends unknown ? Omit<C, 'words' | 'message' | 'notify' | 'override'> : never;
type OnRequest = Extract<
  DeskCommand,
  { type: 'approve' | 'deny' | 'keep' | 'propose' | 'cancel-appointment' }
>;

/** A change to a visit that is asked about: on a patient's request, or on the schedule itself. */
export type OpenDecision =
  | { readonly on: 'request'; readonly row: RequestRow; readonly command: Unsaid<OnRequest> }
  | {
      readonly on: 'schedule';
      readonly appointment: AppointmentView;
      readonly command: Unsaid<Extract<ScheduleCommand, { type: 'update' | 'cancel-appointment' }>>;
    }
  | {
      readonly on: 'schedule';
      readonly patient: PatientCard;
      readonly command: Unsaid<Extract<ScheduleCommand, { type: 'book' }>>;
    };

/** A command given at once that may take a time although something speaks against it. */
export type OverridableDecision =
  | {
      readonly on: 'request';
      readonly row: RequestRow;
      readonly command: Extract<DeskCommand, { type: 'approve' | 'update' }>;
    }
  | {
      readonly on: 'schedule';
      readonly appointment: AppointmentView;
      readonly command: Extract<ScheduleCommand, { type: 'set-status' }>;
    };

/** A provider's time, from then on, and whom it would suit: the ids of requests, the best first. */
export interface OfferedTime {
  readonly practitionerId: string;
  readonly practitionerName: string;
  readonly start: EpochMs;
  readonly requestIds: readonly string[];
}

export type OpenDialog =
  /** **Reason for change**, with the e-mail as it will be sent. */
  | { readonly asks: 'words'; readonly decision: OpenDecision }
  /** Why a time is taken although something speaks against it. */
  | { readonly asks: 'override'; readonly decision: OverridableDecision; readonly conflict: TimeConflict }
  /** **Update Appt.** of the schedule. `moved`: where it has been moved to, when something is still missing there. */
  | { readonly asks: 'fields'; readonly appointment: AppointmentView; readonly moved?: VisitSlot }
  /** Something done to all requests that are selected. */
  | { readonly asks: 'many'; readonly act: Exclude<ManyAct, 'offer'> }
  /** One time offered to several: the first to accept gets it. */
  | { readonly asks: 'offer'; readonly offer: OfferedTime }
  /** A provider is away. `id`: the absence that is being dealt with; `null`: none has been chosen. */
  | { readonly asks: 'away'; readonly id: string | null }
  /** **Block time**, or what is blocked. */
  | { readonly asks: 'block'; readonly about: BlockStart }
  /** **Book appointment**. */
  | {
      readonly asks: 'booking';
      readonly start: BookingStart;
      /** It was open before a lock: what has been typed since it began counts more than that. */
      readonly goesOn?: boolean;
    };

interface DialogsState {
  readonly open: OpenDialog | null;
  ask(dialog: OpenDialog): void;
  close(): void;
}

/** Which dialog about a visit is open: one at a time. */
export const useDialogs = create<DialogsState>()((set) => ({
  open: null,
  ask: (open) => {
    useTypedStore.getState().forget(IN_DIALOG);
    set({ open });
  },
  close: () => {
    useTypedStore.getState().forget(IN_DIALOG);
    set({ open: null });
  },
}));
