import { create } from 'zustand';
import type { VisitSlot } from '../../src-shared/domain/request.ts';
import type { ScheduleStatus } from '../../src-shared/domain/schedule-command.ts';
import type { AppError } from '../../src-shared/errors.ts';
import type { AppointmentView } from '../../src-shared/ipc/appointment-views.ts';

/** What a new appointment's form begins with. */
export type BookingStart = Partial<VisitSlot> & { readonly patientId?: string };

/** What is asked before an appointment of the schedule changes. */
type AppointmentQuestion =
  | { readonly type: 'move'; readonly appointment: AppointmentView; readonly slot: VisitSlot }
  | { readonly type: 'edit'; readonly appointment: AppointmentView }
  | { readonly type: 'cancel'; readonly appointment: AppointmentView }
  /** The time it takes again with this status is no longer free. */
  | {
      readonly type: 'status';
      readonly appointment: AppointmentView;
      readonly status: ScheduleStatus;
      readonly refusal: AppError;
    }
  | { readonly type: 'book'; readonly start: BookingStart };

interface AppointmentsState {
  /** The appointment whose panel is open. */
  readonly openId: string | null;
  /** How often a panel was asked for. */
  readonly asked: number;
  readonly question: AppointmentQuestion | null;
  /** Opens the panel. */
  open(id: string): void;
  closePanel(): void;
  /** Asks for reason, message and the e-mail's preview before the appointment takes `slot`. */
  askMove(appointment: AppointmentView, slot: VisitSlot): void;
  /** **Update Appt.**: the form. */
  askEdit(appointment: AppointmentView): void;
  /** **Cancel appt.** */
  askCancel(appointment: AppointmentView): void;
  /** Asks why the appointment takes its time again although that is taken. */
  askStatus(appointment: AppointmentView, status: ScheduleStatus, refusal: AppError): void;
  askBook(start: BookingStart): void;
  closeQuestion(): void;
}

/** Which appointment of the schedule is being looked at, and what is being asked about one. */
export const useAppointments = create<AppointmentsState>()((set) => ({
  openId: null,
  asked: 0,
  question: null,
  open: (id) => set((state) => ({ openId: id, asked: state.asked + 1 })),
  closePanel: () => set({ openId: null }),
  askMove: (appointment, slot) => set({ question: { type: 'move', appointment, slot } }),
  askEdit: (appointment) => set({ question: { type: 'edit', appointment } }),
  askCancel: (appointment) => set({ question: { type: 'cancel', appointment } }),
  askStatus: (appointment, status, refusal) =>
    set({ question: { type: 'status', appointment, status, refusal } }),
  askBook: (start) => set({ question: { type: 'book', start } }),
  closeQuestion: () => set({ question: null }),
}));
