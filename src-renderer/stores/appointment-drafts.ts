import { create } from 'zustand';
import type { Draft } from '../../src-shared/domain/draft.ts';
import type { NewPatient } from '../../src-shared/domain/new-patient.ts';

/** What is typed about a change on the schedule. */
export type AppointmentDraft = Draft & {
  /** Tell the patient. */
  readonly notify: boolean;
  /** Why the time is taken although something speaks against it. */
  readonly overrideReason: string;
};

/** Under which what is typed about a new appointment is kept. */
export const NEW_APPOINTMENT = 'new-appointment';

/** A new patient of whom nothing is known yet. */
export const NOBODY: NewPatient = {
  givenName: '',
  familyName: '',
  birthDate: null,
  phone: null,
  email: null,
};

interface AppointmentDraftsState {
  /** What was typed, by appointment: only the fields somebody has touched. */
  readonly typed: Readonly<Record<string, Partial<AppointmentDraft>>>;
  /** What is typed of a patient to be added. */
  readonly newPatient: NewPatient;
  typePatient(patient: NewPatient): void;
  edit(key: string, change: Partial<AppointmentDraft>): void;
  /** Forgets some of the fields. */
  forgetFields(key: string, fields: readonly string[]): void;
  forget(key: string): void;
}

/** What is typed in the forms and dialogs of the schedule. Kept until it is saved or discarded, as long as the window is open. */
export const useAppointmentDrafts = create<AppointmentDraftsState>()((set) => ({
  typed: {},
  newPatient: NOBODY,
  typePatient: (newPatient) => set({ newPatient }),
  edit: (key, change) =>
    set((state) => ({ typed: { ...state.typed, [key]: { ...state.typed[key], ...change } } })),
  forgetFields: (key, fields) =>
    set((state) => {
      const left = Object.entries(state.typed[key] ?? {}).filter(([field]) => !fields.includes(field));
      const { [key]: _, ...others } = state.typed;
      return { typed: left.length === 0 ? others : { ...others, [key]: Object.fromEntries(left) } };
    }),
  forget: (key) =>
    set((state) => {
      const { [key]: _, ...typed } = state.typed;
      return { typed };
    }),
}));
