import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { makePrivateDirectory } from '../../src-main/private-files.ts';
import { ok, type Result } from '../../src-shared/result.ts';
import { removeDatabase, tightenDatabase } from '../database-files.ts';
import { type DemoError, demoError } from '../demo-error.ts';
import {
  answerRequests,
  BAD_REQUEST,
  close,
  isForeign,
  listen,
  loopbackHost,
  type Reply,
  readBody,
  requestUrl,
} from '../http.ts';
import { createExclusive } from './exclusive.ts';
import { createFhirHandler, forbidden, tooLarge } from './fhir-handler.ts';
import type { PortalPractice } from './pages/layout.ts';
import { createPages } from './pages/pages.ts';
import { StoreRepository } from './repository.ts';
import type { PortalResource } from './resource-types.ts';
import { ResourceStore } from './store.ts';
import { loadDefinitions, requireValid } from './validation.ts';

export interface PortalServerOptions {
  /** Where `portal.sqlite` lives; made if it is not there. `null`: in memory, for a test that needs no restart. */
  readonly dataDir: string | null;
  /** 0 takes a free port. */
  readonly port: number;
  /** The portal's clock, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Random UUIDs (RFC 9562 version 4) unless given. */
  readonly newId?: () => string;
  /** What the patient pages say of the practice. */
  readonly practice: PortalPractice;
  /** Forget what is stored. */
  readonly fresh?: boolean;
  /** What a portal with nothing stored begins with, and the instant that was made for (kept as `filledAt`). */
  readonly initial?: { readonly at: number; readonly resources: () => Iterable<PortalResource> };
  /** Check what is written against HL7's R4 definitions and answer 422 to what breaks them. Default: true. */
  readonly validate?: boolean;
}

export interface PortalServer {
  /** The patient pages: `http://127.0.0.1:<port>/`. */
  readonly url: string;
  /** The FHIR base: `http://127.0.0.1:<port>/fhir`. */
  readonly fhirUrl: string;
  readonly port: number;
  /** `initial.at` of when the store was filled; `null` when it was not. */
  readonly filledAt: number | null;
  /** Finishes the requests under way and closes the file. */
  stop(): Promise<void>;
}

const BODY_LIMIT = 5_000_000;

/** Starts the demo clinic's patient portal on 127.0.0.1: FHIR R4 below `/fhir`, patient pages everywhere else. */
export async function startPortalServer(
  options: PortalServerOptions,
): Promise<Result<PortalServer, DemoError>> {
  // The port comes first: who holds it may be this same portal, whose file must be left alone.
  const server = createServer();
  let store: ResourceStore | null = null;
  try {
    const port = await listen(server, options.port);
    loadDefinitions();
    store = openStore(options);
    return ok(serve(server, port, store, options));
  } catch (error) {
    store?.close();
    await close(server);
    return demoError(error, options.port, options.dataDir ?? '');
  }
}

function openStore(options: PortalServerOptions): ResourceStore {
  const { dataDir, initial } = options;
  const path = dataDir === null ? ':memory:' : join(dataDir, 'portal.sqlite');
  if (dataDir !== null) {
    makePrivateDirectory(dataDir);
    if (options.fresh) removeDatabase(path);
    tightenDatabase(path);
  }
  const store = new ResourceStore({ path, now: options.now, newId: options.newId ?? randomUUID });
  if (initial && store.isEmpty()) store.fill(initial.resources(), initial.at);
  return store;
}

function serve(
  server: Server,
  port: number,
  store: ResourceStore,
  options: PortalServerOptions,
): PortalServer {
  const exclusive = createExclusive();
  const validate = options.validate ?? true;
  const repository = new StoreRepository(store, validate ? requireValid : () => undefined);
  const fhir = createFhirHandler({ repository, exclusive, startedAt: options.now() });
  const pages = createPages({ store, exclusive, practice: options.practice });

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const host = loopbackHost(request);
    if (host === null) return forbidden('This server answers on the loopback address only');
    const method = request.method ?? 'GET';
    const isRead = method === 'GET' || method === 'HEAD';
    if (!isRead && isForeign(request, host)) return forbidden('The request came from a page of another site');
    const url = requestUrl(request, host);
    if (url === null) return BAD_REQUEST;
    const body = isRead ? '' : await readBody(request, BODY_LIMIT);
    if (body === null) return TOO_LARGE;
    if (url.pathname !== '/fhir' && !url.pathname.startsWith('/fhir/'))
      return pages({ method: method === 'HEAD' ? 'GET' : method, url, body, headers: request.headers });
    return fhir({
      method,
      path: trimSlashes(url.pathname.slice('/fhir'.length)),
      query: url.searchParams,
      headers: request.headers,
      body,
      baseUrl: `http://${host}/fhir`,
    });
  };

  // A client that goes by the portal's clock must not be told the machine's.
  answerRequests(server, async (request) => {
    const reply = await answer(request);
    return { ...reply, headers: { ...reply.headers, Date: new Date(options.now()).toUTCString() } };
  });
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    fhirUrl: `${url}fhir`,
    port,
    filledAt: store.filledAt,
    async stop() {
      await close(server);
      store.close();
    },
  };
}

const TOO_LARGE: Reply = { ...tooLarge(), headers: { ...tooLarge().headers, Connection: 'close' } };

const trimSlashes = (path: string): string => path.replace(/^\/+|\/+$/g, '');
