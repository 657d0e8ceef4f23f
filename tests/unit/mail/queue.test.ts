import { expect, it } from 'vitest';
import type { Db, Query } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { nextMail, recordServerFailure } from '../../../src-main/mail/queue.ts';

/** The SQL that `work` runs, in order. */
function statements(db: Db, work: (db: Db) => void): string[] {
  const seen: string[] = [];
  const note = <O>(query: Query<O>): Query<O> => {
    seen.push(query.compile().sql);
    return query;
  };
  const watched = new Proxy(db, {
    get(target, key) {
      if (key === 'all' || key === 'run' || key === 'get')
        return (query: Query<unknown>) => target[key](note(query));
      if (key === 'transaction') return (run: () => unknown) => target.transaction(run);
      return Reflect.get(target, key);
    },
  });
  work(watched);
  return seen;
}

it('looks only at messages that are ready, however many were ever sent', () => {
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const actor = { userId: 'u', userName: 'u', deskId: 'd', deskName: 'd' };
  const ran = statements(db, (watched) => {
    nextMail(watched, 0, new Set());
    recordServerFailure(watched, 'no route', { now: 0, actor });
  });
  expect(ran).toHaveLength(3);
  for (const statement of ran) {
    const plan = db.all<{ detail: string }>(explain(statement));
    expect(plan[0]?.detail).toMatch(/USING INDEX mail_(unsent|ready)\b/);
  }
  db.close();
});

function explain(statement: string): Query<{ detail: string }> {
  const parameters: number[] = Array.from(statement.matchAll(/\?/g), () => 0);
  const query = { kind: 'RawNode', sqlFragments: [], parameters: [] } as const;
  return {
    compile: () => ({
      sql: `EXPLAIN QUERY PLAN ${statement}`,
      parameters,
      query,
      queryId: { queryId: 'explain' },
    }),
  };
}
