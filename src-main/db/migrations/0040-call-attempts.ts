/**
 * What came of a call, when it is to be tried again, and the decision that an answer on the phone led to. `noted_ms`: when the last
 * attempt was noted.
 */
export const up = `
ALTER TABLE call ADD COLUMN voicemail TEXT NOT NULL DEFAULT '';
ALTER TABLE call ADD COLUMN next_ms INTEGER;
ALTER TABLE call ADD COLUMN noted_ms INTEGER;
ALTER TABLE call ADD COLUMN settled_by TEXT;
CREATE INDEX call_next ON call (next_ms, noted_ms) WHERE state = 'open';
CREATE INDEX call_by_settling ON call (settled_by) WHERE settled_by IS NOT NULL;

CREATE TABLE call_attempt (
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('no-answer', 'left-message', 'try-again')),
  again_ms INTEGER,
  note TEXT NOT NULL,
  user_name TEXT NOT NULL
) STRICT;
CREATE INDEX call_attempt_by_call ON call_attempt (call_id);
`;
