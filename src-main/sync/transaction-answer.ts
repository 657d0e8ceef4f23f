import { t } from '../../src-shared/text/text.ts';
import { creationIndex, creationName } from '../outbox/creation-name.ts';
import type { WriteStep } from '../outbox/write-step.ts';
import type { Portal } from '../ports.ts';
import type { AppliedStep } from './complete-decision.ts';
import { type ExchangeFailure, exchangeFailure } from './exchange-failure.ts';
import { creationNamesIn } from './fhir/creation-names.ts';
import { isObject } from './fhir/json.ts';
import { readEnvelope } from './fhir/read-envelope.ts';
import { outcomeText } from './fhir/read-outcome.ts';
import { bundle, bundleEntry } from './fhir/schemas.ts';
import { Wrong } from './fhir/shape.ts';
import { type Fetched, getResource } from './portal-reader.ts';

/**
 * What a 2xx answer to a transaction says of each step, in the Bundle's order (https://hl7.org/fhir/R4/http.html#transaction-response).
 * Resources the answer does not carry are read back. An answer that is no transaction-response is a failure: whether the
 * decision was applied is not known then. `furtherEntries` were sent after those of the plan; nothing is read from their answers.
 */
export async function readTransactionAnswer(
  portal: Portal,
  body: unknown,
  plan: readonly WriteStep[],
  furtherEntries = 0,
): Promise<Fetched<AppliedStep[]>> {
  const answer = bundle(body);
  const entries = answer instanceof Wrong ? [] : (answer.entry ?? []);
  if (
    answer instanceof Wrong ||
    answer.type !== 'transaction-response' ||
    entries.length !== plan.length + furtherEntries
  )
    return { ok: false, error: exchangeFailure('server-error', t.details.detailText.notATransaction) };
  const applied: AppliedStep[] = [];
  for (const [index, step] of plan.entries()) {
    const one = await readEntry(portal, entries[index], step);
    if (!one.ok) return one;
    applied.push(one.value);
  }
  return { ok: true, value: applied };
}

/**
 * What a server said of the first step it refused although its answer is a 2xx: it carried the Bundle out entry by entry, as a
 * `batch` (https://hl7.org/fhir/R4/http.html#trules), and what it did not refuse stands. Null where it refused none.
 */
export function refusedInside(body: unknown, plan: readonly WriteStep[]): ExchangeFailure | null {
  const answer = bundle(body);
  if (answer instanceof Wrong) return null;
  for (const entry of (answer.entry ?? []).slice(0, plan.length)) {
    const read = bundleEntry(entry);
    const [status] = read instanceof Wrong ? [] : (/^[45]\d\d/.exec(read.response?.status ?? '') ?? []);
    if (read instanceof Wrong || status === undefined) continue;
    const said = outcomeText(read.response?.outcome);
    return exchangeFailure('server-error', said === null ? `HTTP ${status}` : `HTTP ${status}: ${said}`);
  }
  return null;
}

/**
 * What a server says it found in the place of what was to be created (`ifNoneExist`) and another has made: it does not know the
 * condition. Null where all is the decision's own.
 */
export function foundAnothers(
  applied: readonly AppliedStep[],
  plan: readonly WriteStep[],
  outboxId: string,
): ExchangeFailure | null {
  const foreign = applied.find(
    ({ step, version, current }) =>
      step.op === 'post' &&
      version === null &&
      !creationNamesIn(current.body).includes(creationName(outboxId, creationIndex(plan, step.localId))),
  );
  return foreign === undefined
    ? null
    : exchangeFailure('server-error', t.details.detailText.notWhatWasWritten(foreign.step.type));
}

async function readEntry(portal: Portal, entry: unknown, step: WriteStep): Promise<Fetched<AppliedStep>> {
  const answer = bundleEntry(entry);
  const unclear = (what: string): Fetched<AppliedStep> => ({
    ok: false,
    error: exchangeFailure('server-error', t.details.detailText.unclear(what)),
  });
  if (answer instanceof Wrong) return unclear(step.type);
  const { response, resource } = answer;
  if (!/^2\d\d/.test(response?.status ?? '2')) return unclear(step.type);
  // What an earlier attempt has created is found again (`ifNoneExist`), as it is by now: 200, where 201 is a new one.
  const found = step.op === 'post' && /^200/.test(response?.status ?? '');
  if (isObject(resource) && resource.resourceType === step.type) {
    const read = readEnvelope(resource);
    return read.ok ? appliedStep(step, resource, found ? null : read.value.versionId) : unclear(step.type);
  }
  const place = parseLocation(response?.location, step.type);
  const id = place?.id ?? step.portalId;
  if (id === null || id === undefined) return unclear(step.type);
  const fetched = await getResource(portal, step.type, id);
  if (!fetched.ok) return fetched;
  const written = place?.version ?? versionOfEtag(response?.etag);
  return appliedStep(step, fetched.value, found ? null : (written ?? undefined));
}

/** `version`: null where it is not known which one the step produced; that of the resource where none was named. */
function appliedStep(
  step: WriteStep,
  resource: unknown,
  version: string | null | undefined,
): Fetched<AppliedStep> {
  const read = readEnvelope(resource);
  if (!read.ok || (step.portalId !== null && read.value.id !== step.portalId))
    return {
      ok: false,
      error: exchangeFailure('server-error', t.details.detailText.notWhatWasWritten(step.type)),
    };
  const current = read.value;
  const produced = version === undefined ? current.versionId : version;
  return { ok: true, value: { step, portalId: current.id, version: produced, current } };
}

/** `[base]/Type/id/_history/version`, absolute or relative. */
function parseLocation(
  location: string | undefined,
  type: string,
): { readonly id: string; readonly version: string | null } | null {
  const match = /(?:^|\/)([A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/([^/?#]+))?$/.exec(location ?? '');
  const [, found, id, version] = match ?? [];
  return found === type && id !== undefined ? { id, version: version ?? null } : null;
}

const versionOfEtag = (etag: string | undefined): string | null =>
  /^(?:W\/)?"([^"]+)"$/.exec(etag ?? '')?.[1] ?? null;
