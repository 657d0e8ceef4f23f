import type { CompiledQuery, Insertable } from 'kysely';
import { type Query, qb } from './db.ts';
import type { Tables } from './schema.ts';

/** Stands in a query for a value that each call gives. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Whatever is asked of it is a placeholder of that name. */
const placeholders = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) });

/**
 * A query that is built and compiled once, at its first use, and then only given its values: for what is asked thousands of
 * times, where building it anew costs more than SQLite does.
 *
 * @param build sees placeholders, no values: it may put them into the query, and must not look at them.
 */
export function prepared<P extends object, O>(build: (given: P) => Query<O>): (given: P) => Query<O> {
  let once: CompiledQuery<O> | null = null;
  return (given) => ({
    compile() {
      once ??= build(placeholders as P).compile();
      const { query, queryId, sql } = once;
      const parameters = once.parameters.map((value) =>
        value instanceof Placeholder ? given[value.name as keyof P] : value,
      );
      return { query, queryId, sql, parameters };
    },
  });
}

/** INSERT of one row, compiled once for each set of columns given. */
export function preparedInsert<T extends keyof Tables & string>(
  table: T,
): (row: Insertable<Tables[T]>) => Query<unknown> {
  const bySet = new Map<string, (row: Insertable<Tables[T]>) => Query<unknown>>();
  return (row) => {
    const columns = Object.keys(row) as (keyof Insertable<Tables[T]>)[];
    const key = columns.join();
    let insert = bySet.get(key);
    if (insert === undefined) {
      // Of the columns that were given, each with its own placeholder.
      insert = prepared((p) =>
        qb.insertInto(table).values(Object.fromEntries(columns.map((name) => [name, p[name]])) as never),
      );
      bySet.set(key, insert);
    }
    return insert(row);
  };
}
