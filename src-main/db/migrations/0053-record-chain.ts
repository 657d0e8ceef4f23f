/**
 * Each line of the record is sealed together with all before it. The lines that are there already are taken in by the next one's seal. A
 * line with the number of another would take its place without a trigger for what is removed.
 */
export const up = `
ALTER TABLE history ADD COLUMN seal TEXT;
CREATE TRIGGER history_never_replaces BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
`;
