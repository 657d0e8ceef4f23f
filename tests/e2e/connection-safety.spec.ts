import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificateAuthority, issueCertificate, selfSignedCertificate } from '../support/certificate.ts';
import { startEncryptedDoor } from '../support/encrypted-door.ts';
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

test('the clinic’s own certificate authority, named in Settings, is believed until it is removed', async ({
  surroundings,
  desk,
}) => {
  const root = certificateAuthority('Hillside Root');
  const issuing = certificateAuthority('Hillside Issuing', { issuer: root });
  const door = await startEncryptedDoor(surroundings.portalPort, issueCertificate({ issuer: issuing }));
  try {
    const panel = await desk.openSettings('Portal connection');
    await panel.getByRole('radio', { name: 'FHIR server' }).check();
    await panel.getByRole('textbox', { name: 'Base URL' }).fill(`https://127.0.0.1:${door.port}/fhir`);
    const test = panel.getByRole('button', { name: 'Test connection' });
    const found = panel.getByRole('status', { name: 'Test connection' });
    await test.click();
    await expect(found).toContainText('name that authority in Settings, Portal connection');

    const group = panel.getByRole('group', { name: 'The clinic’s own certificate authority' });
    const file = group.getByLabel('File with the authority’s certificate');
    const named = group.getByRole('list', { name: 'Authorities named here' }).getByRole('listitem');
    const choose = async (text: string): Promise<void> =>
      file.setInputFiles({ name: 'hillside.pem', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await choose(root.key + root.cert);
    await expect(group.getByRole('status')).toContainText('This holds a private key');
    await choose(selfSignedCertificate().cert);
    await expect(group.getByRole('status')).toContainText(
      '127.0.0.1: This certificate is not an authority’s',
    );
    await expect(named).toHaveCount(0);
    await choose(root.cert + issuing.cert);
    await expect(named).toHaveCount(2);
    await expect(named.first()).toContainText(/Hillside Root.*Subject.*Issued by.*itself.*SHA-256/s);

    // Tried before it is saved.
    await test.click();
    await expect(found).toContainText('The portal has everything Reslot needs.');
    await desk.save(panel);
    await expectUpToDate(desk);

    await group.getByRole('button', { name: 'Remove Hillside Root' }).click();
    await group.getByRole('button', { name: 'Remove Hillside Issuing' }).click();
    await expect(named).toHaveCount(0);
    await desk.save(panel);
    await expect(desk.status).toHaveText('The portal’s certificate is not trusted: nothing was sent');

    // As text: what is pasted and not added is not forgotten.
    await group.getByRole('button', { name: 'Paste it as text …' }).click();
    const pasted = group.getByRole('textbox', { name: 'Certificate of the authority (PEM)' });
    await expect(pasted).toBeFocused();
    await pasted.fill(issuing.cert);
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(pasted).toHaveAccessibleDescription('Add this authority, or empty the field.');
    await group.getByRole('button', { name: 'Add authority' }).click();
    await expect(named).toHaveCount(1);
    await desk.save(panel);
    await expectUpToDate(desk);
  } finally {
    door.close();
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
