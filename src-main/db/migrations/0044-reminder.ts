/**
 * The visits whose patients are, or are not, reminded: which desk does it the portal decides. `told_json` is the visit as the reminder
 * tells it.
 */
export const up = `
CREATE TABLE reminder (
  appointment_id TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  claim TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asking', 'sent', 'elsewhere', 'told', 'void')),
  mail_id TEXT UNIQUE,
  told_json TEXT,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (appointment_id, start_ms)
) STRICT, WITHOUT ROWID;
`;
