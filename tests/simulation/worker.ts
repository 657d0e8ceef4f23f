import { parentPort, workerData } from 'node:worker_threads';
import type { Shape } from './history.ts';
import { endurePowerCuts } from './power.ts';
import { simulate } from './simulate.ts';

/** What a worker is given. */
export interface Work {
  readonly shape: Shape;
  readonly seed: number;
  /** Which histories, in this order. */
  readonly numbers: readonly number[];
}

endurePowerCuts();

const { shape, seed, numbers }: Work = workerData;
for await (const ran of simulate(shape, seed, numbers)) parentPort?.postMessage(ran);
