import type { Db, Query } from '../../src-main/db/db.ts';

/** Tables that grow with the practice: no query of a list may walk one of them from end to end. */
const LARGE = [
  'appointment',
  'patient',
  'request',
  'history',
  'outbox',
  'mail',
  'portal_copy',
  'busy_time',
  'further_provider',
];

/** Partial indexes that hold what is waiting or has failed, and the count of a whole view: walking them is the point. */
const WALKABLE =
  /USING (?:COVERING )?INDEX (?:outbox_unfinished|outbox_failed|outbox_held|mail_failed|request_resolved)\b/;

/** The steps of a query's plan (https://www.sqlite.org/eqp.html). */
export function planOf(db: Db, query: Query<unknown>): string[] {
  const compiled = query.compile();
  const explain: Query<{ detail: string }> = {
    compile: () => ({ ...compiled, sql: `EXPLAIN QUERY PLAN ${compiled.sql}` }),
  };
  return db.all(explain).map((step) => step.detail);
}

/** The steps of a query's plan that read a whole large table: empty is good. */
export function scansOf(db: Db, query: Query<unknown>): string[] {
  const aliases = aliasesIn(query.compile().sql);
  return planOf(db, query).filter((detail) => {
    const table = /^SCAN (\S+)/.exec(detail)?.[1];
    return table !== undefined && !WALKABLE.test(detail) && LARGE.includes(aliases.get(table) ?? table);
  });
}

/** `patient p` in a query: the plan calls the table `p`. */
function aliasesIn(text: string): Map<string, string> {
  const found = [...text.matchAll(/"?\b(\w+)\b"?\s+(?:as\s+)?"?\b(\w+)\b"?/gi)];
  return new Map(
    found.flatMap(([, table, alias]) => (table && alias && LARGE.includes(table) ? [[alias, table]] : [])),
  );
}

/** Runs `work` and gives every statement it executed, once each. */
export function statementsOf(db: Db, work: (recording: Db) => void): Query<unknown>[] {
  const seen = new Map<string, Query<unknown>>();
  const recording = new Proxy(db, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const [query] = args;
        if (isQuery(query)) seen.set(query.compile().sql, query);
        return value.apply(target, args);
      };
    },
  });
  work(recording);
  return [...seen.values()];
}

function isQuery(value: unknown): value is Query<unknown> {
  return typeof value === 'object' && value !== null && 'compile' in value;
}
