import type { Portal, PortalAnswer } from '../ports.ts';
import type { Examined } from './examine.ts';
import {
  type ExchangeFailure,
  exchangeFailure,
  exchangeFailureOf,
  isPassing4xx,
} from './exchange-failure.ts';
import { isObject, type JsonObject, without } from './fhir/json.ts';
import { readEnvelope } from './fhir/read-envelope.ts';
import { transactionBundle } from './fhir/write-bundle.ts';
import { type Fetched, getResource } from './portal-reader.ts';

/**
 * Takes back what a server left standing of a decision it carried out in part: what was changed becomes what it was, what was
 * created is `entered-in-error`. Each with `ifMatch` of the version the decision made, one by one, so that nothing anybody did
 * since is touched; what cannot be taken back stays. The steps as the portal has them afterwards, or why that is not known.
 */
export async function undoHalf(
  portal: Portal,
  outboxId: string,
  examined: readonly Examined[],
): Promise<Fetched<Examined[]>> {
  const after: Examined[] = [];
  for (const one of examined) {
    const done = await undoStep(portal, outboxId, one);
    if (!done.ok) return done;
    after.push(done.value);
  }
  return { ok: true, value: after };
}

async function undoStep(portal: Portal, outboxId: string, one: Examined): Promise<Fetched<Examined>> {
  const { step, current, applied, appliedVersion } = one;
  const before = bodyBefore(one);
  if (!applied || current === null || current.versionId !== appliedVersion || before === null)
    return { ok: true, value: one };
  const { type } = step;
  const put = { op: 'put', type, id: current.id, version: current.versionId, body: before } as const;
  const answer = await portal.send({ method: 'POST', url: '', body: transactionBundle([put], outboxId) });
  const passing = passingTrouble(answer);
  if (passing) return { ok: false, error: passing };
  const fetched = await getResource(portal, type, current.id);
  if (!fetched.ok) return fetched;
  const read = fetched.value === null ? null : readEnvelope(fetched.value);
  return { ok: true, value: read?.ok ? { ...one, current: read.value } : one };
}

function bodyBefore({ step, base, current }: Examined): JsonObject | null {
  if (step.op === 'post')
    return isObject(current?.body) ? unversioned({ ...current.body, status: 'entered-in-error' }) : null;
  return isObject(base?.body) ? unversioned(base.body) : null;
}

/** Without what the server says of the version alone. */
const unversioned = (body: JsonObject): JsonObject => ({
  ...body,
  meta: without(isObject(body.meta) ? body.meta : {}, ['versionId', 'lastUpdated']),
});

/** Another attempt may do better; a refusal for good leaves it as it is. */
function passingTrouble(answer: PortalAnswer): ExchangeFailure | null {
  if (answer.kind === 'answer' && answer.status < 500 && !isPassing4xx(answer.status)) return null;
  return exchangeFailureOf(answer) ?? exchangeFailure('server-error', '');
}
