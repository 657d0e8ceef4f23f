/**
 * The tables as Kysely sees them. Columns ending in `_ms` are instants (milliseconds since the Unix epoch, UTC);
 * columns ending in `_json` hold JSON text; booleans are 0 or 1. The SQL is in `migrations/`.
 */
import type { Generated } from 'kysely';
import type { AppointmentStatus } from '../../src-shared/domain/appointment.ts';
import type { CallWhy } from '../../src-shared/domain/call-why.ts';
import type { CallState, MailState, OutboxState } from '../../src-shared/domain/delivery-states.ts';
import type { EmailKind } from '../../src-shared/domain/email-kind.ts';
import type { HistoryKind } from '../../src-shared/domain/history.ts';
import type { PatientStanding } from '../../src-shared/domain/patient.ts';
import type { AnswerCode } from '../../src-shared/domain/portal-answer.ts';
import type { QuarantineReason } from '../../src-shared/domain/quarantine-reason.ts';
import type {
  RequestKind,
  RequestMark,
  RequestOutcome,
  RequestState,
} from '../../src-shared/domain/request.ts';

/** The words of `patient_search`, by column; of this connection alone (`openDatabase`). */
interface PatientWordTable {
  term: string;
  col: 'folded_name' | 'birth_date' | 'phone_digits' | 'email';
}

export interface Tables {
  setting: SettingTable;
  shared_section: SharedSectionTable;
  practitioner: PractitionerTable;
  location: LocationTable;
  patient: PatientTable;
  appointment: AppointmentTable;
  busy_time: BusyTimeTable;
  further_provider: FurtherProviderTable;
  request: RequestTable;
  request_assignment: RequestAssignmentTable;
  related_person: RelatedPersonTable;
  answer: AnswerTable;
  draft: DraftTable;
  conflict: ConflictTable;
  address_conflict: AddressConflictTable;
  double_booking: DoubleBookingTable;
  history: HistoryTable;
  outbox: OutboxTable;
  mail: MailTable;
  call: CallTable;
  portal_copy: PortalCopyTable;
  sync_cursor: SyncCursorTable;
  automation_due: AutomationDueTable;
  quarantine: QuarantineTable;
  unusable_version: UnusableVersionTable;
  calendar_entry: CalendarEntryTable;
  patient_word: PatientWordTable;
}

interface SettingTable {
  key: string;
  value_json: string;
}

/** A section of the practice's settings; no row while this desk and the portal have said nothing of it. */
interface SharedSectionTable {
  section: string;
  /** Whose copy it is (`SyncDeps.serverKey`); null before the first was asked. */
  server: string | null;
  copy_json: string | null;
  own_json: string | null;
  unreadable_json: string | null;
}

interface PractitionerTable {
  id: string;
  name: string;
  active: number;
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

/** Who has a visit together with its provider. Triggers keep the times and the status those of the appointment. */
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
  proposal_appointment_id: string | null;
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

/** A person at this desk has said whose request it is, while its Task named these. */
interface RequestAssignmentTable {
  request_id: string;
  patient_id: string;
  for_reference: string | null;
  requester_reference: string | null;
}

/** Somebody entered in the portal as acting for a patient, as the portal last showed it. */
interface RelatedPersonTable {
  /** The FHIR id. */
  id: string;
  name: string;
  /** `Patient/<FHIR id>`; null when it cannot be read. */
  patient_reference: string | null;
  active: number;
  /** FHIR dateTimes as sent. */
  period_start: string | null;
  period_end: string | null;
}

/** An answer to a proposal, whoever gave it and whatever it says. */
interface AnswerTable {
  /** The FHIR id. */
  id: string;
  /** The FHIR id of the proposed appointment. */
  appointment_portal_id: string;
  answer: AnswerCode;
  /** As `request.for_reference`. */
  actor_reference: string | null;
  actor_name: string | null;
  comment: string;
  start_ms: number | null;
  end_ms: number | null;
  at_ms: number;
}

/** What was typed into a form or a dialog and not yet sent. */
export interface DraftTable {
  /** A `DraftSubject`. */
  subject: string;
  draft_json: string;
  updated_ms: number;
}

/**
 * "Changed elsewhere": a decision the portal refused, kept until its subject is decided about again or it is dismissed. The subject is
 * the request it answered or, where it answered none, the appointment; of each there is one at a time.
 */
export interface ConflictTable {
  outbox_id: string;
  appointment_id: string;
  request_id: string | null;
  at_ms: number;
  /** `ConflictNote`: what was chosen, by whom, what the portal says now. */
  note_json: string;
}

/** A correction of an address (state `conflict` in the outbox) beside which the portal has another; until somebody has chosen. */
interface AddressConflictTable {
  outbox_id: string;
  patient_id: string;
  at_ms: number;
}

/**
 * Two visits that take one provider's time, one of them by a decision of this desk that could not know of the other: both with the
 * places for which that is so. It counts while they stand there, and until somebody has seen it.
 */
export interface DoubleBookingTable {
  id: Generated<number>;
  practitioner_id: string;
  /** The one that this desk put there. */
  own_id: string;
  own_start_ms: number;
  own_end_ms: number;
  other_id: string;
  other_start_ms: number;
  other_end_ms: number;
  /** The desk that put the other there; null where that is not certain. */
  other_desk: string | null;
  /** The decision that put the own one there. */
  outbox_id: string;
  at_ms: number;
}

/** Append-only: triggers refuse UPDATE and DELETE. */
export interface HistoryTable {
  id: Generated<number>;
  at_ms: number;
  user_id: string;
  user_name: string;
  desk_id: string;
  desk_name: string;
  request_id: string | null;
  appointment_id: string | null;
  /** Of what concerns a patient alone. */
  patient_id: Generated<string | null>;
  outbox_id: string | null;
  kind: HistoryKind;
  detail_json: string;
}

/** Decisions on their way to the portal. Rows are never deleted. */
export interface OutboxTable {
  /** Position: commands with one ordering key leave in this order. */
  seq: Generated<number>;
  /** UUID; the command tag `urn:reslot:command|<id>`. */
  id: string;
  /** Commands with the same key leave in order: the original appointment's id, or the patient's. */
  ordering_key: string;
  request_id: string | null;
  command_json: string;
  /** `Changes` of the domain. */
  changes_json: string;
  /** `WriteStep[]` of outbox/write-plan: which resources are written, and on which version each was based. */
  plan_json: string;
  /** The local rows as they stood before, for undo. */
  before_json: string;
  /** The user whose decision it is; the same columns as in `history`. */
  user_id: string;
  user_name: string;
  state: OutboxState;
  /** Not before this instant (end of the undo time). */
  release_ms: number;
  attempts: number;
  next_attempt_ms: number;
  last_error: string | null;
  created_ms: number;
  finished_ms: number | null;
  /** 1: done while no portal was set up, and to be told to one that is. */
  untold: Generated<number>;
}

export interface MailTable {
  id: string;
  seq: Generated<number>;
  outbox_id: string | null;
  request_id: string | null;
  appointment_id: string | null;
  kind: EmailKind;
  to_name: string;
  to_address: string;
  subject: string;
  text: string;
  html: string;
  calendar_method: string | null;
  calendar_ics: string | null;
  message_id: string;
  state: MailState;
  /** The correction of its address for whose end it waits; null: none. */
  correction_id: Generated<string | null>;
  attempts: number;
  next_attempt_ms: number;
  last_error: string | null;
  created_ms: number;
  finished_ms: number | null;
}

/** An entry in patients' calendars, by the UID it has there. */
export interface CalendarEntryTable {
  uid: string;
  /** The highest SEQUENCE a calendar object with this UID has had, as far as it is known here. */
  sequence: number;
  /** The address in ORGANIZER of the last REQUEST that has left this desk; null: none has, or nobody could be written to there. */
  organizer: string | null;
  /** When a calendar object with this UID last left this desk; null: never. */
  sent_ms: number | null;
}

/** The Call list: patients who cannot be reached by e-mail. */
interface CallTable {
  id: string;
  outbox_id: string | null;
  request_id: string | null;
  patient_id: string | null;
  why: CallWhy;
  /** What to tell the patient: the e-mail's text. */
  script: string;
  state: CallState;
  created_ms: number;
  done_ms: number | null;
  done_by: string | null;
  done_note: string | null;
}

/** The last copy of each resource seen from the portal, whole, so that a refused decision can be taken back exactly. */
export interface PortalCopyTable {
  type: string;
  id: string;
  version_id: string;
  last_updated: string;
  /** The appointment it concerns, `Appointment/<FHIR id>`: a Task's focus, a proposal's original, an answer's proposal. */
  about: string | null;
  /** The version the local rows were made from; older than `version_id` while a decision on them is on its way. */
  shown_version: string | null;
  body_json: string;
}

interface SyncCursorTable {
  type: string;
  /** The greatest `meta.lastUpdated` covered, by the server's clock; null before the first. */
  since: string | null;
  /** Nothing at or before this `meta.lastUpdated` can still turn up: polls ask for what is later. */
  settled: string | null;
  /** While a run over several pages is under way (also across a restart): the `meta.lastUpdated` it began at. */
  run_from: string | null;
  /** Something moved within the pages already read of that run: they are read again from here. */
  repair_from: string | null;
  /** 1 once the initial load of this type has reached its end. */
  complete: number;
}

/** Appointments about which the portal's news may call for a system command (patient's answer, policy, superseded). */
interface AutomationDueTable {
  appointment_id: string;
  /** A request that has just arrived, or empty when the appointment alone is to be looked at. */
  arrived_request_id: string;
}

/** The version of a resource that could not be used, so that it is not quarantined again after it was dismissed. */
interface UnusableVersionTable {
  type: string;
  id: string;
  version_id: string;
}

/** Resources that cannot be used, with the reason, until a usable version arrives. */
interface QuarantineTable {
  type: string;
  id: string;
  version_id: string;
  reason: QuarantineReason;
  detail: string;
  /** Task or AppointmentResponse waiting for another resource: its reference, to try again when that arrives. */
  waits_for: string | null;
  body_json: string;
  at_ms: number;
}
