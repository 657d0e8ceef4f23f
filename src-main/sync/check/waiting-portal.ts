import type { Clock, Portal, PortalAnswer } from '../../ports.ts';
import { pause } from '../../timing/pause.ts';

/** A portal that stays busy longer than this is said to be. */
const TRIES = 6;
const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** Waits for a portal that asks to be left alone for a while (429, 503), as the desk does. Nothing that may have been done is sent again. */
export const waitingPortal = (portal: Portal, clock: Clock): Portal => ({
  async send(request) {
    let answer = await portal.send(request);
    for (let tried = 1; tried < TRIES && isBusy(answer, request.method === 'GET'); tried += 1) {
      const asked = answer.kind === 'answer' ? answer.retryAfterMs : null;
      await pause(clock, Math.min(LONGEST_MS, asked ?? FIRST_MS * tried));
      answer = await portal.send(request);
    }
    return answer;
  },
});

const isBusy = (answer: PortalAnswer, isRead: boolean): boolean =>
  answer.kind === 'answer' && (answer.status === 429 || (isRead && answer.status === 503));
