/**
 * A proposal offers several times: in the request, and in the decisions that are kept, an array stands where one stood. The column keeps
 * its place under another name, with its CHECK and its index.
 */
export const up = `
ALTER TABLE request RENAME COLUMN proposal_appointment_id TO proposal_appointment_ids;
UPDATE request SET proposal_appointment_ids = json_array(proposal_appointment_ids)
WHERE proposal_appointment_ids IS NOT NULL;

UPDATE outbox SET command_json = json_remove(
  json_set(command_json, '$.slots', json_array(json_extract(command_json, '$.slot'))), '$.slot')
WHERE json_valid(command_json) AND command_json ->> '$.type' = 'propose'
  AND json_type(command_json, '$.slot') = 'object';

UPDATE outbox SET changes_json = json_remove(
  json_set(changes_json, '$.request.status.proposal.appointmentIds',
    json_array(changes_json ->> '$.request.status.proposal.appointmentId')),
  '$.request.status.proposal.appointmentId')
WHERE json_valid(changes_json) AND json_type(changes_json, '$.request.status.proposal.appointmentId') = 'text';

UPDATE outbox SET before_json = json_remove(
  json_set(before_json, '$.request.proposal_appointment_ids',
    iif(json_type(before_json, '$.request.proposal_appointment_id') = 'text',
      '' || json_array(before_json ->> '$.request.proposal_appointment_id'), NULL)),
  '$.request.proposal_appointment_id')
WHERE json_valid(before_json) AND json_type(before_json, '$.request.proposal_appointment_id') IS NOT NULL;

UPDATE conflict SET note_json = json_remove(
  json_set(note_json, '$.chosen.slots', json_array(json_extract(note_json, '$.chosen.slot'))), '$.chosen.slot')
WHERE json_valid(note_json) AND note_json ->> '$.chosen.type' = 'propose'
  AND json_type(note_json, '$.chosen.slot') = 'object';
`;
