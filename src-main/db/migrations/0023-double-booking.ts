/** Two visits that came to take one provider's time without a word; see `DoubleBookingTable`. */
export const up = `
CREATE TABLE double_booking (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  practitioner_id TEXT NOT NULL,
  own_id TEXT NOT NULL,
  own_start_ms INTEGER NOT NULL,
  own_end_ms INTEGER NOT NULL,
  other_id TEXT NOT NULL,
  other_start_ms INTEGER NOT NULL,
  other_end_ms INTEGER NOT NULL,
  other_desk TEXT,
  outbox_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  UNIQUE (own_id, other_id, practitioner_id, own_start_ms, own_end_ms, other_start_ms, other_end_ms)
) STRICT;
`;
