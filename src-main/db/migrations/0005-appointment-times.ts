/**
 * What a month's load is counted from stands in the indexes themselves. Appointments come from the portal in no order of time,
 * so that those of one month lie all over a large table: reading them there costs the more the more there are.
 */
export const up = `
DROP INDEX appointment_by_start;
CREATE INDEX appointment_by_start ON appointment (start_ms, end_ms, status);
DROP INDEX appointment_by_practitioner;
CREATE INDEX appointment_by_practitioner ON appointment (practitioner_id, start_ms, end_ms, status);
`;
