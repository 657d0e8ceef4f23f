/** What was decided while no portal was set up is told when one is. Rows of before are left alone: the portal may have moved on since. */
export const up = `
ALTER TABLE outbox ADD COLUMN untold INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_untold ON outbox (seq) WHERE untold = 1;
`;
