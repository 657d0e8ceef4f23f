// npm run bench: what the exchange with the portal costs, over real HTTP: the first load, decisions, catching up, an idle round.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureCatchUp } from './portal/catch-up.ts';
import { measureDay } from './portal/day.ts';
import { measureDecisions } from './portal/decisions.ts';
import { openBenchDesk } from './portal/desk.ts';
import { measureIdle } from './portal/idle.ts';
import { measureLoad } from './portal/load.ts';
import { startBenchPortal } from './portal/start.ts';
import { choice } from './sizes.ts';

const { size, wants } = choice();
const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
const portal = await startBenchPortal();
try {
  await portal.order({ fill: size });
  const loaded = join(folder, 'loaded.db');
  await measureLoad(portal, loaded, size);
  const again = (name: string): string => {
    const path = join(folder, `${name}.db`);
    copyFileSync(loaded, path);
    return path;
  };
  if (wants('poll')) {
    const desk = openBenchDesk(again('poll'), portal.baseUrl);
    desk.core.start();
    await desk.until(({ phase }) => phase === 'up-to-date');
    await measureIdle(desk, size.appointments, join(folder, 'few.db'));
    await desk.close();
  }
  if (wants('day')) await measureDay(portal, again('day'));
  if (wants('decide')) await measureDecisions(again('decide'));
  if (wants('catch-up')) await measureCatchUp(portal, again('catch-up'));
} finally {
  portal.stop();
  rmSync(folder, { recursive: true, force: true });
}
