import type { Bundle, Resource } from '@medplum/fhirtypes';
import { onTestFinished } from 'vitest';
import { createExclusive } from '../../src-demo/portal/exclusive.ts';
import { createFhirHandler } from '../../src-demo/portal/fhir-handler.ts';
import { StoreRepository } from '../../src-demo/portal/repository.ts';
import type { PortalResource } from '../../src-demo/portal/resource-types.ts';
import { ResourceStore } from '../../src-demo/portal/store.ts';
import { loadDefinitions, requireValid } from '../../src-demo/portal/validation.ts';
import type { PortalAnswer, PortalRequest } from '../../src-main/ports.ts';
import { createSeededIds } from './seeded-ids.ts';

/** The demo portal's FHIR server without a network: nothing in it takes time that the test's clock does not show. */
export interface InProcessPortal {
  /** The answer, as a desk's adapter would give it. */
  send(request: PortalRequest): Promise<PortalAnswer>;
  /** Writes as another system would; throws when the portal refuses. */
  put<R extends Resource>(resource: R): Promise<void>;
  post<R extends Resource>(resource: R): Promise<void>;
  search<R extends Resource>(query: string): Promise<R[]>;
}

/** As a `Date` tells it. */
const wholeSecond = (ms: number): number => ms - (ms % 1000);

const BASE = 'http://portal.example/fhir';

/** `versions`: what it begins with, every version of each resource, in the order in which they were written. */
export function openInProcessPortal(
  now: () => number,
  seed = 4711,
  versions: readonly PortalResource[] = [],
): InProcessPortal {
  const { close, ...portal } = createInProcessPortal(now, seed, versions);
  onTestFinished(close);
  return portal;
}

/** The same outside a test: whoever makes it closes it. */
export function createInProcessPortal(
  now: () => number,
  seed = 4711,
  versions: readonly PortalResource[] = [],
): InProcessPortal & { close(): void } {
  loadDefinitions();
  const store = new ResourceStore({ path: ':memory:', now, newId: createSeededIds(seed).uuid });
  if (versions.length > 0) store.fill(versions, now());
  const handle = createFhirHandler({
    repository: new StoreRepository(store, requireValid),
    exclusive: createExclusive(),
    startedAt: now(),
  });

  async function send({ method, url, body }: PortalRequest): Promise<PortalAnswer> {
    const { pathname, searchParams } = new URL(url.startsWith(BASE) ? url : `${BASE}/${url}`);
    const reply = await handle({
      method,
      path: pathname.slice('/fhir'.length).replace(/^\/|\/$/g, ''),
      query: searchParams,
      headers: { 'content-type': 'application/fhir+json', prefer: 'return=representation' },
      body: body === undefined ? '' : JSON.stringify(body),
      baseUrl: BASE,
    });
    const parsed: unknown = reply.body === undefined ? undefined : JSON.parse(reply.body);
    return {
      kind: 'answer',
      status: reply.status,
      body: parsed,
      retryAfterMs: null,
      date: wholeSecond(now()),
    };
  }

  async function ask<T>(request: PortalRequest): Promise<T> {
    const answer = await send(request);
    if (answer.kind !== 'answer' || answer.status >= 300)
      throw new Error(`${request.method} ${request.url}: ${JSON.stringify(answer)}`);
    return answer.body as T;
  }

  return {
    close: () => store.close(),
    send,
    put: (resource) => ask({ method: 'PUT', url: `${resource.resourceType}/${resource.id}`, body: resource }),
    post: (resource) => ask({ method: 'POST', url: resource.resourceType, body: resource }),
    async search<R extends Resource>(query: string) {
      const bundle = await ask<Bundle<R>>({ method: 'GET', url: query });
      return (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
    },
  };
}
