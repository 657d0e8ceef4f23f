import type { StandIn } from './stand-in.ts';

let current: StandIn | null = null;

/** `run.ts` puts the stand-in here before it loads the program. */
export function installStandIn(standIn: StandIn): void {
  current = standIn;
}

export function currentStandIn(): StandIn {
  if (!current) throw new Error('The preview has not been started');
  return current;
}
