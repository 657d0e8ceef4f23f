/**
 * Patients can be made at the desk: the FHIR id is no longer the desk's own. Until now every patient came from the portal.
 * The search index follows only the columns it holds, so that linking a patient to the portal costs it nothing. A provider
 * whom appointments name and nobody has described gets a row, so that those appointments have a place in the calendar.
 */
export const up = `
ALTER TABLE patient ADD COLUMN portal_id TEXT;
DROP TRIGGER patient_search_update;
CREATE TRIGGER patient_search_update AFTER UPDATE OF name, birth_date, phone_digits, email ON patient BEGIN
  INSERT INTO patient_search (patient_search, rowid, name, birth_date, phone_digits, email)
  VALUES ('delete', old.row, old.name, old.birth_date, old.phone_digits, old.email);
  INSERT INTO patient_search (rowid, name, birth_date, phone_digits, email)
  VALUES (new.row, new.name, new.birth_date, new.phone_digits, new.email);
END;
UPDATE patient SET portal_id = id;
CREATE UNIQUE INDEX patient_by_portal_id ON patient (portal_id);

ALTER TABLE history ADD COLUMN patient_id TEXT;
CREATE INDEX history_by_patient ON history (patient_id, id) WHERE patient_id IS NOT NULL;

INSERT INTO practitioner (id, name, active)
SELECT DISTINCT practitioner_id, 'Unknown provider', 0 FROM appointment
WHERE practitioner_id IS NOT NULL AND practitioner_id NOT IN (SELECT id FROM practitioner);
`;
