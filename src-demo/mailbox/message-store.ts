import DatabaseConnection from 'better-sqlite3';
import type { ReadMessage } from './read-message.ts';

/** A message as `GET /api/messages` gives it. */
export interface StoredMessage extends ReadMessage {
  readonly id: string;
  /** When the server took responsibility for it: ISO 8601, UTC. */
  readonly receivedAt: string;
  /** The recipients of the SMTP envelope: who got it, whatever its headers say. */
  readonly to: readonly string[];
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at TEXT NOT NULL,
    recipients TEXT NOT NULL,
    content TEXT NOT NULL,
    source BLOB NOT NULL
  ) STRICT;
`;

interface Row {
  readonly id: number;
  readonly received_at: string;
  readonly recipients: string;
  readonly content: string;
}

/** The accepted messages in one SQLite file. What `add` has returned from is on the disk. */
export class MessageStore {
  readonly #connection: DatabaseConnection.Database;

  constructor(path: string) {
    this.#connection = new DatabaseConnection(path);
    this.#connection.pragma('journal_mode = WAL');
    this.#connection.pragma('synchronous = FULL');
    this.#connection.exec(SCHEMA);
  }

  /** Adds one message; the same message accepted twice is two. `receivedAt` is in milliseconds since the epoch. */
  add(receivedAt: number, to: readonly string[], message: ReadMessage, source: Buffer): void {
    this.#connection
      .prepare('INSERT INTO message (received_at, recipients, content, source) VALUES (?, ?, ?, ?)')
      .run(new Date(receivedAt).toISOString(), JSON.stringify(to), JSON.stringify(message), source);
  }

  /** Newest first. With `to`, only what was sent to that address (any case). */
  list(to: string | null): StoredMessage[] {
    const rows = this.#connection
      .prepare<[], Row>('SELECT id, received_at, recipients, content FROM message ORDER BY id DESC')
      .all();
    const wanted = to?.toLowerCase();
    return rows
      .map(stored)
      .filter((message) => wanted === undefined || message.to.some((one) => one.toLowerCase() === wanted));
  }

  get(id: string): StoredMessage | null {
    const row = this.#connection
      .prepare<[number], Row>('SELECT id, received_at, recipients, content FROM message WHERE id = ?')
      .get(Number(id));
    return row ? stored(row) : null;
  }

  /** The message as it arrived. */
  source(id: string): Buffer | null {
    const row = this.#connection
      .prepare<[number], { source: Buffer }>('SELECT source FROM message WHERE id = ?')
      .get(Number(id));
    return row?.source ?? null;
  }

  clear(): void {
    this.#connection.exec('DELETE FROM message');
  }

  close(): void {
    this.#connection.close();
  }
}

/** `add` wrote both columns: their JSON is what it was given. */
function stored(row: Row): StoredMessage {
  const content = JSON.parse(row.content) as ReadMessage;
  const to = JSON.parse(row.recipients) as string[];
  return { id: String(row.id), receivedAt: row.received_at, to, ...content };
}
