/** Answers that decide nothing by themselves are kept too, with what was written in them and the time they name. */
export const up = `
DROP TABLE answer;
CREATE TABLE answer (
  id TEXT PRIMARY KEY,
  appointment_portal_id TEXT NOT NULL,
  answer TEXT NOT NULL
    CHECK (answer IN ('accepted', 'declined', 'tentative', 'in-process', 'completed', 'needs-action')),
  actor_reference TEXT,
  actor_name TEXT,
  comment TEXT NOT NULL,
  start_ms INTEGER,
  end_ms INTEGER,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX answer_by_appointment ON answer (appointment_portal_id, at_ms);
INSERT INTO answer
  (id, appointment_portal_id, answer, actor_reference, actor_name, comment, start_ms, end_ms, at_ms)
SELECT id, substr(about, length('Appointment/') + 1), json_extract(body_json, '$.participantStatus'),
  CASE WHEN json_type(body_json, '$.actor') = 'object'
    THEN coalesce(json_extract(body_json, '$.actor.reference'), '?') END,
  json_extract(body_json, '$.actor.display'),
  coalesce(json_extract(body_json, '$.comment'), ''),
  CAST(unixepoch(json_extract(body_json, '$.start'), 'subsec') * 1000 AS INTEGER),
  CAST(unixepoch(json_extract(body_json, '$.end'), 'subsec') * 1000 AS INTEGER),
  coalesce(CAST(unixepoch(last_updated, 'subsec') * 1000 AS INTEGER), 0)
FROM portal_copy
WHERE type = 'AppointmentResponse' AND about IS NOT NULL
  AND json_extract(body_json, '$.participantStatus')
    IN ('accepted', 'declined', 'tentative', 'in-process', 'completed', 'needs-action');
`;
