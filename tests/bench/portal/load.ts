import { rmSync } from 'node:fs';
import DatabaseConnection from 'better-sqlite3';
import { openDatabase } from '../../../src-main/db/open.ts';
import { count, report, seconds } from '../report.ts';
import { longestStall, stallLine } from '../stall.ts';
import type { Shape } from './clinic.ts';
import { openBenchDesk } from './desk.ts';
import type { BenchPortal } from './start.ts';

/** A first load, the policy applied to what came, and the same rows written bare; leaves the database at `path`. */
export async function measureLoad(portal: BenchPortal, path: string, size: Shape): Promise<void> {
  const desk = openBenchDesk(path, portal.baseUrl);
  let loadedAt = 0;
  const began = performance.now();
  desk.core.onEvent((event) => {
    if (event.type === 'sync-status' && event.status.phase !== 'loading' && loadedAt === 0)
      loadedAt = performance.now();
  });
  const loading = await longestStall(async () => {
    desk.core.start();
    await desk.until((status) => status.phase !== 'loading');
  });
  const loadMs = (loadedAt || performance.now()) - began;
  const memory = process.memoryUsage().rss / 2 ** 20;
  const from = performance.now();
  const settling = await longestStall(() =>
    desk.until((status) => status.phase === 'up-to-date' && status.waitingToSync === 0),
  );
  const settleMs = performance.now() - from;
  await desk.close();
  const resources = size.patients + size.appointments + size.requests;
  const bareMs = bareInserts(path);
  const rate = (took: number): number => resources / (took / 1000);
  const share = rate(loadMs) / rate(bareMs);
  report({
    what: `first load, ${count(resources)} resources over HTTP`,
    figure: `${seconds(loadMs)}, ${count(rate(loadMs))} a second`,
    beside: `the same rows inserted bare: ${seconds(bareMs)}, ${count(rate(bareMs))} a second`,
    ratio: share,
    goal: '≥ 0.5',
    met: share >= 0.5,
  });
  report(stallLine('… longest stall of the main process', loading));
  report(
    stallLine(
      `policy applied and delivered after it, ${count(size.requests)} requests: longest stall`,
      settling,
      `, in ${seconds(settleMs)}`,
    ),
  );
  report({
    what: 'memory of the main process after a load',
    figure: `${count(memory)} MB`,
    beside: '',
    ratio: null,
    goal: '',
    met: null,
  });
}

/** So many rows a commit, as large a one as a load's. */
const A_COMMIT = 2000;
const TABLES = ['patient', 'practitioner', 'location', 'appointment', 'request', 'portal_copy', 'history'];

/** How long the rows of a loaded database take into an empty one with the same indexes. */
function bareInserts(path: string): number {
  const target = `${path}.bare`;
  const opened = openDatabase(target);
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.close();
  const from = new DatabaseConnection(path, { readonly: true });
  const to = new DatabaseConnection(target);
  to.pragma('synchronous = FULL');
  let took = 0;
  for (const table of TABLES) {
    const columns = (from.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    const insert = to.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    const write = to.transaction((rows: unknown[][]) => {
      for (const row of rows) insert.run(...row);
    });
    let rows: unknown[][] = [];
    const flush = (): void => {
      const before = performance.now();
      write(rows);
      took += performance.now() - before;
      rows = [];
    };
    for (const row of from
      .prepare(`SELECT ${columns.join(', ')} FROM ${table}`)
      .raw()
      .iterate()) {
      rows.push(row as unknown[]);
      if (rows.length === A_COMMIT) flush();
    }
    if (rows.length > 0) flush();
  }
  from.close();
  to.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true });
  return took;
}
