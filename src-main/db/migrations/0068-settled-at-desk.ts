/** What was settled at another desk is settled by that desk. */
export const up = `
DROP TRIGGER settled_by_follows;
CREATE TRIGGER settled_by_follows AFTER INSERT ON history
WHEN new.request_id IS NOT NULL AND json_extract(new.detail_json, '$.outcome') IS NOT NULL BEGIN
  INSERT INTO settled_by (request_id, user_name)
  VALUES (new.request_id, coalesce(json_extract(new.detail_json, '$.desk'), new.user_name))
  ON CONFLICT (request_id) DO UPDATE SET user_name = excluded.user_name;
END;
`;
