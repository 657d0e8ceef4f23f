// npm run bench: the first page of many open requests, beside that of few.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaveOpen, loadMany } from './many-requests.ts';
import { openBenchDesk } from './portal/desk.ts';
import { firstPage } from './portal/first-page.ts';
import { count, ms, report } from './report.ts';
import { percentile } from './support.ts';

const [FEW, MANY] = [100, 10_000];
const WARM_UP = 10;
const ROUNDS = 60;

const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const full = join(folder, 'many.db');
  await loadMany(full, MANY);
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
