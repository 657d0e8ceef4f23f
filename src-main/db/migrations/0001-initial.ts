/** The first schema. STRICT tables (https://www.sqlite.org/stricttables.html); see `../schema.ts` for what columns mean. */
export const up = `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE practitioner (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  active INTEGER NOT NULL
) STRICT;

CREATE TABLE location (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  active INTEGER NOT NULL
) STRICT;

CREATE TABLE patient (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  given_name TEXT NOT NULL,
  birth_date TEXT,
  phone TEXT,
  phone_digits TEXT,
  email TEXT,
  portal_access INTEGER NOT NULL,
  language TEXT
) STRICT;
CREATE INDEX patient_by_name ON patient (family_name, given_name, id);

CREATE VIRTUAL TABLE patient_search USING fts5 (
  name, birth_date, phone_digits, email,
  content = 'patient', content_rowid = 'row',
  tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
CREATE TRIGGER patient_search_insert AFTER INSERT ON patient BEGIN
  INSERT INTO patient_search (rowid, name, birth_date, phone_digits, email)
  VALUES (new.row, new.name, new.birth_date, new.phone_digits, new.email);
END;
CREATE TRIGGER patient_search_delete AFTER DELETE ON patient BEGIN
  INSERT INTO patient_search (patient_search, rowid, name, birth_date, phone_digits, email)
  VALUES ('delete', old.row, old.name, old.birth_date, old.phone_digits, old.email);
END;
CREATE TRIGGER patient_search_update AFTER UPDATE ON patient BEGIN
  INSERT INTO patient_search (patient_search, rowid, name, birth_date, phone_digits, email)
  VALUES ('delete', old.row, old.name, old.birth_date, old.phone_digits, old.email);
  INSERT INTO patient_search (rowid, name, birth_date, phone_digits, email)
  VALUES (new.row, new.name, new.birth_date, new.phone_digits, new.email);
END;

CREATE TABLE appointment (
  id TEXT PRIMARY KEY,
  portal_id TEXT UNIQUE,
  uid TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  patient_id TEXT,
  practitioner_id TEXT,
  location_id TEXT,
  type_code TEXT NOT NULL,
  type_display TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL CHECK (end_ms > start_ms),
  status TEXT NOT NULL CHECK (status IN ('booked', 'tentative', 'checked-in', 'completed', 'no-show', 'cancelled')),
  original_id TEXT,
  override_reason TEXT
) STRICT;
CREATE INDEX appointment_by_start ON appointment (start_ms);
CREATE INDEX appointment_by_practitioner ON appointment (practitioner_id, start_ms);
CREATE INDEX appointment_by_patient ON appointment (patient_id, start_ms);
CREATE INDEX appointment_by_original ON appointment (original_id) WHERE original_id IS NOT NULL;

CREATE TABLE request (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('reschedule', 'cancel')),
  appointment_id TEXT NOT NULL,
  patient_id TEXT,
  requested_start_ms INTEGER,
  requested_end_ms INTEGER,
  requested_start_text TEXT,
  note TEXT NOT NULL,
  authored_ms INTEGER NOT NULL,
  received_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'awaiting-patient', 'resolved')),
  mark TEXT,
  outcome TEXT,
  outcome_reason TEXT,
  resolved_ms INTEGER,
  proposal_appointment_id TEXT,
  proposal_sent_ms INTEGER,
  proposal_expires_ms INTEGER,
  proposal_reason TEXT,
  proposal_message TEXT,
  CHECK ((state = 'resolved') = (outcome IS NOT NULL)),
  CHECK ((state = 'awaiting-patient') = (proposal_appointment_id IS NOT NULL))
) STRICT;
CREATE INDEX request_by_appointment ON request (appointment_id, authored_ms);
CREATE INDEX request_by_patient ON request (patient_id);
CREATE INDEX request_unresolved ON request (state, authored_ms) WHERE state <> 'resolved';
CREATE INDEX request_resolved ON request (resolved_ms, id) WHERE state = 'resolved';
CREATE INDEX request_by_expiry ON request (proposal_expires_ms) WHERE state = 'awaiting-patient';
CREATE INDEX request_by_wanted ON request (requested_start_ms) WHERE state = 'open' AND requested_start_ms IS NOT NULL;
CREATE INDEX request_by_proposal ON request (proposal_appointment_id) WHERE proposal_appointment_id IS NOT NULL;

CREATE TABLE draft (
  request_id TEXT PRIMARY KEY,
  draft_json TEXT NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE conflict (
  request_id TEXT PRIMARY KEY,
  outbox_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  note_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  desk_id TEXT NOT NULL,
  desk_name TEXT NOT NULL,
  request_id TEXT,
  appointment_id TEXT,
  outbox_id TEXT,
  kind TEXT NOT NULL,
  detail_json TEXT NOT NULL
) STRICT;
CREATE INDEX history_by_request ON history (request_id, id) WHERE request_id IS NOT NULL;
CREATE INDEX history_by_appointment ON history (appointment_id, id) WHERE appointment_id IS NOT NULL;
CREATE TRIGGER history_never_changes BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_never_shrinks BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  thread TEXT NOT NULL,
  request_id TEXT,
  command_json TEXT NOT NULL,
  changes_json TEXT NOT NULL,
  plan_json TEXT NOT NULL,
  before_json TEXT NOT NULL,
  user_id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'ready', 'unsure', 'done', 'undone', 'conflict', 'failed')),
  release_ms INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_ms INTEGER NOT NULL,
  last_error TEXT,
  created_ms INTEGER NOT NULL,
  finished_ms INTEGER
) STRICT;
CREATE INDEX outbox_unfinished ON outbox (seq) WHERE state IN ('held', 'ready', 'unsure');
CREATE INDEX outbox_failed ON outbox (seq) WHERE state = 'failed';
CREATE INDEX outbox_by_thread ON outbox (thread, seq);
CREATE INDEX outbox_by_request ON outbox (request_id, seq);

CREATE TABLE mail (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  outbox_id TEXT,
  request_id TEXT,
  appointment_id TEXT,
  kind TEXT NOT NULL,
  to_name TEXT NOT NULL,
  to_address TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  calendar_method TEXT,
  calendar_ics TEXT,
  message_id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'sent', 'failed', 'dropped', 'called')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_ms INTEGER NOT NULL,
  last_error TEXT,
  created_ms INTEGER NOT NULL,
  finished_ms INTEGER
) STRICT;
CREATE INDEX mail_unsent ON mail (next_attempt_ms, seq) WHERE state = 'ready';
CREATE INDEX mail_failed ON mail (seq) WHERE state = 'failed';
CREATE INDEX mail_by_outbox ON mail (outbox_id) WHERE outbox_id IS NOT NULL;
CREATE INDEX mail_by_request ON mail (request_id, seq) WHERE request_id IS NOT NULL;

CREATE TABLE call (
  id TEXT PRIMARY KEY,
  outbox_id TEXT,
  request_id TEXT,
  patient_id TEXT,
  why TEXT NOT NULL,
  script TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'open', 'done', 'dropped')),
  created_ms INTEGER NOT NULL,
  done_ms INTEGER,
  done_by TEXT,
  done_note TEXT
) STRICT;
CREATE INDEX call_open ON call (created_ms) WHERE state = 'open';
CREATE INDEX call_by_outbox ON call (outbox_id) WHERE outbox_id IS NOT NULL;
CREATE INDEX call_by_request ON call (request_id) WHERE request_id IS NOT NULL;

CREATE TABLE portal_copy (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  last_updated TEXT NOT NULL,
  about TEXT,
  shown_version TEXT,
  body_json TEXT NOT NULL,
  PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX portal_copy_by_about ON portal_copy (about, type) WHERE about IS NOT NULL;

CREATE TABLE sync_cursor (
  type TEXT PRIMARY KEY,
  since TEXT,
  settled TEXT,
  run_from TEXT,
  repair_from TEXT,
  complete INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX portal_copy_held_back ON portal_copy (type, id) WHERE shown_version IS NOT version_id;

CREATE TABLE automation_due (
  appointment_id TEXT NOT NULL,
  arrived_request_id TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (appointment_id, arrived_request_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  waits_for TEXT,
  body_json TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX quarantine_by_wait ON quarantine (waits_for) WHERE waits_for IS NOT NULL;

CREATE TABLE unusable_version (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;
`;
