import type DatabaseConnection from 'better-sqlite3';
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { StorageTrouble } from '../../src-shared/ipc/sync-views.ts';
import { NO_PLACE, type Place } from './place.ts';
import { type RecordKeys, recordKeysOf } from './record-keys.ts';
import type { Tables } from './schema.ts';
import { storageTrouble } from './storage-error.ts';
import type { WriteBack } from './write-back.ts';

/** So many pages in the log, and SQLite brings them back within a commit: its own measure, and where somebody else does it in time. */
const BROUGHT_BACK_AT = { alone: 1000, besideOther: 32_000 };

/** Anything Kysely can compile. `O` is the row type it promises. */
export interface Query<O> {
  compile(): CompiledQuery<O>;
}

/**
 * Builds queries and executes none: `db.all(qb.selectFrom('request').selectAll())`.
 * Execution goes through `Db`, synchronously, so that a transaction can neither be interleaved nor deadlock.
 */
export const qb: Kysely<Tables> = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (k) => new SqliteIntrospector(k),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/**
 * The one local database. All work is synchronous: what happens between `begin` and `commit` of `transaction` cannot
 * be interleaved with anything else in this process. Prepared statements are kept per SQL text.
 */
export class Db {
  readonly #connection: DatabaseConnection.Database;
  readonly #place: Place;
  /** What lines of the record are sealed with. */
  readonly recordKeys: RecordKeys;
  /** Made once: each one made is four functions and their properties. */
  readonly #immediately: (work: () => unknown) => unknown;
  #commits = 0;
  #trouble: StorageTrouble | null = null;
  #onTrouble: (trouble: StorageTrouble | null) => void = () => {};
  readonly #statements = new Map<string, DatabaseConnection.Statement>();
  #writeBack: WriteBack | null = null;

  /** `openDatabase` makes these, and `isSameDatabase` to look at a record. */
  constructor(
    connection: DatabaseConnection.Database,
    place: Place = NO_PLACE,
    recordKeys: RecordKeys = recordKeysOf(null),
  ) {
    this.#connection = connection;
    this.#place = place;
    this.recordKeys = recordKeys;
    this.#immediately = connection.transaction((work: () => unknown) => work()).immediate;
  }

  /**
   * Calls the one listener each time the disk keeps something from being written or read, and once it can be written again (`null`).
   * A damaged place stays one.
   */
  onTrouble(listener: (trouble: StorageTrouble | null) => void): void {
    this.#onTrouble = listener;
  }

  /** What keeps something from being written or read, as last told. */
  get trouble(): StorageTrouble | null {
    return this.#trouble;
  }

  /** A damaged place has been met. */
  get isDamaged(): boolean {
    return this.#trouble === 'database-damaged';
  }

  /** Throws `DatabaseMoved` where what is written would be lost: its files are not where they were. */
  requirePlace(): void {
    this.#place.require();
  }

  /** How often something has been written for good. */
  get commits(): number {
    return this.#commits;
  }

  /** How many rows this connection has written: another number after anything has been. */
  get rowsWritten(): number {
    return Number(this.#prepare('SELECT total_changes()').pluck().get());
  }

  all<O>(query: Query<O>): O[] {
    const { sql: text, parameters } = query.compile();
    return this.#told(() => this.#prepare(text).all(...parameters) as O[]);
  }

  /** The first row, or `undefined`. */
  get<O>(query: Query<O>): O | undefined {
    const { sql: text, parameters } = query.compile();
    return this.#told(() => this.#prepare(text).get(...parameters) as O | undefined);
  }

  /** For INSERT, UPDATE and DELETE without RETURNING. */
  run(query: Query<unknown>): { readonly changes: number; readonly lastInsertRowid: number } {
    const { sql: text, parameters } = query.compile();
    const { changes, lastInsertRowid } = this.#told(() => {
      if (!this.#connection.inTransaction) this.#place.require();
      return this.#prepare(text).run(...parameters);
    });
    this.#written();
    return { changes, lastInsertRowid: Number(lastInsertRowid) };
  }

  /**
   * All of `work` or, when it throws, none of it. Nested calls become savepoints. `work` must not be async.
   *
   * `lasting: false` is for what can be read again from elsewhere: it does not wait for the disk, so that a power cut (no crash of the
   * program) may take it back, together with everything so written after it; never without that, and never after something that
   * waited (https://www.sqlite.org/pragma.html#pragma_synchronous, NORMAL with a write-ahead log).
   */
  transaction<T>(work: () => T, { lasting = true }: { readonly lasting?: boolean } = {}): T {
    const connection = this.#connection;
    const relaxed = !lasting && !connection.inTransaction;
    if (relaxed) connection.pragma('synchronous = NORMAL');
    try {
      const result = this.#told(() => {
        // Before anything is acknowledged: it must be in a file that will be found.
        if (!connection.inTransaction) this.#place.require();
        return this.#immediately(work) as T;
      });
      this.#written();
      return result;
    } finally {
      if (relaxed) connection.pragma('synchronous = FULL');
    }
  }

  /** Who brings the log back into the file from now on; `null`: SQLite does, within a commit. */
  writeBackBy(other: WriteBack | null): void {
    this.#writeBack = other;
    if (!this.#connection.open) return;
    const pages = other === null ? BROUGHT_BACK_AT.alone : BROUGHT_BACK_AT.besideOther;
    this.#connection.pragma(`wal_autocheckpoint = ${pages}`);
  }

  /** Pages in the log, and how many of them the file has, too (https://www.sqlite.org/c3ref/wal_checkpoint_v2.html, NOOP). */
  logLength(): { readonly pages: number; readonly broughtBack: number } {
    const { log, checkpointed } = this.#prepare('PRAGMA wal_checkpoint(NOOP)').get() as {
      readonly log: number;
      readonly checkpointed: number;
    };
    return { pages: log, broughtBack: checkpointed };
  }

  /** Null, or where the log has become long, what resolves once it is shorter: work that can wait is not to go on before. */
  logTooLong(): Promise<void> | null {
    return this.#writeBack?.tooLong() ?? null;
  }

  /** Writes the WAL back into the file and closes it. */
  close(): void {
    this.#connection.close();
  }

  #written(): void {
    if (this.#connection.inTransaction) return;
    this.#commits += 1;
    this.#writeBack?.committed();
    if (this.#trouble === null || this.#trouble === 'database-damaged') return;
    this.#trouble = null;
    this.#onTrouble(null);
  }

  /** What the disk refuses goes on to the caller, and is told. */
  #told<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const trouble = storageTrouble(error);
      if (trouble !== null) {
        if (!this.isDamaged) this.#trouble = trouble;
        this.#onTrouble(trouble);
      }
      throw error;
    }
  }

  #prepare(text: string): DatabaseConnection.Statement {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#connection.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }
}
