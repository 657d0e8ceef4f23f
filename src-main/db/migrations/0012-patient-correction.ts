/** An e-mail can wait for the end of the undo time of a correction of its address. */
export const up = `
ALTER TABLE mail ADD COLUMN correction_id TEXT;
CREATE INDEX mail_by_correction ON mail (correction_id) WHERE correction_id IS NOT NULL;
`;
