/** Practitioners' business identifiers: by these a portal may name who has a visit. What there is of them is read from the copies. */
export const up = `
CREATE TABLE practitioner_identifier (
  system TEXT NOT NULL,
  value TEXT NOT NULL,
  practitioner_id TEXT NOT NULL,
  PRIMARY KEY (system, value, practitioner_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX practitioner_identifier_by_practitioner ON practitioner_identifier (practitioner_id);

INSERT OR IGNORE INTO practitioner_identifier (system, value, practitioner_id)
SELECT one.value ->> '$.system', one.value ->> '$.value', copy.id
FROM portal_copy AS copy JOIN json_each(copy.body_json, '$.identifier') AS one
WHERE copy.type = 'Practitioner' AND one.type = 'object'
  AND json_type(one.value, '$.system') = 'text' AND json_type(one.value, '$.value') = 'text'
  AND one.value ->> '$.use' IS NOT 'old';
`;
