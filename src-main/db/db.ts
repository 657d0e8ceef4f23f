import type DatabaseConnection from 'better-sqlite3';
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from './schema.ts';

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
  #commits = 0;
  readonly #statements = new Map<string, DatabaseConnection.Statement>();

  /** Only `openDatabase` makes these. */
  constructor(connection: DatabaseConnection.Database) {
    this.#connection = connection;
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
    return this.#prepare(text).all(...parameters) as O[];
  }

  /** The first row, or `undefined`. */
  get<O>(query: Query<O>): O | undefined {
    const { sql: text, parameters } = query.compile();
    return this.#prepare(text).get(...parameters) as O | undefined;
  }

  /** For INSERT, UPDATE and DELETE without RETURNING. */
  run(query: Query<unknown>): { readonly changes: number; readonly lastInsertRowid: number } {
    const { sql: text, parameters } = query.compile();
    const { changes, lastInsertRowid } = this.#prepare(text).run(...parameters);
    this.#written();
    return { changes, lastInsertRowid: Number(lastInsertRowid) };
  }

  /** All of `work` or, when it throws, none of it. Nested calls become savepoints. `work` must not be async. */
  transaction<T>(work: () => T): T {
    const result = this.#connection.transaction(work).immediate();
    this.#written();
    return result;
  }

  /** Writes the WAL back into the file and closes it. */
  close(): void {
    this.#connection.close();
  }

  #written(): void {
    if (!this.#connection.inTransaction) this.#commits += 1;
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
