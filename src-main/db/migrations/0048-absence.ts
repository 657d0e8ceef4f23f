/**
 * Providers who are away, and the visits that were found in the time: what becomes of each is read from the visit itself. At this desk
 * alone.
 */
export const up = `
CREATE TABLE absence (
  id TEXT PRIMARY KEY NOT NULL,
  practitioner_id TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  UNIQUE (practitioner_id, start_ms, end_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE absence_visit (
  absence_id TEXT NOT NULL,
  appointment_id TEXT NOT NULL,
  patient_name TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  PRIMARY KEY (absence_id, appointment_id)
) STRICT, WITHOUT ROWID;
`;
