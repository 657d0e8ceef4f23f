/** What a patient answers to a visit that is booked waits until somebody has seen it. */
export const up = `
ALTER TABLE answer ADD COLUMN to_see INTEGER NOT NULL DEFAULT 0;
ALTER TABLE answer ADD COLUMN noted_ms INTEGER;
ALTER TABLE answer ADD COLUMN read_ms INTEGER NOT NULL DEFAULT 0;
UPDATE answer SET to_see = 1
WHERE (comment <> '' OR answer NOT IN ('accepted', 'needs-action'))
  AND NOT EXISTS (
    SELECT 1 FROM answer AS later
    WHERE later.appointment_portal_id = answer.appointment_portal_id
      AND later.actor_reference IS answer.actor_reference
      AND (later.at_ms, later.id) > (answer.at_ms, answer.id));
CREATE INDEX answer_to_see ON answer (appointment_portal_id) WHERE to_see = 1 AND noted_ms IS NULL;
`;
