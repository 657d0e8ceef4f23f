/** Where a location is, in one line, as far as what the portal has shown of it says; null where it does not. */
export const up = `
ALTER TABLE location ADD COLUMN address TEXT;
UPDATE location SET address = nullif(trim(coalesce(
    replace(replace(json_extract(copy.body_json, '$.address.text'), char(13), ''), char(10), ', '),
    rtrim(
      coalesce((SELECT group_concat(line.value, ', ') FROM json_each(copy.body_json, '$.address.line') AS line) || ', ', '')
      || coalesce(json_extract(copy.body_json, '$.address.city') || ', ', '')
      || coalesce(json_extract(copy.body_json, '$.address.state') || ' ', '')
      || coalesce(json_extract(copy.body_json, '$.address.postalCode'), ''),
      ', ')
  )), '')
FROM portal_copy AS copy
WHERE copy.type = 'Location' AND copy.id = location.id;
`;
