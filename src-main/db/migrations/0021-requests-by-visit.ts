/**
 * What requests are listed by, and compared with, stands on them: when their visits begin, and with which provider. So the first
 * page of many is read off an index, and so is who else asks for a time. The decisions that can still be undone have an index, too.
 */
export const up = `
ALTER TABLE request ADD COLUMN appointment_start_ms INTEGER;
ALTER TABLE request ADD COLUMN appointment_practitioner_id TEXT;
UPDATE request SET (appointment_start_ms, appointment_practitioner_id) =
  (SELECT start_ms, practitioner_id FROM appointment WHERE id = request.appointment_id);
CREATE INDEX request_by_start ON request (state, appointment_start_ms, id) WHERE state <> 'resolved';
CREATE INDEX request_wanted_of ON request (appointment_practitioner_id, requested_start_ms, requested_end_ms)
  WHERE state = 'open' AND requested_start_ms IS NOT NULL;
CREATE INDEX outbox_held ON outbox (seq) WHERE state = 'held';

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
`;
