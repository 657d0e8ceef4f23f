import type { CompiledQuery } from 'kysely';
import type { Query } from './db.ts';

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
