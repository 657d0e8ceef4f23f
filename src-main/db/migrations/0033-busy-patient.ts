/** Whose visits they are that cannot be shown and take their time: that of their patients, too. What there is of them is read from what is kept. */
export const up = `
CREATE TABLE busy_patient (
  patient_portal_id TEXT NOT NULL,
  portal_id TEXT NOT NULL,
  PRIMARY KEY (patient_portal_id, portal_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX busy_patient_by_portal_id ON busy_patient (portal_id);

INSERT OR IGNORE INTO busy_patient (patient_portal_id, portal_id)
SELECT substr(one.value ->> '$.actor.reference', 9), unread.id
FROM quarantine AS unread JOIN json_each(unread.body_json, '$.participant') AS one
WHERE unread.type = 'Appointment' AND one.type = 'object'
  AND EXISTS (SELECT 1 FROM busy_time WHERE busy_time.portal_id = unread.id)
  AND one.value ->> '$.actor.reference' GLOB 'Patient/?*'
  AND one.value ->> '$.actor.reference' NOT GLOB 'Patient/*/*'
  AND one.value ->> '$.status' IS NOT 'declined'
  AND one.value ->> '$.required' IS NOT 'information-only';
`;
