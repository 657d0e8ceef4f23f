/** Drafts are about a request, an appointment, or one to be booked, those in a decision's snapshot too; see `DraftTable`. */
export const up = `
ALTER TABLE draft RENAME COLUMN request_id TO subject;
UPDATE draft SET subject = 'request/' || subject;
UPDATE outbox
SET before_json = json_set(
  json_remove(before_json, '$.draft.request_id'),
  '$.draft.subject', 'request/' || json_extract(before_json, '$.draft.request_id')
)
WHERE CASE WHEN json_valid(before_json) THEN json_extract(before_json, '$.draft.request_id') IS NOT NULL END;
`;
