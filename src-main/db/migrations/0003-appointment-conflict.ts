/** What the portal refused of the decisions made on the schedule itself; see `AppointmentConflictTable`. */
export const up = `
CREATE TABLE appointment_conflict (
  appointment_id TEXT PRIMARY KEY,
  outbox_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  note_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
