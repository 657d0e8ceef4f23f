import type { Clock, NoAnswer, PortalAnswer, PortalRequest } from '../../src-main/ports.ts';

/** What a network, or whatever stands in it, does with one request. */
export type Fault =
  /** No connection: nothing arrives. */
  | 'unreachable'
  /** The request is lost; the desk waits in vain. */
  | 'lose-request'
  /** The portal does the work; its answer is lost at once, or the desk waits in vain. */
  | 'break-answer'
  | 'lose-answer'
  /** The desk has given up by the time the request arrives. */
  | 'arrive-late'
  /** It arrives, and once more up to a minute later: what was sent since has overtaken it. */
  | 'duplicate'
  /** On the way for almost as long as the desk waits: others overtake it, there or back. */
  | 'linger'
  /** The answer's body is cut off, or a page of HTML. */
  | 'truncate'
  | 'html'
  /** The portal does nothing and answers this. */
  | 401
  | 403
  | 408
  | 409
  | 412
  /** For good: the portal says that it does not want what is written. */
  | 422
  | 429
  | 500
  | 503;

export const FAULTS: readonly Fault[] = [
  'unreachable',
  'lose-request',
  'break-answer',
  'lose-answer',
  'arrive-late',
  'duplicate',
  'linger',
  'truncate',
  'html',
  401,
  403,
  408,
  409,
  412,
  422,
  429,
  500,
  503,
];

const NOT_WANTED = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'business-rule', diagnostics: 'Not wanted' }],
};

/** So long an adapter waits for an answer. */
const TIME_LIMIT_MS = 30_000;

/** How the network between one desk and the portal is at the moment. */
export interface Weather {
  /** What can happen to a request, each as likely as the other. */
  readonly faults: readonly Fault[];
  /** In [0, 1]: how many requests something happens to. */
  readonly share: number;
  /** The longest way of a request, there and back together. */
  readonly slowestMs: number;
}

export const FAIR: Weather = { faults: [], share: 0, slowestMs: 40 };

export interface Network {
  weather: Weather;
  /** Requests something happened to. */
  faults: number;
  /** Requests that have not arrived yet, also where nobody waits for their answer any more. */
  underWay: number;
  send(request: PortalRequest): Promise<PortalAnswer>;
}

/** One desk's way to the portal, on the world's clock. The same `random` gives the same faults. */
export function createNetwork(
  clock: Clock,
  random: () => number,
  portal: (request: PortalRequest) => Promise<PortalAnswer>,
): Network {
  const wait = (ms: number): Promise<void> => new Promise((resolve) => clock.after(Math.round(ms), resolve));
  const nothing = (why: NoAnswer): PortalAnswer => ({ kind: 'none', why, detail: why });

  /** It arrives when nobody waits for its answer. */
  async function arriveIn(ms: number, request: PortalRequest): Promise<void> {
    network.underWay += 1;
    await wait(ms);
    await portal(request);
    network.underWay -= 1;
  }

  const network: Network = {
    weather: FAIR,
    faults: 0,
    underWay: 0,
    async send(request) {
      const { faults, share, slowestMs } = network.weather;
      const there = random() * slowestMs * 0.5;
      const back = random() * slowestMs * 0.5;
      const fault = random() < share ? faults[Math.floor(random() * faults.length)] : undefined;
      if (fault !== undefined) network.faults += 1;
      if (fault === 'unreachable') return nothing('unreachable');
      if (fault === 'lose-request') {
        await wait(TIME_LIMIT_MS);
        return nothing('timeout');
      }
      if (fault === 'arrive-late') {
        void arriveIn(TIME_LIMIT_MS + random() * 10_000, request);
        await wait(TIME_LIMIT_MS);
        return nothing('timeout');
      }
      const late = fault === 'linger' ? random() * (TIME_LIMIT_MS - slowestMs) : 0;
      const lateThere = random() * late;
      await wait(there + lateThere);
      if (typeof fault === 'number')
        return {
          kind: 'answer',
          status: fault,
          body: fault === 422 ? NOT_WANTED : undefined,
          retryAfterMs: fault === 429 ? 5000 : null,
        };
      if (fault === 'html') return { kind: 'answer', status: 404, body: undefined, retryAfterMs: null };
      const answer = await portal(request);
      // What nobody took cannot be on the way a second time.
      if (fault === 'duplicate' && !wasNotTaken(answer)) void arriveIn(random() * 60_000, request);
      await wait(back + late - lateThere);
      if (fault === 'break-answer') return nothing('connection-lost');
      if (fault === 'lose-answer') {
        await wait(TIME_LIMIT_MS);
        return nothing('timeout');
      }
      return fault === 'truncate' && answer.kind === 'answer' ? { ...answer, body: undefined } : answer;
    },
  };
  return network;
}

const wasNotTaken = (answer: PortalAnswer): boolean => answer.kind === 'none' && answer.why === 'unreachable';
