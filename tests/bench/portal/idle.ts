import { setTimeout as pause } from 'node:timers/promises';
import { lowerBound, PULLED_TYPES, readCursor } from '../../../src-main/sync/cursor.ts';
import { count, ms, report } from '../report.ts';
import { percentile } from '../support.ts';
import { type BenchDesk, caller, openBenchDesk } from './desk.ts';
import { startBenchPortal } from './start.ts';

const POLLS = 60;
const LOOK_AGAIN_MS = 1000;
const FEW = { patients: 50, appointments: 300, requests: 10 };

/**
 * A round that brings nothing, beside one at a desk with few appointments: right after a large load and a thousand decisions, while the
 * last minute is read again, and once that is over.
 */
export async function measureIdle(large: BenchDesk, appointments: number, emptyPath: string): Promise<void> {
  const portal = await startBenchPortal();
  await portal.order({ fill: FEW });
  const small = openBenchDesk(emptyPath, portal.baseUrl);
  small.core.start();
  await small.until(({ phase }) => phase === 'up-to-date');
  const atOnce = await sideBySide(small, large);
  report({
    what: `a round without news over HTTP, in the minute after a load of ${count(appointments)} appointments and 1,000 decisions`,
    ...beside(atOnce),
    goal: '',
    met: null,
  });
  while (!hasSettled(large)) {
    await large.core.handlers['sync.refresh'](undefined, caller);
    await pause(LOOK_AGAIN_MS);
  }
  const { ratio, ...figures } = beside(await sideBySide(small, large));
  report({ what: '… and after it', ...figures, ratio, goal: '≤ 1.2', met: ratio <= 1.2 });
  await small.close();
  portal.stop();
}

const hasSettled = ({ db }: BenchDesk): boolean =>
  PULLED_TYPES.every((type) => lowerBound(readCursor(db, type))?.startsWith('ge') !== true);

/** Of one round, in the middle of many. */
interface Idle {
  readonly ms: number;
  readonly requests: number;
  readonly bytes: number;
}
type Medians = readonly [few: Idle, many: Idle];

/** Turn by turn, so that whatever else the machine does hits both alike. */
async function sideBySide(small: BenchDesk, large: BenchDesk): Promise<Medians> {
  const [few, many]: [Idle[], Idle[]] = [[], []];
  for (let n = 0; n < POLLS; n += 1) {
    few.push(await oneRound(small));
    many.push(await oneRound(large));
  }
  return [middleOf(few), middleOf(many)];
}

async function oneRound({ core, asked }: BenchDesk): Promise<Idle> {
  Object.assign(asked, { requests: 0, bytes: 0 });
  const before = performance.now();
  await core.handlers['sync.refresh'](undefined, caller);
  return { ms: performance.now() - before, ...asked };
}

function middleOf(rounds: readonly Idle[]): Idle {
  const middle = (of: (round: Idle) => number): number => percentile(rounds.map(of), 0.5);
  return {
    ms: middle((round) => round.ms),
    requests: middle(({ requests }) => requests),
    bytes: middle(({ bytes }) => bytes),
  };
}

const beside = ([few, many]: Medians) => ({
  figure: `median ${words(many)}`,
  beside: `${FEW.appointments} on file: ${words(few)}`,
  ratio: many.ms / few.ms,
});

const words = (round: Idle): string =>
  `${ms(round.ms)}, ${round.requests} requests, ${(round.bytes / 1000).toFixed(1)} kB`;
