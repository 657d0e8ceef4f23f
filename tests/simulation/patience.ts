import type { VirtualClock } from '../support/virtual-clock.ts';
import type { SimDesk } from './desk.ts';

/** Nobody waits longer for an answer than the desk may take. */
const LONGEST_ANSWER_MS = 60_000;

/** The desk's commands, asked by somebody who waits: time passes while the desk thinks, as another program may hold its database. */
export function asking(desk: SimDesk, clock: VirtualClock): SimDesk['ask'] {
  return async (name, input) => {
    let answer: Awaited<ReturnType<typeof desk.ask<typeof name>>> = null;
    let ended = false;
    const ending = desk.ask(name, input).then((given) => {
      answer = given;
      ended = true;
    });
    await clock.settle();
    for (let ms = 0; !ended && ms < LONGEST_ANSWER_MS; ms += 500) await clock.advance(500);
    if (ended) await ending;
    return answer;
  };
}
