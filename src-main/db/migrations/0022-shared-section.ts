/** The sections of the practice's settings, as the portal keeps them and as they were saved here. */
export const up = `
CREATE TABLE shared_section (
  section TEXT PRIMARY KEY,
  server TEXT,
  copy_json TEXT,
  own_json TEXT,
  unreadable_json TEXT
) STRICT;
`;
