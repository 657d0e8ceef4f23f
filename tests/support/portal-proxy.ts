import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface SeenRequest {
  readonly method: string;
  /** Path and query below the FHIR base, without a leading slash. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What happens to one request. `null`: it goes to the portal. */
export type Fault =
  | null
  /** Answered here; the portal never sees it. */
  | {
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The portal does the work; the connection breaks before the answer. */
  | 'lose-answer'
  /** The connection breaks; the portal never sees it. */
  | 'break'
  /** Nobody ever answers; the connection ends with the test. */
  | 'hang'
  /** The portal's answer, cut in the middle. */
  | 'cut'
  /** The portal's answer as text, changed. */
  | { readonly rewrite: (text: string) => string };

export interface PortalProxy {
  /** The FHIR base a desk is given. */
  readonly fhirUrl: string;
  /** Every request, in the order of arrival. */
  readonly seen: SeenRequest[];
  /** The portal has answered, whatever becomes of its answer. */
  answered: (request: SeenRequest, status: number) => void;
  /** Decides on each request; faults may be async. */
  fault: (request: SeenRequest) => Fault | Promise<Fault>;
}

/** A real HTTP server between a desk and the portal, with faults on demand. Links of the portal lead through it. Ends with the test. */
export async function startPortalProxy(target: { readonly fhirUrl: string }): Promise<PortalProxy> {
  const proxy = await openPortalProxy(target);
  onTestFinished(proxy.close);
  return proxy;
}

/** The same outside a test: whoever makes it closes it. */
export async function openPortalProxy(target: {
  readonly fhirUrl: string;
}): Promise<PortalProxy & { close(): Promise<void> }> {
  const seen: SeenRequest[] = [];
  const proxy: Pick<PortalProxy, 'fault' | 'answered'> = { fault: () => null, answered: () => {} };
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString();
    const path = (incoming.url ?? '').replace(/^\/fhir\/?/, '');
    const request: SeenRequest = { method: incoming.method ?? '', path, headers: incoming.headers, body };
    seen.push(request);
    const fault = await proxy.fault(request);
    if (fault === 'hang') return;
    if (fault === 'break') {
      incoming.socket.destroy();
      return;
    }
    if (fault !== null && typeof fault === 'object' && 'status' in fault) {
      response.writeHead(fault.status, { 'content-type': 'application/fhir+json', ...fault.headers });
      response.end(fault.body ?? '');
      return;
    }
    const answer = await forward(target.fhirUrl, incoming, body);
    proxy.answered(request, answer.status);
    if (fault === 'lose-answer') {
      incoming.socket.destroy();
      return;
    }
    const { 'transfer-encoding': _chunked, 'content-length': length, ...headers } = answer.headers;
    if (fault === 'cut') {
      response.writeHead(answer.status, headers);
      response.end(answer.body.slice(0, answer.body.length / 2));
      return;
    }
    const text = fault === null ? answer.body : fault.rewrite(answer.body);
    response.writeHead(answer.status, {
      ...headers,
      ...(fault === null ? { 'content-length': length } : {}),
    });
    response.end(text);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(proxy, {
    fhirUrl: `http://127.0.0.1:${port}/fhir`,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

interface Forwarded {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** With the client's own Host, so that the links in the answer lead back here. */
function forward(fhirUrl: string, incoming: IncomingMessage, body: string): Promise<Forwarded> {
  const target = new URL(fhirUrl);
  return new Promise((resolve, reject) => {
    const upstream = httpRequest(
      {
        host: target.hostname,
        port: target.port,
        method: incoming.method,
        path: incoming.url,
        headers: incoming.headers,
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    upstream.on('error', reject);
    upstream.end(body);
  });
}
