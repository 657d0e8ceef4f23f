import type { Clock } from '../ports.ts';
import { pause } from './pause.ts';

/** Between two turns (`inTurns`): lets what waits go first, and goes on as long as `goesOn` says; without it, to the end. */
export const standBackFor =
  (clock: Clock, goesOn: () => boolean = () => true): (() => Promise<boolean>) =>
  async () => {
    await pause(clock, 0);
    return goesOn();
  };
