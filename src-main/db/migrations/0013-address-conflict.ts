/** Corrections of an e-mail address that met another one in the portal; see `AddressConflictTable`. */
export const up = `
CREATE TABLE address_conflict (
  outbox_id TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
