/** Of a request that names several times: which one a person has chosen. */
export const up = `
CREATE TABLE chosen_time (
  request_id TEXT PRIMARY KEY,
  asked TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER
) STRICT, WITHOUT ROWID;
`;
