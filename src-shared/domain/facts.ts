import type { Appointment } from './appointment.ts';
import type { Origin } from './origin.ts';
import type { Patient } from './patient.ts';
import type { PracticeRules } from './practice.ts';
import type { EpochMs } from './time.ts';

/** Everything `decide` may know beside the request and the command. Read in the transaction that writes the outcome. */
export interface Facts {
  readonly now: EpochMs;
  readonly rules: PracticeRules;
  /** The appointment the request is about. */
  readonly appointment: Appointment;
  /** The Tentative of the proposal that is waiting; `null` when there is none. */
  readonly tentative: Appointment | null;
  /** Who asks, as far as it is known: see `belongingOf`. */
  readonly origin: Origin;
  /** The matched patient, or for `assign-patient` the one chosen; `null` when nobody is matched. */
  readonly patient: Patient | null;
  /**
   * Appointments near the time the command aims at (see `targetOf`), of its provider or of the patient. A superset is
   * fine: `decide` keeps those that block and really overlap, and leaves out the appointment itself and its own Tentative.
   */
  readonly nearby: readonly Appointment[];
  /** For an appointment the command creates (the Tentative of a proposal). */
  readonly newAppointmentId: string;
  /** The ids of the practice's active locations. */
  readonly openLocations: readonly string[];
}
