/** The people who sign in at this desk. Whoever is removed stays here for the record's sake, without what they signed in with. */
export const up = `
CREATE TABLE desk_user (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('receptionist', 'manager')),
  secret_json TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  added_ms INTEGER NOT NULL,
  removed_ms INTEGER
) STRICT, WITHOUT ROWID;
`;
