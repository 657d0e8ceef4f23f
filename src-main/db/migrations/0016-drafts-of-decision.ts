/** A decision takes every draft along that was typed for it, on the schedule too: its snapshot holds a list of them. */
export const up = `
UPDATE outbox SET before_json = json_set(
  json_remove(before_json, '$.draft'),
  '$.drafts', CASE json_type(before_json, '$.draft')
    WHEN 'object' THEN json_array(json(json_extract(before_json, '$.draft')))
    ELSE json('[]') END
)
WHERE CASE WHEN json_valid(before_json) THEN json_type(before_json) = 'object' END;
`;
