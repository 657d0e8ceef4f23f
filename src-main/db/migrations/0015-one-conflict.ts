import type DatabaseConnection from 'better-sqlite3';

/**
 * What is said of refused decisions stands in one table, whether they answered a request or not, and names what had been chosen in
 * one field; see `ConflictTable`. So it does in the snapshots that an undo puts back.
 */
export const up = `
ALTER TABLE conflict RENAME TO request_conflict;
CREATE TABLE conflict (
  outbox_id TEXT PRIMARY KEY,
  appointment_id TEXT NOT NULL,
  request_id TEXT,
  at_ms INTEGER NOT NULL,
  note_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX conflict_of_request ON conflict (request_id) WHERE request_id IS NOT NULL;
CREATE UNIQUE INDEX conflict_of_visit ON conflict (appointment_id) WHERE request_id IS NULL;
`;

interface Said {
  readonly outbox_id: string;
  readonly at_ms: number;
  readonly note_json: string;
}
type OfRequest = Said & { readonly request_id: string };
type OfVisit = Said & { readonly appointment_id: string };
type Conflict = OfVisit & { readonly request_id: string | null };

/** Moves what is said and rewrites the snapshots. JSON that cannot be read stays as it is. */
export function after(connection: DatabaseConnection.Database): void {
  const ofRequests = connection.prepare<[], OfRequest>('SELECT * FROM request_conflict').all();
  const ofVisits = connection.prepare<[], OfVisit>('SELECT * FROM appointment_conflict').all();
  const add = connection.prepare<Conflict>(`
    INSERT OR IGNORE INTO conflict (outbox_id, appointment_id, request_id, at_ms, note_json)
    VALUES (@outbox_id, @appointment_id, @request_id, @at_ms, @note_json)
  `);
  const visitOf = visits(connection);
  for (const said of ofRequests) add.run(moved(said, visitOf));
  for (const said of ofVisits) add.run(moved(said, visitOf));
  connection.exec('DROP TABLE request_conflict; DROP TABLE appointment_conflict');
  rewriteSnapshots(connection, visitOf);
}

type VisitOf = (said: OfRequest) => string;

/** The visit a decision on a request was about: as the request names it, or else as the decision does. */
function visits(connection: DatabaseConnection.Database): VisitOf {
  const ofRequest = connection
    .prepare<[string], string>('SELECT appointment_id FROM request WHERE id = ?')
    .pluck();
  const ofDecision = connection
    .prepare<[string], string>(`
      SELECT CASE WHEN json_valid(changes_json)
        THEN coalesce(changes_json ->> '$.request.appointmentId', changes_json ->> '$.appointments[0].id', thread)
        ELSE thread END
      FROM outbox WHERE id = ?
    `)
    .pluck();
  return (said) => ofRequest.get(said.request_id) ?? ofDecision.get(said.outbox_id) ?? '';
}

function moved(said: OfRequest | OfVisit, visitOf: VisitOf): Conflict {
  const { outbox_id, at_ms } = said;
  const subject =
    'request_id' in said
      ? { request_id: said.request_id, appointment_id: visitOf(said) }
      : { request_id: null, appointment_id: said.appointment_id };
  return { outbox_id, ...subject, at_ms, note_json: oneChoice(said.note_json) };
}

/** The note with what had been chosen on the schedule in the one field there is for it. */
function oneChoice(json: string): string {
  const note = read<{ readonly chosen?: unknown; readonly chosenOnSchedule?: unknown }>(json);
  if (note === null) return json;
  const { chosenOnSchedule, ...rest } = note;
  return JSON.stringify({ ...rest, chosen: note.chosen ?? chosenOnSchedule ?? null });
}

/** Rows at once: a desk keeps the decisions of years. */
const PAGE = 1000;

interface Snapshot {
  readonly conflict?: OfRequest | null;
  readonly appointmentConflict?: OfVisit | null;
}

function rewriteSnapshots(connection: DatabaseConnection.Database, visitOf: VisitOf): void {
  const page = connection.prepare<[number, number], { readonly seq: number; readonly before_json: string }>(
    'SELECT seq, before_json FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const write = connection.prepare('UPDATE outbox SET before_json = ? WHERE seq = ?');
  for (let rows = page.all(0, PAGE); rows.length > 0; rows = page.all(rows.at(-1)?.seq ?? 0, PAGE)) {
    for (const { seq, before_json } of rows) {
      const before = read<Snapshot>(before_json);
      if (before === null) continue;
      const { conflict, appointmentConflict, ...rest } = before;
      const said = [conflict, appointmentConflict].filter((one) => one !== null && one !== undefined);
      write.run(JSON.stringify({ ...rest, conflicts: said.map((one) => moved(one, visitOf)) }), seq);
    }
  }
}

/** What the text holds, where it is an object. */
function read<T extends object>(json: string): T | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as T) : null;
  } catch {
    return null;
  }
}
