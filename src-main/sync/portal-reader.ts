import { t } from '../../src-shared/text/text.ts';
import type { Portal, PortalAnswer } from '../ports.ts';
import {
  type ExchangeFailure,
  exchangeFailure,
  exchangeFailureOf,
  isPassing4xx,
} from './exchange-failure.ts';
import { isObject } from './fhir/json.ts';
import { resourceOf } from './fhir/read-entry.ts';
import { outcomeText } from './fhir/read-outcome.ts';
import { type Bundle, bundle } from './fhir/schemas.ts';
import { Wrong } from './fhir/shape.ts';
import type { Histories } from './histories-offered.ts';

export type Fetched<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ExchangeFailure };

/** A GET whose answer has to be a Bundle. An HTML page, a Bundle cut in the middle and an OperationOutcome are failures. */
export async function getBundle(portal: Portal, url: string): Promise<Fetched<Bundle>> {
  return bundleIn(await portal.send({ method: 'GET', url }));
}

/**
 * The versions of a resource; null where the server offers none, or not to this desk (403, 405, 501 and what else is no passing
 * trouble): `history` is optional (https://hl7.org/fhir/R4/http.html#history). Of a server that has shown histories before, what
 * a gateway says in its place (400, 404 or 413 without an OperationOutcome) is no answer.
 */
export async function getHistory(
  portal: Portal,
  type: string,
  id: string,
  histories?: Histories,
): Promise<Fetched<Bundle | null>> {
  const answer = await portal.send({ method: 'GET', url: `${type}/${id}/_history?_count=100` });
  const isNone = answer.kind === 'answer' && isNotOffered(answer.status);
  if (isNone && !(isGatewaysWord(answer) && histories?.wereShown())) return { ok: true, value: null };
  const read = bundleIn(answer);
  if (read.ok) histories?.shown();
  return read;
}

const isNotOffered = (status: number): boolean =>
  status === 501 || (status >= 400 && status < 500 && !isPassing4xx(status));

const isGatewaysWord = (answer: PortalAnswer): boolean =>
  answer.kind === 'answer' &&
  (answer.status === 400 || answer.status === 404 || answer.status === 413) &&
  outcomeText(answer.body) === null;

function bundleIn(answer: PortalAnswer): Fetched<Bundle> {
  const error = exchangeFailureOf(answer);
  if (error) return { ok: false, error };
  if (answer.kind === 'answer' && answer.tooLarge)
    return { ok: false, error: exchangeFailure('server-error', t.details.detailText.answerTooLarge) };
  const body = answer.kind === 'answer' ? answer.body : undefined;
  const read = bundle(body);
  if (!(read instanceof Wrong)) return { ok: true, value: read };
  return {
    ok: false,
    error: exchangeFailure('server-error', outcomeText(body) ?? t.details.detailText.notABundle),
  };
}

/**
 * One resource; null when the portal has none of that id, or no longer (404, 410). Only the FHIR server itself can say that: what
 * a gateway in front of it answers for a minute must not take a visit off the schedule. Where the answer is no OperationOutcome
 * (https://hl7.org/fhir/R4/http.html#read only asks servers to send one), a search has to find nothing either.
 */
export async function getResource(portal: Portal, type: string, id: string): Promise<Fetched<unknown>> {
  const answer = await portal.send({ method: 'GET', url: `${type}/${id}` });
  const body = answer.kind === 'answer' ? answer.body : undefined;
  if (answer.kind === 'answer' && (answer.status === 404 || answer.status === 410))
    return outcomeText(body) === null ? searchById(portal, type, id) : { ok: true, value: null };
  const error = exchangeFailureOf(answer);
  if (error) return { ok: false, error };
  if (isNamed(body, type, id)) return { ok: true, value: body };
  return {
    ok: false,
    error: exchangeFailure('server-error', outcomeText(body) ?? t.details.detailText.notA(type)),
  };
}

async function searchById(portal: Portal, type: string, id: string): Promise<Fetched<unknown>> {
  const found = await getBundle(portal, `${type}?_id=${id}`);
  if (!found.ok) return found;
  const resources = (found.value.entry ?? []).map(resourceOf);
  return { ok: true, value: resources.find((resource) => isNamed(resource, type, id)) ?? null };
}

const isNamed = (body: unknown, type: string, id: string): boolean =>
  isObject(body) && body.resourceType === type && body.id === id;
