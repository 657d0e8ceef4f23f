/** What is read of the portal, and how far. */
import type { Generated } from 'kysely';
import type { AnswerCode } from '../../../src-shared/domain/portal-answer.ts';
import type { QuarantineReason } from '../../../src-shared/domain/quarantine-reason.ts';

export interface PortalTables {
  shared_section: SharedSectionTable;
  related_person: RelatedPersonTable;
  answer: AnswerTable;
  chosen_time: ChosenTimeTable;
  portal_copy: PortalCopyTable;
  sync_cursor: SyncCursorTable;
  automation_due: AutomationDueTable;
  unusable_version: UnusableVersionTable;
  quarantine: QuarantineTable;
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

/** An answer to a proposal or to a visit, whoever gave it and whatever it says. */
interface AnswerTable {
  /** The FHIR id. */
  id: string;
  /** The FHIR id of the appointment answered to. */
  appointment_portal_id: string;
  answer: AnswerCode;
  /** As `request.for_reference`. */
  actor_reference: string | null;
  actor_name: string | null;
  comment: string;
  start_ms: number | null;
  end_ms: number | null;
  at_ms: number;
  /** 1: where it is about a visit that is booked, a person has to see it. */
  to_see: Generated<number>;
  /** 1: it is about a time that was given back before anybody here could read it, and a person has to know. */
  after_end: Generated<number>;
  /** When somebody had seen it, or decided about the visit; null while nobody has. */
  noted_ms: Generated<number | null>;
  /** When this desk read it, as it stands, by its own clock. */
  read_ms: number;
}

/** Of a request that names several times: the one that somebody at this desk has chosen. */
export interface ChosenTimeTable {
  request_id: string;
  /** What was asked when they chose (`TimesAsked.asked`): it counts for nothing else. */
  asked: string;
  start_ms: number;
  /** Null: as long as the visit. */
  end_ms: number | null;
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
