import { expect, it } from 'vitest';
import type { Db, Query } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { composeEmail } from '../../../src-main/mail/compose.ts';
import { enqueueMail } from '../../../src-main/mail/enqueue.ts';
import { nextMail, recordServerFailure } from '../../../src-main/mail/queue.ts';
import type { EmailKind } from '../../../src-shared/domain/email-kind.ts';
import { emailContext, intentOf } from '../../support/mail.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';

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

it('a reminder that is held keeps no letter to the same patient; a letter that is held keeps those after it', () => {
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const ids = createSeededIds(3);
  const queue = (kind: EmailKind, now: number) =>
    enqueueMail(db, ids, {
      outboxId: null,
      requestId: null,
      appointmentId: 'visit-1',
      kind,
      to: { name: 'Ann', address: 'ann@example.org' },
      fromAddress: 'desk@lakeside.example.org',
      email: composeEmail(intentOf('approved'), emailContext()),
      now,
    });
  queue('reminder', 0);
  const letter = queue('approved', 1);
  queue('cancelled', 2);
  const holding = (kind: EmailKind) => nextMail(db, 10, new Set(), (mail) => mail.kind === kind);
  expect(holding('reminder').due?.id).toBe(letter);
  expect(nextMail(db, 10, new Set(), (mail) => mail.kind !== 'cancelled')).toEqual({
    due: null,
    wakeAt: 5010,
  });
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
