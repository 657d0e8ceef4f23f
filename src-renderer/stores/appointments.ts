import { create } from 'zustand';

interface AppointmentsState {
  /** The appointment whose panel is open. */
  readonly openId: string | null;
  /** How often a panel was asked for. */
  readonly asked: number;
  /** Opens the panel. */
  open(id: string): void;
  closePanel(): void;
}

/** Which appointment of the schedule is being looked at. */
export const useAppointments = create<AppointmentsState>()((set) => ({
  openId: null,
  asked: 0,
  open: (id) => set((state) => ({ openId: id, asked: state.asked + 1 })),
  closePanel: () => set({ openId: null }),
}));
