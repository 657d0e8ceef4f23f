/**
 * Phone numbers and e-mail addresses begin and end. What is on file was chosen without looking at that, and may be no
 * address at all: it is all read from the portal's copies again at the next start.
 */
export const up = `
ALTER TABLE patient ADD COLUMN contact_changes_ms INTEGER;
UPDATE patient SET contact_changes_ms = 0 WHERE portal_id IS NOT NULL;
CREATE INDEX patient_contacts_due ON patient (contact_changes_ms) WHERE contact_changes_ms IS NOT NULL;
`;
