import { count, report } from '../report.ts';
import { longestStall, stallLine } from '../stall.ts';
import { caller, openBenchDesk } from './desk.ts';
import type { BenchPortal } from './start.ts';

const EVENTS = 10_000;
const AT_ONCE = 500;
/** The first of them warm everything up. */
const WARM_UP = 3000;

/** A day of changes in the portal, read as they come: what the program holds at its end, and had held early on. */
export async function measureDay(portal: BenchPortal, path: string): Promise<void> {
  const desk = openBenchDesk(path, portal.baseUrl);
  desk.core.start();
  await desk.until(({ phase }) => phase === 'up-to-date');
  let early = 0;
  const stall = await longestStall(async () => {
    for (let events = 0; events < EVENTS; events += AT_ONCE) {
      await portal.order({ change: AT_ONCE });
      await desk.core.handlers['sync.refresh'](undefined, caller);
      if (events + AT_ONCE === WARM_UP) early = held();
    }
  });
  const late = held();
  await desk.close();
  report({
    what: `what the main process holds after ${count(EVENTS)} changes`,
    figure: `${count(late)} MB`,
    beside: `after the first ${count(WARM_UP)}: ${count(early)} MB`,
    ratio: late / early,
    goal: '≤ 1.1',
    met: late / early <= 1.1,
  });
  report(stallLine('… longest stall of the main process', stall));
}

/** In use after what is not needed any more has been let go (`--expose-gc`), in MB. */
function held(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
