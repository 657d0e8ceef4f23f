import { request as httpRequest } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificate.ts';

/** An HTTPS server in front of the portal, as a practice's has; the portal's own links lead through here. */
export interface EncryptedDoor {
  readonly port: number;
  close(): void;
}

export async function startEncryptedDoor(
  portalPort: number,
  { key, cert }: Certificate,
): Promise<EncryptedDoor> {
  const server = createServer({ key, cert }, (incoming, response) => {
    const { method, url, headers } = incoming;
    const here = headers.host ?? '';
    const onward = httpRequest(
      {
        host: '127.0.0.1',
        port: portalPort,
        method,
        path: url,
        headers: { ...headers, 'accept-encoding': '' },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const { 'content-length': _, 'transfer-encoding': __, ...rest } = answer.headers;
          const text = Buffer.concat(chunks).toString().replaceAll(`http://${here}/`, `https://${here}/`);
          response.writeHead(answer.statusCode ?? 502, rest);
          response.end(text);
        });
      },
    );
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
