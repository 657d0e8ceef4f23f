import type { Clock, Portal } from '../ports.ts';
import { LATE, within } from '../timing/within.ts';

/** The same portal for so many milliseconds: what it has not answered by then counts as unanswered, and nothing more is asked. */
export function limitedPortal(portal: Portal, clock: Clock, limitMs: number): Portal {
  const until = clock.elapsed() + limitMs;
  return {
    async send(request) {
      const left = until - clock.elapsed();
      const answer = left > 0 ? await within(clock, left, portal.send(request)) : LATE;
      return answer === LATE
        ? { kind: 'none', why: 'timeout', detail: `no answer within ${limitMs} ms` }
        : answer;
    },
  };
}
