import type { WriteStep } from '../../outbox/write-step.ts';
import type { Portal, PortalAnswer } from '../../ports.ts';
import type { AppliedStep } from '../complete-decision.ts';
import { type ExchangeFailure, exchangeFailureOf } from '../exchange-failure.ts';
import { type BundleStep, transactionBundle } from '../fhir/write-bundle.ts';
import { readTransactionAnswer, refusedInside } from '../transaction-answer.ts';
import { isPassing } from '../try-loading.ts';

/** What became of a decision that was sent as the desk sends one. */
export type Committed =
  | { readonly kind: 'done'; readonly steps: readonly AppliedStep[]; readonly date: number | null }
  /** Refused as a whole. */
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  /** A 2xx, and an entry in it failed. */
  | { readonly kind: 'in-part'; readonly detail: string }
  /** A 2xx that does not say what became of each entry. */
  | { readonly kind: 'unclear'; readonly detail: string }
  /** It says nothing of the decision: no answer, busy, not let in. */
  | { readonly kind: 'failed'; readonly failure: ExchangeFailure };

/** Sends `steps` as one transaction in the name of `command`, and reads the answer as after a decision. Never rejects. */
export async function commit(
  portal: Portal,
  steps: readonly BundleStep[],
  command: string,
): Promise<Committed> {
  const answer = await portal.send({ method: 'POST', url: '', body: transactionBundle(steps, command) });
  const failure = exchangeFailureOf(answer);
  if (failure === null) return readAnswer(portal, answer, steps.map(planned));
  if (answer.kind === 'none' || answer.status === 401 || isPassing(answer))
    return { kind: 'failed', failure };
  return { kind: 'refused', status: answer.status, detail: failure.detail };
}

async function readAnswer(
  portal: Portal,
  answer: PortalAnswer,
  plan: readonly WriteStep[],
): Promise<Committed> {
  const { body, date } = answer.kind === 'answer' ? answer : { body: undefined, date: undefined };
  const refused = refusedInside(body, plan);
  if (refused) return { kind: 'in-part', detail: refused.detail };
  const read = await readTransactionAnswer(portal, body, plan);
  return read.ok
    ? { kind: 'done', steps: read.value, date: date ?? null }
    : { kind: 'unclear', detail: read.error.detail };
}

const planned = (step: BundleStep): WriteStep =>
  step.op === 'put'
    ? {
        op: 'put',
        type: step.type,
        localId: step.id,
        portalId: step.id,
        basedOn: { version: step.version },
      }
    : { op: 'post', type: step.type, localId: step.localId, portalId: null, basedOn: null };
