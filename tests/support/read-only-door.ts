import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CapabilityStatement } from '@medplum/fhirtypes';

export interface ReadOnlyDoor {
  readonly port: number;
  close(): void;
}

const outcome = (diagnostics: string) =>
  JSON.stringify({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', diagnostics }],
  });

/** Before a portal, and as a hospital's server: nothing is written, there are no requests, and visits are found by provider and date alone. */
export async function startReadOnlyDoor(portalPort: number): Promise<ReadOnlyDoor> {
  const server: Server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const answer = (status: number, body: string): void => {
      response.writeHead(status, { 'content-type': 'application/fhir+json' });
      response.end(body);
    };
    if (method !== 'GET') return answer(405, outcome('not supported'));
    if (/^\/fhir\/(?:Task|AppointmentResponse|Basic)\b/.test(url))
      return answer(404, outcome('no such type'));
    if (url.includes('?') && !/^\/fhir\/Appointment\?practitioner=[^&]+&date=/.test(url))
      return answer(400, outcome('one of practitioner and date is needed'));
    const given = await fetch(`http://127.0.0.1:${portalPort}${url}`);
    const text = await given.text();
    return answer(given.status, url.endsWith('/metadata') ? withoutWrites(JSON.parse(text)) : text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function withoutWrites(statement: CapabilityStatement): string {
  const rest = statement.rest?.map(({ interaction: _transactions, resource, ...one }) => ({
    ...one,
    resource: resource
      ?.filter(({ type }) => type !== 'Task' && type !== 'AppointmentResponse' && type !== 'Basic')
      .map((offered) => ({ ...offered, interaction: [{ code: 'read' }, { code: 'search-type' }] })),
  }));
  return JSON.stringify({ ...statement, rest });
}
