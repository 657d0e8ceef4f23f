import { count, ms, report } from '../report.ts';
import { percentile } from '../support.ts';
import { type BenchDesk, caller, openBenchDesk } from './desk.ts';
import { startBenchPortal } from './start.ts';

const POLLS = 60;
const FEW = { patients: 50, appointments: 300, requests: 10 };

/** A round that brings nothing, right after a large load, beside one at a desk with few appointments. */
export async function measureIdle(large: BenchDesk, appointments: number, emptyPath: string): Promise<void> {
  const portal = await startBenchPortal();
  await portal.order({ fill: FEW });
  const small = openBenchDesk(emptyPath, portal.baseUrl);
  small.core.start();
  await small.until(({ phase }) => phase === 'up-to-date');
  const times = new Map<BenchDesk, number[]>([
    [small, []],
    [large, []],
  ]);
  // Turn by turn, so that whatever else the machine does hits both alike.
  for (let n = 0; n < POLLS; n += 1)
    for (const [desk, measured] of times) {
      const before = performance.now();
      await desk.core.handlers['sync.refresh'](undefined, caller);
      measured.push(performance.now() - before);
    }
  await small.close();
  portal.stop();
  const [few = 0, many = 0] = [...times.values()].map((measured) => percentile(measured, 0.5));
  const ratio = many / few;
  report({
    what: `a round without news over HTTP, right after a load of ${count(appointments)} appointments`,
    figure: `median ${ms(many)}`,
    beside: `${FEW.appointments} on file: ${ms(few)}`,
    ratio,
    goal: '≤ 1.2',
    met: ratio <= 1.2,
  });
}
