/** Whether a patient has died, is not in use any more, or is the same as another: `PatientStanding`, null for none of these. */
export const up = `
ALTER TABLE patient ADD COLUMN standing TEXT;
UPDATE patient SET standing = CASE
    WHEN coalesce(json_type(copy.body_json, '$.deceasedBoolean'), 'false') NOT IN ('false', 'null')
      OR coalesce(json_type(copy.body_json, '$.deceasedDateTime'), 'null') <> 'null' THEN 'deceased'
    WHEN EXISTS (SELECT 1 FROM json_each(copy.body_json, '$.link') AS link
      WHERE json_extract(link.value, '$.type') = 'replaced-by') THEN 'replaced'
    WHEN coalesce(json_type(copy.body_json, '$.active'), 'true') NOT IN ('true', 'null') THEN 'inactive'
  END
FROM portal_copy AS copy
WHERE copy.type = 'Patient' AND copy.id = patient.portal_id;
`;
