import type { Bundle, Resource } from '@medplum/fhirtypes';
import { onTestFinished } from 'vitest';
import type { Reply } from '../../src-demo/http.ts';
import { createExclusive } from '../../src-demo/portal/exclusive.ts';
import { createFhirHandler } from '../../src-demo/portal/fhir-handler.ts';
import { StoreRepository } from '../../src-demo/portal/repository.ts';
import { type PortalResource, RESOURCE_TYPES } from '../../src-demo/portal/resource-types.ts';
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

/** One whose state can be put back, as from a backup of its database. */
export interface RestorablePortal extends InProcessPortal {
  /** Everything it has, every version of each resource. */
  backup(): PortalBackup;
  /** Becomes what it was then; what came after has never been. */
  restore(backup: PortalBackup): void;
}

type PortalBackup = readonly PortalResource[];

/** As a `Date` tells it. */
const wholeSecond = (ms: number): number => ms - (ms % 1000);

const BASE = 'http://portal.example/fhir';

/** `versions`: what it begins with, every version of each resource, in the order in which they were written. */
export function openInProcessPortal(
  now: () => number,
  seed = 4711,
  versions: readonly PortalResource[] = [],
): RestorablePortal {
  const { close, ...portal } = createInProcessPortal(now, seed, versions);
  onTestFinished(close);
  return portal;
}

/** The same outside a test: whoever makes it closes it. */
export function createInProcessPortal(
  now: () => number,
  seed = 4711,
  versions: readonly PortalResource[] = [],
): RestorablePortal & { close(): void } {
  loadDefinitions();
  const newId = createSeededIds(seed).uuid;
  const startedAt = now();
  let store: ResourceStore;
  let handle: ReturnType<typeof createFhirHandler>;
  /** What was answered to reads since the last write: desks ask the same again and again. */
  const known = new Map<string, Reply>();
  let writes = 0;

  open(versions);

  function open(holding: readonly PortalResource[]): void {
    forget();
    store = new ResourceStore({ path: ':memory:', now, newId });
    if (holding.length > 0) store.fill(holding, startedAt);
    const repository = new StoreRepository(store, requireValid);
    handle = createFhirHandler({ repository, exclusive: createExclusive(), startedAt });
  }

  function everyVersion(): PortalBackup {
    const all = RESOURCE_TYPES.flatMap((type) =>
      store
        .find({ type, conditions: [], order: 'id', after: null, limit: Number.MAX_SAFE_INTEGER - 1 })
        .resources.flatMap(({ id }) => store.history(type, id)),
    );
    return all.sort(
      (a, b) =>
        Date.parse(a.meta.lastUpdated) - Date.parse(b.meta.lastUpdated) ||
        Number(a.meta.versionId) - Number(b.meta.versionId),
    );
  }

  /** From here on nothing counts that was read before. */
  function forget(): void {
    writes += 1;
    known.clear();
  }

  async function replyTo({ method, url, body }: PortalRequest): Promise<Reply> {
    const { pathname, searchParams } = new URL(url.startsWith(BASE) ? url : `${BASE}/${url}`);
    return handle({
      method,
      path: pathname.slice('/fhir'.length).replace(/^\/|\/$/g, ''),
      query: searchParams,
      headers: { 'content-type': 'application/fhir+json', prefer: 'return=representation' },
      body: body === undefined ? '' : JSON.stringify(body),
      baseUrl: BASE,
    });
  }

  async function read(request: PortalRequest): Promise<Reply> {
    const before = writes;
    const reply = known.get(request.url) ?? (await replyTo(request));
    if (writes === before) known.set(request.url, reply);
    return reply;
  }

  async function write(request: PortalRequest): Promise<Reply> {
    forget();
    const reply = await replyTo(request);
    forget();
    return reply;
  }

  async function send(request: PortalRequest): Promise<PortalAnswer> {
    const reply = await (request.method === 'GET' ? read(request) : write(request));
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
    backup: everyVersion,
    restore(backup) {
      store.close();
      open(backup);
    },
    send,
    put: (resource) => ask({ method: 'PUT', url: `${resource.resourceType}/${resource.id}`, body: resource }),
    post: (resource) => ask({ method: 'POST', url: resource.resourceType, body: resource }),
    async search<R extends Resource>(query: string) {
      const bundle = await ask<Bundle<R>>({ method: 'GET', url: query });
      return (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
    },
  };
}
