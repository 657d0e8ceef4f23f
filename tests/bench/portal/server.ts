// A FHIR server for the benchmarks, in a process of its own: what it stores is JSON text already, so that its time hardly counts.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appointmentBody, clinicBodies, type Resource, type Shape } from './clinic.ts';

/** What the benchmark asks of it. */
export type Order =
  | { readonly fill: Shape }
  /** So many appointments are moved, each a quarter of an hour later. */
  | { readonly change: number };

interface Stored {
  readonly type: string;
  readonly id: string;
  version: number;
  updatedMs: number;
  body: Resource;
  text: string;
}

const resources = new Map<string, Stored>();
/** Of each type in the order of `meta.lastUpdated`; what has been changed since stands further behind, too. */
const lines = new Map<string, { readonly stored: Stored; readonly version: number; readonly at: number }[]>();
let clock = Date.now() - 3_600_000;
let created = 0;

function store(type: string, id: string, body: Resource): Stored {
  const key = `${type}/${id}`;
  clock = Math.max(clock + 1, resources.size > 0 && filled ? Date.now() : 0);
  const version = (resources.get(key)?.version ?? 0) + 1;
  const meta = { ...body.meta, versionId: String(version), lastUpdated: new Date(clock).toISOString() };
  const whole: Resource = { ...body, id, meta };
  const stored = resources.get(key) ?? { type, id, version, updatedMs: clock, body: whole, text: '' };
  Object.assign(stored, { version, updatedMs: clock, body: whole, text: JSON.stringify(whole) });
  resources.set(key, stored);
  const line = lines.get(type) ?? [];
  lines.set(type, line);
  line.push({ stored, version, at: clock });
  return stored;
}

let filled = false;

function search(type: string, query: URLSearchParams, origin: string): string {
  const line = lines.get(type) ?? [];
  const bound = query.get('_lastUpdated');
  const place = query.get('_place');
  const from = place === null ? placeOf(line, bound) : Number(place);
  const count = Number(query.get('_count') ?? 50);
  const entries: string[] = [];
  let at = from;
  for (; at < line.length && entries.length < count; at += 1) {
    const one = line[at];
    if (one && one.stored.version === one.version)
      entries.push(`{"resource":${one.stored.text},"search":{"mode":"match"}}`);
  }
  const link =
    at < line.length
      ? [{ relation: 'next', url: `${origin}/fhir/${type}?_place=${at}&_count=${count}` }]
      : [];
  const total = query.get('_total') === 'accurate' ? `"total":${line.length},` : '';
  return `{"resourceType":"Bundle","type":"searchset",${total}"link":${JSON.stringify(link)},"entry":[${entries.join(',')}]}`;
}

/** The first that is later than the bound, or as late (`ge`). */
function placeOf(line: readonly { readonly at: number }[], bound: string | null): number {
  if (bound === null) return 0;
  const instant = Date.parse(bound.slice(2));
  const least = bound.startsWith('gt') ? instant + 1 : instant;
  let [low, high] = [0, line.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((line[middle]?.at ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Entry {
  readonly resource: Resource;
  readonly request: { readonly method: string; readonly url: string; readonly ifMatch?: string };
}

function transaction(entries: readonly Entry[]): { readonly status: number; readonly text: string } {
  for (const { request } of entries)
    if (request.ifMatch && request.ifMatch !== `W/"${resources.get(request.url)?.version}"`)
      return { status: 412, text: outcome('conflict') };
  const answers = entries.map(({ resource, request }) => {
    const [type = '', id] = request.url.split('/');
    created += 1;
    const stored = store(type, id ?? `made-${created}`, resource);
    const status = request.method === 'PUT' ? '200 OK' : '201 Created';
    return `{"resource":${stored.text},"response":{"status":"${status}","etag":"W/\\"${stored.version}\\""}}`;
  });
  return {
    status: 200,
    text: `{"resourceType":"Bundle","type":"transaction-response","entry":[${answers.join(',')}]}`,
  };
}

const outcome = (code: string): string =>
  JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });

function answer(request: IncomingMessage, body: string): { readonly status: number; readonly text: string } {
  const url = new URL(request.url ?? '', `http://${request.headers.host}`);
  const [, , type = '', id, history] = url.pathname.split('/');
  if (request.method === 'POST') return transaction(JSON.parse(body).entry);
  if (id === undefined) return { status: 200, text: search(type, url.searchParams, url.origin) };
  const stored = resources.get(`${type}/${id}`);
  // Of what an answer was lost to: the version that stands tells whether it was applied.
  if (history !== undefined)
    return {
      status: 200,
      text: `{"resourceType":"Bundle","type":"history","entry":[${stored ? `{"resource":${stored.text}}` : ''}]}`,
    };
  return stored ? { status: 200, text: stored.text } : { status: 404, text: outcome('not-found') };
}

function obey(order: Order): void {
  if ('fill' in order) {
    for (const body of clinicBodies(order.fill)) store(body.resourceType, body.id, body);
    filled = true;
    return;
  }
  const line = (lines.get('Appointment') ?? []).slice(0, order.change);
  for (const { stored } of line) store('Appointment', stored.id, appointmentBody(stored.body, 15 * 60_000));
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { status, text } = answer(request, Buffer.concat(chunks).toString());
    response.writeHead(status, {
      'content-type': 'application/fhir+json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  });
});
// One that closes a connection just as it is used again has no place in a measurement.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', (order: Order) => {
  obey(order);
  process.send?.({ done: true });
});
process.on('disconnect', () => process.exit());
