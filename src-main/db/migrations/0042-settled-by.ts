/** Who settled a request, as the record has it, so that the history can be read by person. The record is only ever added to. */
export const up = `
CREATE TABLE settled_by (
  request_id TEXT PRIMARY KEY NOT NULL,
  user_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX settled_by_person ON settled_by (user_name);
INSERT INTO settled_by (request_id, user_name)
SELECT request_id, user_name FROM history
WHERE id IN (
  SELECT max(id) FROM history
  WHERE request_id IS NOT NULL AND json_extract(detail_json, '$.outcome') IS NOT NULL GROUP BY request_id
);
CREATE TRIGGER settled_by_follows AFTER INSERT ON history
WHEN new.request_id IS NOT NULL AND json_extract(new.detail_json, '$.outcome') IS NOT NULL BEGIN
  INSERT INTO settled_by (request_id, user_name) VALUES (new.request_id, new.user_name)
  ON CONFLICT (request_id) DO UPDATE SET user_name = excluded.user_name;
END;
`;
