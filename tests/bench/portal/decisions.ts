import DatabaseConnection from 'better-sqlite3';
import { qb } from '../../../src-main/db/db.ts';
import { WORDS } from '../../support/portal-desk.ts';
import { ms, report } from '../report.ts';
import { percentile } from '../support.ts';
import { type BenchDesk, caller, openBenchDesk } from './desk.ts';

const DECISIONS = 300;

/** From a receptionist's click to what no power cut takes away any more, beside a transaction of two statements. */
export async function measureDecisions(path: string): Promise<void> {
  const desk = openBenchDesk(path, null);
  desk.core.start();
  const times = [];
  for (const id of openRequests(desk, DECISIONS)) times.push(await decide(desk, id));
  await desk.close();
  const bare = bareTransactions(path);
  const ratio = percentile(times, 0.5) / percentile(bare, 0.5);
  report({
    what: 'a decision, until it is durable',
    figure: `median ${ms(percentile(times, 0.5))}, p99 ${ms(percentile(times, 0.99))}`,
    beside: `a bare transaction of two statements: ${ms(percentile(bare, 0.5))}, ${ms(percentile(bare, 0.99))}`,
    ratio,
    goal: '≤ 3',
    met: ratio <= 3,
  });
}

const openRequests = (desk: BenchDesk, limit: number): string[] =>
  desk.db
    .all(
      qb
        .selectFrom('request')
        .select('id')
        .where('state', '=', 'open')
        .where('kind', '=', 'reschedule')
        .orderBy('id')
        .limit(limit),
    )
    .map(({ id }) => id);

/** Milliseconds. */
async function decide(desk: BenchDesk, id: string): Promise<number> {
  const before = performance.now();
  const answer = await desk.core.handlers['decisions.decide'](
    {
      on: 'request',
      id,
      command: { type: 'deny', words: WORDS },
    },
    caller,
  );
  const took = performance.now() - before;
  if (!answer.ok) throw new Error(answer.error.code);
  return took;
}

/** The request's row and a row of the outbox, as they stand after the decisions, written again. */
function bareTransactions(path: string): number[] {
  const connection = new DatabaseConnection(path);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  const rows = connection
    .prepare<[number], Record<string, unknown>>('SELECT * FROM outbox ORDER BY seq DESC LIMIT ?')
    .all(DECISIONS);
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== 'seq');
  const insert = connection.prepare(
    `INSERT INTO outbox (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  );
  const update = connection.prepare(
    "UPDATE request SET state = 'resolved', outcome = 'denied', resolved_ms = ? WHERE id = ?",
  );
  const write = connection.transaction((row: Record<string, unknown>, n: number) => {
    update.run(n, row.request_id);
    insert.run({ ...row, id: `bare-${n}` });
  });
  const times = rows.map((row, n) => {
    const before = performance.now();
    write.immediate(row, n);
    return performance.now() - before;
  });
  connection.close();
  return times;
}
