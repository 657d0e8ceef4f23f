import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, BundleEntry, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { onTestFinished } from 'vitest';
import {
  type PortalServer,
  type PortalServerOptions,
  startPortalServer,
} from '../../../src-demo/portal/server.ts';

export const PRACTICE = { name: 'Testville Clinic', phone: '(312) 555-0100', zone: 'America/Chicago' };

/** Mon, Nov 23, 2026, 10:00 AM in Chicago. */
export const NOON = Date.parse('2026-11-23T16:00:00Z');

/** A directory that goes away with the test. */
export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'reslot-portal-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A portal on a free port that stops with the test. */
export async function startPortal(options: Partial<PortalServerOptions> = {}): Promise<PortalServer> {
  const started = await startPortalServer({
    dataDir: null,
    port: 0,
    now: () => NOON,
    practice: PRACTICE,
    ...options,
  });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopped ??= started.value.stop();
    return stopped;
  };
  onTestFinished(stop);
  return { ...started.value, stop };
}

export interface Answer<T extends Resource> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** One FHIR request; `url` is relative to the base or absolute. */
export async function fhir<T extends Resource = Resource>(
  portal: PortalServer,
  method: string,
  url: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<T>> {
  const response = await fetch(url.startsWith('http') ? url : `${portal.fhirUrl}/${url}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const parsed: T = await response.json();
  return { status: response.status, headers: response.headers, body: parsed };
}

export const transaction = (...entry: BundleEntry[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry,
});

export const outcomeText = (body: Resource): string =>
  body.resourceType === 'OperationOutcome'
    ? (body satisfies OperationOutcome).issue
        .map((issue) => issue.details?.text ?? issue.diagnostics ?? '')
        .join('; ')
    : `not an OperationOutcome but ${body.resourceType}`;
