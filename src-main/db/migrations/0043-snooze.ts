/**
 * Requests that somebody has put off for a while, at this desk. Whatever changes about such a request, or about its visit, brings it back;
 * so does a person, and the time itself.
 */
export const up = `
CREATE TABLE snooze (
  request_id TEXT PRIMARY KEY NOT NULL,
  until_ms INTEGER NOT NULL,
  set_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX snooze_ends ON snooze (until_ms, set_ms);

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
