/**
 * Patients ask for new appointments: a request has that kind, and what it is about is `proposed`, which is no visit yet. Both stand in CHECKs,
 * which SQLite changes in a new table alone (https://www.sqlite.org/lang_altertable.html#otheralter); what the old one had, indexes and
 * triggers, is made again as it was.
 */
export const up = `
DROP TRIGGER request_visit_of_new;
DROP TRIGGER request_visit_of_changed;
DROP TRIGGER request_visit_arrives;
DROP TRIGGER request_visit_changes;
DROP TRIGGER request_visit_goes;
DROP TRIGGER further_provider_follows;
DROP TRIGGER further_provider_of_proposal;
DROP TRIGGER further_provider_goes;
DROP TRIGGER snooze_ends_with_change;
DROP TRIGGER snooze_ends_with_request;
DROP TRIGGER snooze_ends_with_visit;

CREATE TABLE new_appointment (
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
  status TEXT NOT NULL
    CHECK (status IN ('proposed', 'booked', 'tentative', 'checked-in', 'completed', 'no-show', 'cancelled')),
  original_id TEXT,
  override_reason TEXT,
  unknown_patient TEXT
) STRICT;
INSERT INTO new_appointment SELECT id, portal_id, uid, sequence, patient_id, practitioner_id, location_id, type_code, type_display,
  start_ms, end_ms, status, original_id, override_reason, unknown_patient
FROM appointment ORDER BY rowid;
DROP TABLE appointment;
ALTER TABLE new_appointment RENAME TO appointment;
CREATE INDEX appointment_by_patient ON appointment (patient_id, start_ms);
CREATE INDEX appointment_by_original ON appointment (original_id) WHERE original_id IS NOT NULL;
CREATE INDEX appointment_by_start ON appointment (start_ms, end_ms, status);
CREATE INDEX appointment_by_practitioner ON appointment (practitioner_id, start_ms, end_ms, status);
CREATE INDEX appointment_of_unknown_patient ON appointment (unknown_patient) WHERE unknown_patient IS NOT NULL;
CREATE INDEX appointment_long ON appointment (end_ms) WHERE end_ms - start_ms > 86400000;

CREATE TABLE new_request (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('reschedule', 'cancel', 'new')),
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
  proposal_appointment_ids TEXT,
  proposal_sent_ms INTEGER,
  proposal_expires_ms INTEGER,
  proposal_reason TEXT,
  proposal_message TEXT,
  for_reference TEXT,
  for_name TEXT,
  requester_reference TEXT,
  requester_name TEXT,
  appointment_start_ms INTEGER,
  appointment_practitioner_id TEXT,
  CHECK ((state = 'resolved') = (outcome IS NOT NULL)),
  CHECK ((state = 'awaiting-patient') = (proposal_appointment_ids IS NOT NULL))
) STRICT;
INSERT INTO new_request SELECT id, kind, appointment_id, patient_id, requested_start_ms, requested_end_ms, requested_start_text, note,
  authored_ms, received_ms, state, mark, outcome, outcome_reason, resolved_ms, proposal_appointment_ids, proposal_sent_ms,
  proposal_expires_ms, proposal_reason, proposal_message, for_reference, for_name, requester_reference, requester_name,
  appointment_start_ms, appointment_practitioner_id
FROM request ORDER BY rowid;
DROP TABLE request;
ALTER TABLE new_request RENAME TO request;
CREATE INDEX request_by_appointment ON request (appointment_id, authored_ms);
CREATE INDEX request_by_patient ON request (patient_id);
CREATE INDEX request_unresolved ON request (state, authored_ms) WHERE state <> 'resolved';
CREATE INDEX request_resolved ON request (resolved_ms, id) WHERE state = 'resolved';
CREATE INDEX request_by_expiry ON request (proposal_expires_ms) WHERE state = 'awaiting-patient';
CREATE INDEX request_by_proposal ON request (proposal_appointment_ids) WHERE proposal_appointment_ids IS NOT NULL;
CREATE INDEX request_by_wanted ON request (requested_start_ms, requested_end_ms)
  WHERE state = 'open' AND requested_start_ms IS NOT NULL;
CREATE INDEX request_by_start ON request (state, appointment_start_ms, id) WHERE state <> 'resolved';
CREATE INDEX request_wanted_of ON request (appointment_practitioner_id, requested_start_ms, requested_end_ms)
  WHERE state = 'open' AND requested_start_ms IS NOT NULL;

CREATE TRIGGER request_visit_of_new AFTER INSERT ON request BEGIN
  UPDATE request SET (appointment_start_ms, appointment_practitioner_id) =
    (SELECT start_ms, practitioner_id FROM appointment WHERE id = new.appointment_id)
  WHERE id = new.id;
END;
CREATE TRIGGER request_visit_of_changed
AFTER UPDATE OF appointment_id, appointment_start_ms, appointment_practitioner_id ON request BEGIN
  UPDATE request SET (appointment_start_ms, appointment_practitioner_id) =
    (SELECT start_ms, practitioner_id FROM appointment WHERE id = new.appointment_id)
  WHERE id = new.id;
END;
CREATE TRIGGER request_visit_arrives AFTER INSERT ON appointment BEGIN
  UPDATE request SET appointment_start_ms = new.start_ms, appointment_practitioner_id = new.practitioner_id
  WHERE appointment_id = new.id;
END;
CREATE TRIGGER request_visit_changes AFTER UPDATE OF start_ms, practitioner_id ON appointment
WHEN new.start_ms <> old.start_ms OR new.practitioner_id IS NOT old.practitioner_id BEGIN
  UPDATE request SET appointment_start_ms = new.start_ms, appointment_practitioner_id = new.practitioner_id
  WHERE appointment_id = new.id;
END;
CREATE TRIGGER request_visit_goes AFTER DELETE ON appointment BEGIN
  UPDATE request SET appointment_start_ms = NULL, appointment_practitioner_id = NULL WHERE appointment_id = old.id;
END;
CREATE TRIGGER further_provider_follows AFTER UPDATE OF start_ms, end_ms, status ON appointment
WHEN new.start_ms <> old.start_ms OR new.end_ms <> old.end_ms OR new.status <> old.status BEGIN
  UPDATE further_provider SET start_ms = new.start_ms, end_ms = new.end_ms, status = new.status
  WHERE appointment_id = new.id;
END;
CREATE TRIGGER further_provider_of_proposal AFTER INSERT ON appointment WHEN new.original_id IS NOT NULL BEGIN
  INSERT INTO further_provider (appointment_id, practitioner_id, start_ms, end_ms, status)
  SELECT new.id, practitioner_id, new.start_ms, new.end_ms, new.status
  FROM further_provider WHERE appointment_id = new.original_id;
END;
CREATE TRIGGER further_provider_goes AFTER DELETE ON appointment BEGIN
  DELETE FROM further_provider WHERE appointment_id = old.id;
END;
CREATE TRIGGER snooze_ends_with_change AFTER UPDATE ON request
WHEN (new.state, new.mark, new.kind, new.note, new.patient_id, new.appointment_id, new.requested_start_ms, new.requested_end_ms,
      new.requested_start_text, new.authored_ms, new.for_reference, new.requester_reference, new.appointment_start_ms,
      new.appointment_practitioner_id)
  IS NOT (old.state, old.mark, old.kind, old.note, old.patient_id, old.appointment_id, old.requested_start_ms, old.requested_end_ms,
      old.requested_start_text, old.authored_ms, old.for_reference, old.requester_reference, old.appointment_start_ms,
      old.appointment_practitioner_id)
BEGIN
  DELETE FROM snooze WHERE request_id = new.id;
END;
CREATE TRIGGER snooze_ends_with_request AFTER DELETE ON request BEGIN
  DELETE FROM snooze WHERE request_id = old.id;
END;
CREATE TRIGGER snooze_ends_with_visit AFTER UPDATE OF status, end_ms, location_id ON appointment
WHEN new.status <> old.status OR new.end_ms <> old.end_ms OR new.location_id IS NOT old.location_id BEGIN
  DELETE FROM snooze WHERE request_id IN (SELECT id FROM request WHERE appointment_id = new.id);
END;
`;
