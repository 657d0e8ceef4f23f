/**
 * One time is offered to several patients: their proposals share an offer. What the portal has of that from desks of a later version than
 * this one was until now stands in the copies.
 */
export const up = `
ALTER TABLE appointment ADD COLUMN shared_offer TEXT;
CREATE INDEX appointment_by_shared_offer ON appointment (shared_offer) WHERE shared_offer IS NOT NULL;

UPDATE appointment SET shared_offer = (
  SELECT one.value ->> '$.value'
  FROM portal_copy, json_each(portal_copy.body_json, '$.identifier') AS one
  WHERE portal_copy.type = 'Appointment' AND portal_copy.id = appointment.portal_id
    AND one.value ->> '$.system' = 'urn:reslot:shared-offer'
)
WHERE portal_id IN (
  SELECT id FROM portal_copy WHERE type = 'Appointment' AND instr(body_json, 'urn:reslot:shared-offer') > 0
);
`;
