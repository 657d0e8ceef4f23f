/** A proposal without an end had one no calendar knows: whatever wrote that as a date failed. */
export const up = `
UPDATE request SET proposal_expires_ms = NULL WHERE proposal_expires_ms = 9007199254740991;
UPDATE outbox SET before_json = replace(before_json, '"proposal_expires_ms":9007199254740991', '"proposal_expires_ms":null')
WHERE before_json LIKE '%"proposal_expires_ms":9007199254740991%';
`;
