/** What is decided here: on its way, on the record, told to patients, and what became of it. */
import type { Generated, Selectable } from 'kysely';
import type { CallOutcome } from '../../../src-shared/domain/call-outcome.ts';
import type { CallWhy } from '../../../src-shared/domain/call-why.ts';
import type { CallState, MailState, OutboxState } from '../../../src-shared/domain/delivery-states.ts';
import type { EmailKind } from '../../../src-shared/domain/email-kind.ts';
import type { HistoryKind } from '../../../src-shared/domain/history.ts';

export interface OutboxTables {
  draft: DraftTable;
  conflict: ConflictTable;
  address_conflict: AddressConflictTable;
  double_booking: DoubleBookingTable;
  history: HistoryTable;
  outbox: OutboxTable;
  mail: MailTable;
  reminder: ReminderTable;
  calendar_entry: CalendarEntryTable;
  call: CallTable;
  call_attempt: CallAttemptTable;
}

/** What was typed into a form or a dialog and not yet sent. */
export interface DraftTable {
  /** A `DraftSubject`. */
  subject: string;
  /** Who typed it; empty where nobody knows, as an earlier version kept it, and where they have been removed. */
  user_id: Generated<string>;
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
  /** Of this line and all before it (`record-chain.ts`). None: of an earlier version. */
  seal: Generated<string | null>;
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

/** Whether the patient of a visit, as it begins, is reminded of it. */
export interface ReminderTable {
  appointment_id: string;
  start_ms: number;
  /** Names this desk's wish to do it, in the portal. */
  claim: string;
  /**
   * `asking`: the portal has not said yet who does it. `sent`: this desk, in the e-mail `mail_id`. `elsewhere`: another. `told`: nobody,
   * as a letter about this very time has just been written. `void`: nobody, as the visit is not there any more.
   */
  state: 'asking' | 'sent' | 'elsewhere' | 'told' | 'void';
  mail_id: string | null;
  /** The visit as the e-mail tells it: an `Appointment`. */
  told_json: string | null;
  at_ms: number;
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
  /** What to tell the patient. */
  script: string;
  state: CallState;
  created_ms: number;
  done_ms: number | null;
  done_by: string | null;
  done_note: string | null;
  /** What to leave as a message where nobody answers; '' for nothing. */
  voicemail: Generated<string>;
  /** Not to be tried again before; null: at once. */
  next_ms: Generated<number | null>;
  /** When the last attempt was noted; null: none was. */
  noted_ms: Generated<number | null>;
  /** The decision with which the patient's answer was recorded; null: none was. */
  settled_by: Generated<string | null>;
}

export type CallRow = Selectable<CallTable>;

/** A call that did not reach who was to be told. One that was taken back is not here any more; the record keeps it. */
export interface CallAttemptTable {
  id: string;
  call_id: string;
  at_ms: number;
  outcome: CallOutcome;
  /** When it was to be tried again; null: at once. */
  again_ms: number | null;
  note: string;
  user_name: string;
}
