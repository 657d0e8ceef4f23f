import { badRequest, notFound } from '@medplum/core';
import type { OperationOutcome } from '@medplum/fhirtypes';
import { isPortalResourceType } from './resource-types.ts';

/** One interaction, as an HTTP request or as an entry of a Bundle. `path` is relative to the FHIR base, no slash. */
export interface Interaction {
  readonly method: string;
  readonly path: string;
  readonly ifMatch: string | undefined;
}

const ROUTES: readonly { readonly method: string; readonly path: RegExp }[] = [
  { method: 'GET', path: /^[A-Za-z]+$/ },
  { method: 'GET', path: /^[A-Za-z]+\/[^/]+$/ },
  { method: 'GET', path: /^[A-Za-z]+\/[^/]+\/_history(\/[^/]+)?$/ },
  { method: 'POST', path: /^[A-Za-z]+$/ },
  { method: 'PUT', path: /^[A-Za-z]+\/[^/]+$/ },
];

const methodNotAllowed: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: 'not-supported',
      details: { text: 'This portal does not support that interaction' },
    },
  ],
};

/** An interaction this portal will not start: the status to answer with, and why. */
export interface Refusal {
  readonly status: number;
  readonly outcome: OperationOutcome;
}

/** Checks what the router leaves unchecked: it takes an `If-Match` it cannot read for none, and knows every type. */
export function refuseInteraction(interaction: Interaction): Refusal | null {
  const type = interaction.path.split('/')[0] ?? '';
  if (!isPortalResourceType(type)) return { status: 404, outcome: notFound };
  const routes = ROUTES.filter((route) => route.path.test(interaction.path));
  if (routes.length === 0) return { status: 404, outcome: notFound };
  if (!routes.some((route) => route.method === interaction.method))
    return { status: 405, outcome: methodNotAllowed };
  if (interaction.ifMatch !== undefined && !/^(W\/)?"[^"]+"$/.test(interaction.ifMatch))
    return { status: 400, outcome: badRequest(`If-Match is not an entity tag: ${interaction.ifMatch}`) };
  return null;
}

/** The same for a Bundle to be processed (FHIR R4 http, section 3.1.0.11): the first entry that is refused refuses it. */
export function refuseBundle(bundle: unknown): Refusal | null {
  if (!isRecord(bundle) || bundle.resourceType !== 'Bundle') return bad('A Bundle is expected');
  if (bundle.type !== 'transaction' && bundle.type !== 'batch')
    return bad('Bundle.type must be transaction or batch');
  const entries: unknown = bundle.entry;
  if (!Array.isArray(entries) || entries.length === 0) return bad('The Bundle has no entries');
  for (const [index, entry] of entries.entries()) {
    const refusal = refuseEntry(entry, `Bundle.entry[${index}]`);
    if (refusal) return refusal;
  }
  return null;
}

function refuseEntry(entry: unknown, where: string): Refusal | null {
  const request = isRecord(entry) ? entry.request : undefined;
  if (!isRecord(entry) || !isRecord(request)) return bad(`${where} has no request`);
  const { method, url, ifMatch } = request;
  if (typeof method !== 'string' || typeof url !== 'string')
    return bad(`${where}.request needs method and url`);
  if (ifMatch !== undefined && typeof ifMatch !== 'string')
    return bad(`${where}.request.ifMatch must be a string`);
  const [path = '', query] = url.split('?');
  const refusal = refuseInteraction({ method, path, ifMatch });
  if (refusal) return refusal;
  if (method === 'GET') return null;
  if (query !== undefined) return bad(`${where}: conditional updates are not supported`);
  const resource = entry.resource;
  if (!isRecord(resource)) return bad(`${where} has no resource`);
  if (resource.resourceType !== path.split('/')[0])
    return bad(`${where}: the resource is of another type than the url`);
  return null;
}

const bad = (text: string): Refusal => ({ status: 400, outcome: badRequest(text) });

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
