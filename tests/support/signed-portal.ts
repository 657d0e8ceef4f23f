import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An HTTP server in front of the portal that lets in only who brings the token (RFC 6750). */
export interface SignedPortal {
  readonly port: number;
  /** What is asked for from now on; a token issued before is worth nothing any more. */
  demand(token: string): void;
  close(): void;
}

export async function startSignedPortal(portalPort: number, token: string): Promise<SignedPortal> {
  let demanded = token;
  const server = createServer((incoming, response) => {
    if (incoming.headers.authorization !== `Bearer ${demanded}`) {
      response.writeHead(401, {
        'Content-Type': 'application/fhir+json',
        'WWW-Authenticate': 'Bearer error="invalid_token"',
      });
      response.end(
        JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'login' }] }),
      );
      return;
    }
    // With the Host as it came: the portal's links lead through here.
    const { method, url, headers } = incoming;
    const onward = httpRequest(
      { host: '127.0.0.1', port: portalPort, method, path: url, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    demand(next) {
      demanded = next;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
