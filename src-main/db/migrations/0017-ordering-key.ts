/** What decisions have to leave in order by is called what it is. */
export const up = `
ALTER TABLE outbox RENAME COLUMN thread TO ordering_key;
DROP INDEX outbox_by_thread;
CREATE INDEX outbox_by_ordering_key ON outbox (ordering_key, seq);
`;
