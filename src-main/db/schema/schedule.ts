/** Who is on file, the schedule, and what is asked about it. */
import type { Generated } from 'kysely';
import type { AppointmentStatus } from '../../../src-shared/domain/appointment.ts';
import type { PatientStanding } from '../../../src-shared/domain/patient.ts';
import type {
  RequestKind,
  RequestMark,
  RequestOutcome,
  RequestState,
} from '../../../src-shared/domain/request.ts';

export interface ScheduleTables {
  practitioner: PractitionerTable;
  practitioner_identifier: PractitionerIdentifierTable;
  location: LocationTable;
  patient: PatientTable;
  patient_word: PatientWordTable;
  appointment: AppointmentTable;
  busy_time: BusyTimeTable;
  busy_patient: BusyPatientTable;
  further_provider: FurtherProviderTable;
  request: RequestTable;
  request_assignment: RequestAssignmentTable;
  settled_by: SettledByTable;
  snooze: SnoozeTable;
  absence: AbsenceTable;
  absence_visit: AbsenceVisitTable;
}

interface PractitionerTable {
  id: string;
  name: string;
  active: number;
}

/** By which a portal may name a provider (FHIR `Identifier`); more than one of them may have the same. */
interface PractitionerIdentifierTable {
  system: string;
  value: string;
  practitioner_id: string;
}

interface LocationTable {
  id: string;
  name: string;
  active: number;
  address: string | null;
}

/** `patient_search` (FTS5) follows this table by triggers. */
export interface PatientTable {
  /** Gives the FTS5 index its key. */
  row: Generated<number>;
  id: string;
  /** The FHIR id; null until the portal has accepted one made here. */
  portal_id: string | null;
  name: string;
  family_name: string;
  given_name: string;
  /** For search: what `searchableName` makes of the name. */
  folded_name: string;
  birth_date: string | null;
  phone: string | null;
  /** For search: what `phoneKeys` makes of the phone. */
  phone_digits: string | null;
  email: string | null;
  portal_access: number;
  language: string | null;
  standing: PatientStanding | null;
  /** When phone and e-mail have to be read from the portal's copy again: one begins or ends then. Null: never. */
  contact_changes_ms: Generated<number | null>;
}

/** The words of `patient_search`, by column; of this connection alone (`openDatabase`). */
interface PatientWordTable {
  term: string;
  col: 'folded_name' | 'birth_date' | 'phone_digits' | 'email';
}

export interface AppointmentTable {
  id: string;
  /** The FHIR id; null until the portal has accepted one made here. */
  portal_id: string | null;
  uid: string;
  sequence: number;
  patient_id: string | null;
  practitioner_id: string | null;
  location_id: string | null;
  type_code: string;
  type_display: string;
  start_ms: number;
  end_ms: number;
  status: AppointmentStatus;
  original_id: string | null;
  override_reason: string | null;
  /** Whom the portal names as the patient, where this desk cannot tell who that is; null otherwise. */
  unknown_patient: string | null;
  /** The offer that it shares with others' proposals of its time; null: none. */
  shared_offer: string | null;
}

/** Time that an Appointment takes which cannot be shown: a row for each of its providers. */
interface BusyTimeTable {
  /** The FHIR id. */
  portal_id: string;
  /** Null: nobody knows whose time it is, so it may be anybody's. */
  practitioner_id: string | null;
  start_ms: number;
  end_ms: number;
}

/** Whose visit an Appointment is that cannot be shown and takes its time: theirs, too. */
interface BusyPatientTable {
  /** The Patient's FHIR id, on file or not. */
  patient_portal_id: string;
  /** The Appointment's FHIR id. */
  portal_id: string;
}

/** Who has a visit together with its provider, or `EVERYBODY`. Triggers keep the times and the status those of the appointment. */
interface FurtherProviderTable {
  /** The desk's id. */
  appointment_id: string;
  practitioner_id: string;
  start_ms: number;
  end_ms: number;
  status: AppointmentStatus;
}

export interface RequestTable {
  id: string;
  kind: RequestKind;
  appointment_id: string;
  patient_id: string | null;
  requested_start_ms: number | null;
  requested_end_ms: number | null;
  requested_start_text: string | null;
  note: string;
  authored_ms: number;
  received_ms: number;
  state: RequestState;
  mark: RequestMark | null;
  outcome: RequestOutcome | null;
  outcome_reason: string | null;
  resolved_ms: number | null;
  /** A JSON array of the desk's ids of the Tentatives. */
  proposal_appointment_ids: string | null;
  proposal_sent_ms: number | null;
  proposal_expires_ms: number | null;
  proposal_reason: string | null;
  proposal_message: string | null;
  /** `Task.for` and `Task.requester`: `Type/id`; where that cannot be read, `?` and what tells it from another. */
  for_reference: string | null;
  for_name: string | null;
  requester_reference: string | null;
  requester_name: string | null;
  /** When the visit that it is about begins, and with which provider. Triggers write both; null while that is not on file. */
  appointment_start_ms: number | null;
  appointment_practitioner_id: string | null;
}

/** A request that is put off at this desk. Whatever changes about it ends that, by triggers. */
interface SnoozeTable {
  request_id: string;
  until_ms: number;
  set_ms: number;
}

/** Who settled a request; a trigger takes it from the record. One taken back stays until it is settled again. */
interface SettledByTable {
  request_id: string;
  user_name: string;
}

/** A person at this desk has said whose request it is, while its Task named these. */
interface RequestAssignmentTable {
  request_id: string;
  patient_id: string;
  for_reference: string | null;
  requester_reference: string | null;
}

/** A time at which a provider is away; its visits are being dealt with until `ended_ms`. */
export interface AbsenceTable {
  id: string;
  practitioner_id: string;
  start_ms: number;
  end_ms: number;
  created_ms: number;
  ended_ms: number | null;
}

/** A visit that has stood in it, and as it stood when it was first seen there. */
export interface AbsenceVisitTable {
  absence_id: string;
  appointment_id: string;
  patient_name: string;
  start_ms: number;
  end_ms: number;
}
