/**
 * What is typed belongs to whoever typed it. A draft of before is nobody's: whoever opens it first goes on with it. What a lock interrupts is
 * kept for the same person's next sign-in.
 */
export const up = `
CREATE TABLE new_draft (
  subject TEXT NOT NULL,
  user_id TEXT NOT NULL DEFAULT '',
  draft_json TEXT NOT NULL,
  updated_ms INTEGER NOT NULL,
  PRIMARY KEY (subject, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_draft (subject, draft_json, updated_ms) SELECT subject, draft_json, updated_ms FROM draft;
DROP TABLE draft;
ALTER TABLE new_draft RENAME TO draft;
CREATE TABLE kept_typing (
  user_id TEXT PRIMARY KEY NOT NULL,
  kept_json TEXT NOT NULL,
  kept_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
