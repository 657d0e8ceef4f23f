import type { Appointment } from './appointment.ts';
import type { Origin } from './origin.ts';
import type { Patient } from './patient.ts';
import type { PracticeRules } from './practice.ts';
import type { AppointmentRequest } from './request.ts';
import type { EpochMs } from './time.ts';
import type { Unavailable } from './unavailable.ts';

/** A request that a decision answers. */
export interface AnsweredRequest {
  readonly request: AppointmentRequest;
  /** The Tentatives of the proposal that is waiting, as far as they are known here; none when there is no proposal. */
  readonly tentatives: readonly Appointment[];
  /** All that stand in the offers that these Tentatives share with others' proposals, themselves among them; none where they share none. */
  readonly offered: readonly Appointment[];
  /** Who asks, as far as it is known: see `belongingOf`. */
  readonly origin: Origin;
}

/** Everything `decide` may know beside the command. Read in the transaction that writes the outcome. */
export interface Facts {
  readonly now: EpochMs;
  readonly rules: PracticeRules;
  /** The appointment the decision is about; `null` for one that is to be booked. */
  readonly appointment: Appointment | null;
  /** The request it answers; `null` for what is done on the schedule itself. */
  readonly answers: AnsweredRequest | null;
  /**
   * Of a request: the matched patient, or for `assign-patient` the one chosen. On the schedule: the appointment's, or the one to be
   * booked. `null` when nobody is known.
   */
  readonly patient: Patient | null;
  /**
   * Appointments near the times the command aims at (see `targetsOf`), of their providers or of the patient. A superset is
   * fine: `decide` keeps those that block and really overlap, and leaves out the visit itself.
   */
  readonly nearby: readonly Appointment[];
  /** When the providers of these times, or the further ones, are away, or their time blocked, near them. A superset is fine. */
  readonly unavailable: readonly Unavailable[];
  /** The ids of those who have the appointment together with its provider. */
  readonly further: readonly string[];
  /** For the appointments the command creates, `MOST_PROPOSED` of them: a booking, or the Tentatives of a proposal. */
  readonly newAppointmentIds: readonly string[];
  /** The iCalendar UID that a booking keeps for ever. */
  readonly newUid: string;
  /** The ids of the practice's active locations. */
  readonly openLocations: readonly string[];
  /** The ids of the providers who are offered. */
  readonly openProviders: readonly string[];
}
