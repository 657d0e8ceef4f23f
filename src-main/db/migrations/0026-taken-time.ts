/**
 * Time that is taken beside what `appointment` says: by Appointments that cannot be shown, and of a visit's further providers, which
 * triggers keep where the visit stands. What there is of both is read from the copies. And what takes longer than a day has an index.
 */
export const up = `
CREATE TABLE busy_time (
  portal_id TEXT NOT NULL,
  practitioner_id TEXT,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL CHECK (end_ms > start_ms)
) STRICT;
CREATE INDEX busy_time_by_portal_id ON busy_time (portal_id);
CREATE INDEX busy_time_by_practitioner ON busy_time (practitioner_id, start_ms, end_ms);
CREATE INDEX busy_time_by_start ON busy_time (start_ms, end_ms);
CREATE INDEX busy_time_long ON busy_time (end_ms) WHERE end_ms - start_ms > 86400000;

CREATE TABLE further_provider (
  appointment_id TEXT NOT NULL,
  practitioner_id TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (appointment_id, practitioner_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX further_provider_by_practitioner ON further_provider (practitioner_id, start_ms, end_ms, status);
CREATE INDEX further_provider_by_start ON further_provider (start_ms, end_ms, status);
CREATE INDEX further_provider_long ON further_provider (end_ms) WHERE end_ms - start_ms > 86400000;
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

CREATE INDEX appointment_long ON appointment (end_ms) WHERE end_ms - start_ms > 86400000;

INSERT INTO further_provider (appointment_id, practitioner_id, start_ms, end_ms, status)
SELECT DISTINCT visit.id, substr(one.value ->> '$.actor.reference', 14), visit.start_ms, visit.end_ms, visit.status
FROM portal_copy AS copy
JOIN appointment AS visit ON visit.portal_id = copy.id
JOIN json_each(copy.body_json, '$.participant') AS one
WHERE copy.type = 'Appointment' AND one.type = 'object'
  AND one.value ->> '$.actor.reference' GLOB 'Practitioner/?*'
  AND one.value ->> '$.actor.reference' NOT GLOB 'Practitioner/*/*'
  AND one.value ->> '$.status' IS NOT 'declined'
  AND one.value ->> '$.required' IS NOT 'information-only'
  AND substr(one.value ->> '$.actor.reference', 14) IS NOT visit.practitioner_id;

WITH unread AS (
  SELECT id, body_json, CAST(round(unixepoch(begins, 'subsec') * 1000) AS INTEGER) AS start_ms,
    CAST(round(unixepoch(coalesce(ends, begins), 'subsec') * 1000) AS INTEGER) AS end_ms
  FROM (
    SELECT id, body_json, body_json ->> '$.start' AS begins, body_json ->> '$.end' AS ends FROM quarantine
    WHERE type = 'Appointment' AND json_type(body_json) = 'object'
      AND coalesce(body_json ->> '$.status', '')
        NOT IN ('cancelled', 'noshow', 'entered-in-error', 'proposed', 'waitlist')
  )
  WHERE begins GLOB '????-??-??T*' AND (begins GLOB '*Z' OR begins GLOB '*[+-]??:??')
)
INSERT INTO busy_time (portal_id, practitioner_id, start_ms, end_ms)
SELECT DISTINCT unread.id, substr(one.value ->> '$.actor.reference', 14), start_ms, iif(end_ms > start_ms, end_ms, start_ms + 900000)
FROM unread LEFT JOIN json_each(unread.body_json, '$.participant') AS one
  ON one.type = 'object' AND one.value ->> '$.actor.reference' GLOB 'Practitioner/?*'
  AND one.value ->> '$.status' IS NOT 'declined'
  AND one.value ->> '$.required' IS NOT 'information-only'
WHERE start_ms IS NOT NULL AND end_ms IS NOT NULL;
`;
