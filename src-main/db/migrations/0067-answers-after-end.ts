/** What is answered to a time that was given back before anybody could read it waits until somebody has seen it. */
export const up = `
ALTER TABLE answer ADD COLUMN after_end INTEGER NOT NULL DEFAULT 0;
CREATE INDEX answer_after_end ON answer (appointment_portal_id) WHERE after_end = 1 AND noted_ms IS NULL;
`;
