import type { Bundle, Resource } from '@medplum/fhirtypes';
import { type PortalServer, startPortalServer } from '../../src-demo/portal/server.ts';
import type { PortalAnswer, PortalRequest } from '../../src-main/ports.ts';
import { furniture } from '../simulation/clinic.ts';
import type { InProcessPortal } from '../support/portal-in-process.ts';

/** The simulated clinic's portal behind real HTTP, and a way to it that nothing disturbs. */
export interface HttpPortal extends InProcessPortal {
  readonly fhirUrl: string;
  stop(): Promise<void>;
}

export async function startHttpPortal(now: () => number): Promise<HttpPortal> {
  const started = await startPortalServer({
    dataDir: null,
    port: 0,
    now,
    practice: { name: 'Testville Clinic', phone: '(312) 555-0100', zone: 'America/Chicago' },
    initial: { at: now(), resources: () => furniture(3) },
  });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  return reach(started.value);
}

function reach({ fhirUrl, stop }: PortalServer): HttpPortal {
  async function send({ method, url, body }: PortalRequest): Promise<PortalAnswer> {
    // A link to the next page is whole already.
    const response = await fetch(new URL(url, `${fhirUrl}/`), {
      method,
      headers: { 'content-type': 'application/fhir+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { kind: 'answer', status: response.status, body: await response.json(), retryAfterMs: null };
  }
  async function ask<T>(request: PortalRequest): Promise<T> {
    const answer = await send(request);
    if (answer.kind !== 'answer' || answer.status >= 300)
      throw new Error(`${request.method} ${request.url}: ${JSON.stringify(answer)}`);
    return answer.body as T;
  }
  return {
    fhirUrl,
    stop,
    send,
    put: (resource) => ask({ method: 'PUT', url: `${resource.resourceType}/${resource.id}`, body: resource }),
    post: (resource) => ask({ method: 'POST', url: resource.resourceType, body: resource }),
    async search<R extends Resource>(query: string) {
      const { entry = [] } = await ask<Bundle<R>>({ method: 'GET', url: query });
      return entry.flatMap(({ resource }) => resource ?? []);
    },
  };
}
