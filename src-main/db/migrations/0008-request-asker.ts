/**
 * Whose a request is: what its Task names (`Type/id`, or `?` and whatever tells it from another where that cannot be read), who is
 * entered in the portal as acting for a patient, and what a person at this desk has said. An appointment whose patient this desk
 * does not know is told from one that has none.
 */
export const up = `
ALTER TABLE request ADD COLUMN for_reference TEXT;
ALTER TABLE request ADD COLUMN for_name TEXT;
ALTER TABLE request ADD COLUMN requester_reference TEXT;
ALTER TABLE request ADD COLUMN requester_name TEXT;
UPDATE request SET
  for_reference = CASE WHEN json_type(copy.body_json, '$.for') = 'object'
    THEN coalesce(json_extract(copy.body_json, '$.for.reference'), '?') END,
  for_name = json_extract(copy.body_json, '$.for.display'),
  requester_reference = CASE WHEN json_type(copy.body_json, '$.requester') = 'object'
    THEN coalesce(json_extract(copy.body_json, '$.requester.reference'), '?') END,
  requester_name = json_extract(copy.body_json, '$.requester.display')
FROM portal_copy AS copy
WHERE copy.type = 'Task' AND copy.id = request.id;

CREATE TABLE request_assignment (
  request_id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL,
  for_reference TEXT,
  requester_reference TEXT
) STRICT;
INSERT INTO request_assignment (request_id, patient_id, for_reference, requester_reference)
SELECT id, patient_id, for_reference, requester_reference FROM request
WHERE patient_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM history WHERE history.request_id = request.id AND history.kind = 'patient-assigned');

CREATE TABLE related_person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  patient_reference TEXT,
  active INTEGER NOT NULL,
  period_start TEXT,
  period_end TEXT
) STRICT;

ALTER TABLE appointment ADD COLUMN unknown_patient TEXT;
UPDATE appointment SET unknown_patient = (
  SELECT coalesce(json_extract(participant.value, '$.actor.reference'), '?')
  FROM portal_copy AS copy, json_each(copy.body_json, '$.participant') AS participant
  WHERE copy.type = 'Appointment' AND copy.id = appointment.portal_id
    AND json_type(participant.value, '$.actor') = 'object'
    AND coalesce(json_extract(participant.value, '$.actor.reference'), '?') NOT LIKE 'Practitioner/%'
    AND coalesce(json_extract(participant.value, '$.actor.reference'), '?') NOT LIKE 'PractitionerRole/%'
    AND coalesce(json_extract(participant.value, '$.actor.reference'), '?') NOT LIKE 'Location/%'
  LIMIT 1
)
WHERE patient_id IS NULL AND portal_id IS NOT NULL;
UPDATE appointment SET
  patient_id = (SELECT id FROM patient WHERE 'Patient/' || portal_id = unknown_patient),
  unknown_patient = NULL
WHERE unknown_patient IN (SELECT 'Patient/' || portal_id FROM patient);
CREATE INDEX appointment_of_unknown_patient ON appointment (unknown_patient) WHERE unknown_patient IS NOT NULL;

CREATE TABLE answer (
  id TEXT PRIMARY KEY,
  appointment_portal_id TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('accepted', 'declined')),
  actor_reference TEXT,
  actor_name TEXT,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX answer_by_appointment ON answer (appointment_portal_id, at_ms);
INSERT INTO answer (id, appointment_portal_id, answer, actor_reference, actor_name, at_ms)
SELECT id, substr(about, length('Appointment/') + 1), json_extract(body_json, '$.participantStatus'),
  CASE WHEN json_type(body_json, '$.actor') = 'object'
    THEN coalesce(json_extract(body_json, '$.actor.reference'), '?') END,
  json_extract(body_json, '$.actor.display'),
  coalesce(CAST(unixepoch(last_updated, 'subsec') * 1000 AS INTEGER), 0)
FROM portal_copy
WHERE type = 'AppointmentResponse' AND about IS NOT NULL
  AND json_extract(body_json, '$.participantStatus') IN ('accepted', 'declined');
`;
