import { t } from '../../src-shared/text/text.ts';
import type { Clock, Portal, PortalAnswer } from '../ports.ts';
import { pause } from '../timing/pause.ts';
import { within } from '../timing/within.ts';

/** Stands between a round and the network, so that the end of the desk's work is an end for both. */
export interface ClosablePortal {
  wrap(portal: Portal): Portal;
  /** Lets everything else that is due go first; false where the desk's work is about to end, and nothing new is to be begun. */
  standBack(): Promise<boolean>;
  /**
   * Sends nothing from now on, and waits for `running` to end, `limitMs` at most. An answer that comes later is never
   * delivered: nobody writes to a database that may be closed by then.
   */
  close(running: Promise<void>, limitMs: number): Promise<void>;
}

const notConfigured = (): PortalAnswer => ({
  kind: 'none',
  why: 'not-configured',
  detail: t.details.detailText.closing,
});

export function createClosablePortal(clock: Clock): ClosablePortal {
  let closing = false;
  let closed = false;
  return {
    wrap: (portal) => ({
      async send(request) {
        if (closing) return notConfigured();
        const answer = await portal.send(request);
        return closed ? new Promise<never>(() => {}) : answer;
      },
    }),
    async standBack() {
      await pause(clock, 0);
      return closed ? new Promise<never>(() => {}) : !closing;
    },
    async close(running, limitMs) {
      closing = true;
      await within(clock, limitMs, running);
      closed = true;
    },
  };
}
