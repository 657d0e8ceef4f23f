import type { IncomingHttpHeaders } from 'node:http';
import {
  badRequest,
  contentTooLarge,
  getStatus,
  isOk,
  serverError,
  unsupportedMediaType,
} from '@medplum/core';
import { FhirRouter, type HttpMethod } from '@medplum/fhir-router';
import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes';
import type { Reply } from '../http.ts';
import { capabilityStatement } from './capability.ts';
import type { Exclusive } from './exclusive.ts';
import { isRecord, refuseBundle, refuseInteraction } from './fhir-precheck.ts';
import type { StoreRepository } from './repository.ts';

/** An HTTP request below the FHIR base. */
export interface FhirHttpRequest {
  readonly method: string;
  /** Relative to the base, without a leading slash, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The FHIR base as the client addressed it, for the links in the answer. */
  readonly baseUrl: string;
}

export interface FhirHandlerOptions {
  readonly repository: StoreRepository;
  readonly exclusive: Exclusive;
  /** Milliseconds since the epoch, for the CapabilityStatement. */
  readonly startedAt: number;
}

/** FHIR R4 REST over HTTP: the interactions that docs/portal.md names, one at a time. Never rejects. */
export function createFhirHandler(options: FhirHandlerOptions): (request: FhirHttpRequest) => Promise<Reply> {
  const router = new FhirRouter();
  const { repository, exclusive, startedAt } = options;

  const handle = async (request: FhirHttpRequest): Promise<Reply> => {
    if (request.path === 'metadata' && request.method === 'GET')
      return json(200, capabilityStatement(request.baseUrl, startedAt));
    const isBundle = request.path === '' && request.method === 'POST';
    if (!isBundle) {
      const refusal = refuseInteraction({
        method: request.method,
        path: request.path,
        ifMatch: request.headers['if-match'],
      });
      if (refusal) return json(refusal.status, refusal.outcome);
    }
    const body = request.method === 'GET' ? undefined : parseBody(request);
    if (body !== undefined && 'refusal' in body) return body.refusal;
    if (isBundle) {
      const refusal = refuseBundle(body?.value);
      if (refusal) return json(refusal.status, refusal.outcome);
    }
    const query = request.query.toString();
    const [outcome, resource] = await exclusive(() =>
      router.handleRequest(
        {
          method: request.method as HttpMethod,
          url: query === '' ? request.path : `${request.path}?${query}`,
          pathname: '',
          params: {},
          query: {},
          headers: request.headers,
          body: body?.value,
          config: { transactions: true },
        },
        repository,
      ),
    );
    return isOk(outcome) && resource !== undefined ? success(request, outcome, resource) : failure(outcome);
  };

  return (request) =>
    handle(request).catch((error: unknown) =>
      json(500, serverError(error instanceof Error ? error : new Error(String(error)))),
    );
}

/** The answer to a body beyond the limit. */
export const tooLarge = (): Reply => json(413, contentTooLarge('The request body is too large'));

/** The answer to a request from a page of another origin, or to a host name that is not this machine's. */
export const forbidden = (text: string): Reply =>
  json(403, {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'forbidden', details: { text } }],
  });

function parseBody(request: FhirHttpRequest): { readonly value: unknown } | { readonly refusal: Reply } {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(fhir\+)?json\s*(;|$)/i.test(type)) return { refusal: json(415, unsupportedMediaType) };
  try {
    const value: unknown = JSON.parse(request.body);
    if (isRecord(value)) return { value };
  } catch {
    // Answered below, as for JSON that is no object.
  }
  return { refusal: json(400, badRequest('The request body is not a JSON object')) };
}

function success(request: FhirHttpRequest, outcome: OperationOutcome, resource: Resource): Reply {
  if (resource.resourceType === 'Bundle') return json(200, complete(resource, request));
  const version = resource.meta?.versionId ?? '';
  // The router answers 200 to an update that created the resource (FHIR R4 http, section 3.1.0.7: 201).
  const status = request.method === 'PUT' && version === '1' ? 201 : getStatus(outcome);
  const location = `${request.baseUrl}/${resource.resourceType}/${resource.id}/_history/${version}`;
  return json(status, resource, {
    ETag: `W/"${version}"`,
    'Last-Modified': new Date(resource.meta?.lastUpdated ?? 0).toUTCString(),
    ...(request.method === 'GET' ? {} : { Location: location, 'Content-Location': location }),
  });
}

const failure = (outcome: OperationOutcome): Reply => json(getStatus(outcome), outcome);

/** Adds what only the HTTP layer knows: absolute links and URLs, and each entry's ETag and instant. */
function complete(bundle: Bundle, request: FhirHttpRequest): Bundle {
  const { baseUrl } = request;
  const entry = bundle.entry?.map((one) => {
    const { resource, response } = one;
    const meta = resource?.meta;
    const url = resource?.id === undefined ? undefined : `${resource.resourceType}/${resource.id}`;
    return {
      ...one,
      ...(url === undefined ? {} : { fullUrl: `${baseUrl}/${url}` }),
      ...(response === undefined || meta?.versionId === undefined
        ? {}
        : {
            response: {
              ...response,
              ...(url === undefined ? {} : { location: `${url}/_history/${meta.versionId}` }),
              etag: `W/"${meta.versionId}"`,
              ...(meta.lastUpdated === undefined ? {} : { lastModified: meta.lastUpdated }),
            },
          }),
    };
  });
  return {
    ...bundle,
    ...(entry === undefined ? {} : { entry }),
    ...(bundle.type === 'searchset' ? { link: links(bundle, request) } : {}),
  };
}

function links(bundle: Bundle, request: FhirHttpRequest): { relation: string; url: string }[] {
  const here = `${request.baseUrl}/${request.path}`;
  const self = request.query.toString();
  const next = bundle.link?.find((link) => link.relation === 'next');
  const result = [{ relation: 'self', url: self === '' ? here : `${here}?${self}` }];
  const cursor = next ? new URLSearchParams(next.url).get('_cursor') : null;
  if (cursor !== null) {
    const query = new URLSearchParams(request.query);
    query.set('_cursor', cursor);
    result.push({ relation: 'next', url: `${here}?${query}` });
  }
  return result;
}

function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/fhir+json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
