import { qb } from '../../../src-main/db/db.ts';
import { WORDS } from '../../support/portal-desk.ts';
import { atMost, count, ms, report, seconds } from '../report.ts';
import { longestStall, STALL_MS, stallLine } from '../stall.ts';
import { percentile } from '../support.ts';
import { type BenchDesk, caller, openBenchDesk } from './desk.ts';
import { firstPage } from './first-page.ts';
import type { BenchPortal } from './start.ts';

const CHANGES = 10_000;
const WAITING = 2000;

/** Three days offline: decisions made at the desk meanwhile, and what has changed in the portal. */
export async function measureCatchUp(portal: BenchPortal, path: string): Promise<void> {
  const desk = openBenchDesk(path, portal.baseUrl, 0);
  desk.online = false;
  desk.core.start();
  for (const id of visitsAhead(desk)) await cancel(desk, id);
  await portal.order({ change: CHANGES });
  const before = process.memoryUsage().rss;
  const lists: number[] = [];
  const asking = setInterval(async () => lists.push(await firstPage(desk)), 100);
  const began = performance.now();
  const stall = await longestStall(async () => {
    desk.online = true;
    await desk.core.handlers['sync.networkReturned'](undefined, caller);
    await desk.until(({ phase, waitingToSync }) => phase === 'up-to-date' && waitingToSync === 0);
  });
  const took = performance.now() - began;
  clearInterval(asking);
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  const left = desk.db.get(
    qb
      .selectFrom('outbox')
      .where('state', '<>', 'done')
      .select((eb) => eb.fn.countAll<number>().as('n')),
  );
  await desk.close();
  report({
    what: `catching up: ${count(CHANGES)} changes, ${count(WAITING)} decisions waiting`,
    figure: `${seconds(took)}, ${left?.n ?? 0} left undelivered; memory ${grown < 0 ? '' : '+'}${count(grown)} MB`,
    beside: '',
    ratio: null,
    goal: '',
    met: null,
  });
  report(stallLine('… longest stall of the main process', stall));
  report(
    atMost(
      '… the list of requests meanwhile, longest wait',
      percentile(lists, 1),
      STALL_MS,
      `median ${ms(percentile(lists, 0.5))}, longest ${ms(percentile(lists, 1))}`,
    ),
  );
}

const visitsAhead = (desk: BenchDesk): string[] =>
  desk.db
    .all(
      qb
        .selectFrom('appointment')
        .select('id')
        .where('start_ms', '>', Date.now() + 86_400_000)
        .where('status', '=', 'booked')
        .orderBy('id')
        .limit(WAITING),
    )
    .map(({ id }) => id);

async function cancel(desk: BenchDesk, appointmentId: string): Promise<void> {
  const answer = await desk.core.handlers['decisions.decide'](
    {
      on: 'schedule',
      command: { type: 'cancel-appointment', appointmentId, words: WORDS, notify: true },
    },
    caller,
  );
  if (!answer.ok) throw new Error(answer.error.code);
}
