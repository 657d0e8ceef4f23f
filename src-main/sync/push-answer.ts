import type { NoAnswer, PortalAnswer } from '../ports.ts';
import { isPassing4xx } from './exchange-failure.ts';
import { outcomeText } from './fhir/read-outcome.ts';

/** What the answer to a decision's transaction says of it (docs/portal.md, "What each answer means to the desk"). */

/**
 * The portal did not touch the decision. No connection came about, say: the round then waits, not each decision for itself,
 * or the one tried most often while the network was away would be the last to leave when it is back.
 */
export function nothingWasDone(answer: PortalAnswer): boolean {
  if (answer.kind === 'none') return !MAY_HAVE_ARRIVED.has(answer.why);
  return answer.status === 401 || answer.status === 429;
}

const MAY_HAVE_ARRIVED: ReadonlySet<NoAnswer> = new Set<NoAnswer>(['timeout', 'connection-lost']);

/** 400, 404, 410, 422 and their like: the same bytes will never be taken by the server itself. */
export const isFinal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 425;

/** The server itself says that it carries out no transactions at all. */
export const isNotOffered = (answer: PortalAnswer): boolean =>
  answer.kind === 'answer' && (answer.status === 405 || answer.status === 501) && isSaidByServer(answer);

/** Without an OperationOutcome it is a gateway's word: the FHIR server has not seen the decision then. */
export const isSaidByServer = (answer: PortalAnswer): boolean =>
  answer.kind === 'answer' && outcomeText(answer.body) !== null;

export const isConflict = (status: number): boolean => status === 409 || status === 412;

/** Neither a conflict nor something that passes: it may be the Slots alone that it refuses. */
export const refusedForGood = (status: number): boolean =>
  isFinal(status) && !isConflict(status) && !isPassing4xx(status);
