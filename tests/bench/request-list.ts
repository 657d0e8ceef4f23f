// npm run bench: the first page of many open requests, beside that of few.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { openBenchDesk } from './portal/desk.ts';
import { firstPage } from './portal/first-page.ts';
import { startBenchPortal } from './portal/start.ts';
import { count, ms, report } from './report.ts';
import { percentile } from './support.ts';

const [FEW, MANY] = [100, 10_000];
const WARM_UP = 10;
const ROUNDS = 60;

const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const portal = await startBenchPortal();
  await portal.order({ fill: { patients: 2000, appointments: MANY + 100, requests: MANY, cancelEvery: 0 } });
  const full = join(folder, 'many.db');
  const loading = openBenchDesk(full, portal.baseUrl);
  loading.core.start();
  await loading.until(({ phase }) => phase === 'up-to-date');
  await loading.close();
  portal.stop();
  const few = join(folder, 'few.db');
  copyFileSync(full, few);
  leaveOpen(few, FEW);
  const desks = [few, full].map((path) => ({ desk: openBenchDesk(path, null), times: [] as number[] }));
  // Turn by turn, so that whatever else the machine does hits both alike.
  for (let round = -WARM_UP; round < ROUNDS; round += 1)
    for (const { desk, times } of desks) {
      const took = await firstPage(desk);
      if (round >= 0) times.push(took);
    }
  for (const { desk } of desks) await desk.close();
  const [fewMs = 0, manyMs = 0] = desks.map(({ times }) => percentile(times, 0.5));
  report({
    what: `first page of ${count(MANY)} open requests`,
    figure: `median ${ms(manyMs)}`,
    beside: `of ${FEW}: ${ms(fewMs)}`,
    ratio: manyMs / fewMs,
    goal: '≤ 1.5',
    met: manyMs / fewMs <= 1.5,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** All the others are settled. */
function leaveOpen(path: string, left: number): void {
  const connection = new DatabaseConnection(path);
  connection
    .prepare(
      `UPDATE request SET state = 'resolved', outcome = 'denied', resolved_ms = 0
       WHERE id NOT IN (SELECT id FROM request ORDER BY id LIMIT ?)`,
    )
    .run(left);
  connection.close();
}
