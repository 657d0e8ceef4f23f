import type { Appointment } from './appointment.ts';
import type { Patient } from './patient.ts';
import type { PracticeRules } from './practice.ts';
import type { EpochMs } from './time.ts';

/** Everything `decideSchedule` may know beside the command. Read in the transaction that writes the outcome. */
export interface ScheduleFacts {
  readonly now: EpochMs;
  readonly rules: PracticeRules;
  /** The appointment the command names; `null` for `book`. */
  readonly appointment: Appointment | null;
  /** Its patient, or the one to be booked; `null` when nobody is known. */
  readonly patient: Patient | null;
  /** Appointments near the time the command takes (see `scheduleTarget`), of its provider or patient. A superset is fine. */
  readonly nearby: readonly Appointment[];
  /** For an appointment the command books: the desk's id, and the iCalendar UID it keeps for ever. */
  readonly newAppointmentId: string;
  readonly newUid: string;
  /** The ids of the practice's active locations. */
  readonly openLocations: readonly string[];
}
