import DatabaseConnection from 'better-sqlite3';
import type { PortalResource } from './resource-types.ts';
import { searchValues } from './search-values.ts';
import { type Place, type Query, where } from './store-query.ts';

/** A resource as stored: always with an id, a version and the instant of that version. */
export type Stored = PortalResource & {
  readonly id: string;
  readonly meta: { readonly versionId: string; readonly lastUpdated: string };
};

export interface Page {
  readonly resources: Stored[];
  /** The place to go on from; `null` when nothing follows. */
  readonly next: Place | null;
}

export interface StoreOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  /** The portal's clock, in milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS version (
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    last_updated INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (type, id, version)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS resource (
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    last_updated INTEGER NOT NULL,
    PRIMARY KEY (type, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS resource_by_time ON resource (type, last_updated, id);
  CREATE TABLE IF NOT EXISTS search_text (
    type TEXT NOT NULL,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (type, code, text, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS search_text_by_id ON search_text (type, id);
  CREATE TABLE IF NOT EXISTS search_date (
    type TEXT NOT NULL,
    code TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (type, code, from_ms, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS search_date_by_id ON search_date (type, id);
  CREATE TABLE IF NOT EXISTS filled (at INTEGER NOT NULL) STRICT;
`;

/**
 * The portal's resources with all their versions, in one SQLite file. Synchronous; whoever uses `begin` makes sure that
 * nobody else comes between. What `commit` has returned from is on the disk.
 */
export class ResourceStore {
  readonly #connection: DatabaseConnection.Database;
  readonly #statements = new Map<string, DatabaseConnection.Statement<unknown[]>>();
  readonly #now: () => number;
  readonly #newId: () => string;
  #lastInstant: number;

  constructor(options: StoreOptions) {
    this.#connection = new DatabaseConnection(options.path);
    this.#connection.pragma('journal_mode = WAL');
    this.#connection.pragma('synchronous = FULL');
    this.#connection.exec(SCHEMA);
    this.#now = options.now;
    this.#newId = options.newId;
    const row = this.#first<{ last: number | null }>('SELECT max(last_updated) AS last FROM resource');
    this.#lastInstant = row?.last ?? 0;
  }

  newId(): string {
    return this.#newId();
  }

  /** The portal's clock now. */
  now(): number {
    return this.#now();
  }

  isEmpty(): boolean {
    return this.#first('SELECT 1 FROM resource LIMIT 1') === undefined;
  }

  /** The instant given to `fill`; `null` when the store was not begun that way. */
  get filledAt(): number | null {
    return this.#first<{ at: number }>('SELECT at FROM filled')?.at ?? null;
  }

  /** Writes what the portal begins with. A resource's `meta.lastUpdated` dates it back. `at` is remembered. */
  fill(resources: Iterable<PortalResource>, at: number): void {
    this.transaction(() => {
      for (const resource of resources) {
        const { lastUpdated } = resource.meta ?? {};
        this.#write(resource, lastUpdated === undefined ? null : Date.parse(lastUpdated));
      }
      this.#run('INSERT INTO filled VALUES (?)', at);
    });
  }

  read(type: string, id: string): Stored | null {
    const row = this.#first<{ content: string }>(
      `SELECT v.content FROM resource r JOIN version v ON v.type = r.type AND v.id = r.id AND v.version = r.version
       WHERE r.type = ? AND r.id = ?`,
      type,
      id,
    );
    return row ? parse(row.content) : null;
  }

  readVersion(type: string, id: string, versionId: string): Stored | null {
    if (!/^\d{1,15}$/.test(versionId)) return null;
    const row = this.#first<{ content: string }>(
      'SELECT content FROM version WHERE type = ? AND id = ? AND version = ?',
      type,
      id,
      Number(versionId),
    );
    return row ? parse(row.content) : null;
  }

  /** Every version, newest first. */
  history(type: string, id: string): Stored[] {
    return this.#all<{ content: string }>(
      'SELECT content FROM version WHERE type = ? AND id = ? ORDER BY version DESC',
      type,
      id,
    ).map((row) => parse(row.content));
  }

  /**
   * Writes the next version of a resource (the first, if it is new) and answers it as stored. Its instant is later than
   * that of every version before it, so a reader who has seen one instant has seen all that came before.
   */
  write(resource: PortalResource): Stored {
    return this.#write(resource, null);
  }

  #write(resource: PortalResource, at: number | null): Stored {
    const type = resource.resourceType;
    const id = resource.id ?? this.#newId();
    const instant = at ?? Math.max(this.#now(), this.#lastInstant + 1);
    this.#lastInstant = Math.max(this.#lastInstant, instant);
    const before = this.#first<{ version: number }>(
      'SELECT version FROM resource WHERE type = ? AND id = ?',
      type,
      id,
    );
    const version = (before?.version ?? 0) + 1;
    const meta = {
      ...resource.meta,
      versionId: String(version),
      lastUpdated: new Date(instant).toISOString(),
    };
    const content = JSON.stringify({ ...resource, id, meta });
    this.#run('INSERT INTO version VALUES (?, ?, ?, ?, ?)', type, id, version, instant, content);
    this.#run('INSERT OR REPLACE INTO resource VALUES (?, ?, ?, ?)', type, id, version, instant);
    this.#index(resource, id, before !== undefined);
    return parse(content);
  }

  find(query: Query): Page {
    const { clause, parameters } = where(query);
    const direction = query.order === 'last-updated-descending' ? 'DESC' : 'ASC';
    const order = query.order === 'id' ? 'r.id' : `r.last_updated ${direction}, r.id ${direction}`;
    const rows = this.#all<{ content: string; id: string; at: number }>(
      `SELECT v.content, r.id, r.last_updated AS at
       FROM resource r JOIN version v ON v.type = r.type AND v.id = r.id AND v.version = r.version
       WHERE ${clause} ORDER BY ${order} LIMIT ?`,
      ...parameters,
      query.limit + 1,
    );
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      resources: page.map((row) => parse(row.content)),
      next: rows.length > query.limit && last ? { at: last.at, id: last.id } : null,
    };
  }

  count(query: Query): number {
    const { clause, parameters } = where({ ...query, after: null });
    const row = this.#first<{ total: number }>(
      `SELECT count(*) AS total FROM resource r WHERE ${clause}`,
      ...parameters,
    );
    return row?.total ?? 0;
  }

  begin(): void {
    this.#connection.exec('BEGIN IMMEDIATE');
  }

  commit(): void {
    this.#connection.exec('COMMIT');
  }

  rollback(): void {
    if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
  }

  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  /** All of `work` or, when it throws, none of it. */
  transaction<T>(work: () => T): T {
    return this.#connection.transaction(work).immediate();
  }

  close(): void {
    this.#connection.close();
  }

  #index(resource: PortalResource, id: string, replace: boolean): void {
    const type = resource.resourceType;
    if (replace) {
      this.#run('DELETE FROM search_text WHERE type = ? AND id = ?', type, id);
      this.#run('DELETE FROM search_date WHERE type = ? AND id = ?', type, id);
    }
    for (const value of searchValues(resource)) {
      if ('text' in value)
        this.#run('INSERT OR IGNORE INTO search_text VALUES (?, ?, ?, ?)', type, value.code, value.text, id);
      else
        this.#run(
          'INSERT OR IGNORE INTO search_date VALUES (?, ?, ?, ?, ?)',
          type,
          value.code,
          value.from,
          value.to,
          id,
        );
    }
  }

  #statement(text: string): DatabaseConnection.Statement<unknown[]> {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#connection.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  #all<Row>(text: string, ...parameters: unknown[]): Row[] {
    return this.#statement(text).all(...parameters) as Row[];
  }

  #first<Row>(text: string, ...parameters: unknown[]): Row | undefined {
    return this.#statement(text).get(...parameters) as Row | undefined;
  }

  #run(text: string, ...parameters: unknown[]): void {
    this.#statement(text).run(...parameters);
  }
}

/** The store wrote it, with id and meta: nothing else ever stands in the column. */
const parse = (content: string): Stored => JSON.parse(content) as Stored;
