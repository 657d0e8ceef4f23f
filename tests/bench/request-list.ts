// npm run bench: the first page of many open requests, beside that of few.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const desks = [];
  for (const requests of [FEW, MANY]) {
    const portal = await startBenchPortal();
    // Every third is a cancellation, and most of those the policy settles by itself: the others stay open.
    await portal.order({ fill: { patients: 4000, appointments: 3 * MANY + 100, requests: (3 * requests) / 2 } });
    const desk = openBenchDesk(join(folder, `${requests}.db`), portal.baseUrl);
    desk.core.start();
    await desk.until(({ phase, waitingToSync }) => phase === 'up-to-date' && waitingToSync === 0);
    portal.stop();
    desks.push({ requests, desk, times: [] as number[] });
  }
  // Turn by turn, so that whatever else the machine does hits both alike.
  for (let round = -WARM_UP; round < ROUNDS; round += 1)
    for (const { desk, times } of desks) {
      const took = await firstPage(desk);
      if (round >= 0) times.push(took);
    }
  for (const { desk } of desks) await desk.close();
  const [few = 0, many = 0] = desks.map(({ times }) => percentile(times, 0.5));
  report({
    what: `first page of ${count(MANY)} open requests`,
    figure: `median ${ms(many)}`,
    beside: `of ${FEW}: ${ms(few)}`,
    ratio: many / few,
    goal: '≤ 1.5',
    met: many / few <= 1.5,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
