import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSignedCertificate } from '../support/certificate.ts';
import { connectPortal, expectUpToDate } from '../support/practice.ts';
import { expect, test } from '../support/practice-test.ts';
import { startSignedPortal } from '../support/signed-portal.ts';

test('a stored token is asked for again where the address leads elsewhere, and nothing goes there before', async ({
  surroundings,
  desk,
}) => {
  const door = await startSignedPortal(surroundings.portalPort, 'the-token');
  const received: string[] = [];
  const elsewhere = createHttpServer((request, response) => {
    received.push(request.url ?? '');
    response.end('{}');
  });
  const elsewherePort = await listening(elsewhere);
  try {
    await connectPortal(desk, door.port, 'the-token');
    await expectUpToDate(desk);
    const panel = await desk.openSettings('Portal connection');
    const address = panel.getByRole('textbox', { name: 'Base URL' });
    const stored = await address.inputValue();
    await expect(panel.getByText('A bearer token is stored.')).toBeVisible();

    await address.fill(`http://127.0.0.1:${elsewherePort}/fhir`);
    const token = panel.getByLabel('Bearer token', { exact: true });
    await expect(token).toHaveValue('');
    await expect(
      panel.getByText(`Enter it again: the stored one was entered for 127.0.0.1:${door.port}`),
    ).toBeVisible();
    for (const name of ['Test connection', 'Save']) {
      await panel.getByRole('button', { name, exact: true }).click();
      await expect(panel.getByText('Enter the bearer token.')).toBeVisible();
    }
    expect(received).toEqual([]);

    await address.fill('http://portal.example/fhir');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(address).toHaveAccessibleDescription(/not encrypted \(http\)/);

    // What leads to where it was entered for needs nothing.
    await address.fill(stored);
    await expect(panel.getByText('A bearer token is stored.')).toBeVisible();
  } finally {
    door.close();
    await closed(elsewhere);
  }
});

test('a certificate nobody vouches for is said, whatever the environment says, and nothing is sent', async ({
  desk,
}) => {
  const { key, cert } = selfSignedCertificate();
  const received: string[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    received.push(request.url ?? '');
    response.end('{}');
  });
  const port = await listening(server);
  try {
    const panel = await desk.openSettings('Portal connection');
    await panel.getByRole('textbox', { name: 'Base URL' }).fill(`https://127.0.0.1:${port}/fhir`);
    await panel.getByRole('button', { name: 'Test connection' }).click();
    const sentence = 'The server’s certificate is not trusted: nothing was sent.';
    await expect(panel.getByRole('status', { name: 'Test connection' })).toContainText(sentence);
    await desk.save(panel);
    await expect(desk.status).toHaveText('The portal’s certificate is not trusted: nothing was sent');
    expect(received).toEqual([]);
  } finally {
    await closed(server);
  }
});

async function listening(server: Server | HttpsServer): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}

function closed(server: Server | HttpsServer): Promise<unknown> {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
}
