import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { peerIssuer } from '../../../src-main/adapters/peer-issuer.ts';
import { certificateProblem } from '../../../src-shared/certificate-problem.ts';
import { certificateAuthority, issueCertificate } from '../../support/certificate.ts';
import { startTestSmtp } from '../../support/smtp-server.ts';

const network = certificateAuthority('Gateway Root');
const { key, cert } = issueCertificate({ issuer: network });

async function serverWith(options: ServerOptions): Promise<URL> {
  const server = createServer(options, (_, response) => response.end('{}'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

/** What portal and mail server are to a program that has, or has not, been told to believe whom this computer believes. */
async function seen(portal: URL, smtpPort: number, trusting: boolean): Promise<unknown[]> {
  const directory = mkdtempSync(join(tmpdir(), 'reslot-system-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const system = join(directory, 'system.pem');
  writeFileSync(system, network.cert);
  const adapters = new URL('../../../src-main/adapters/', import.meta.url);
  const program = `
    import { trustThisComputer, trustOf } from '${new URL('trust.ts', adapters)}';
    import { createTrustingFetch } from '${new URL('trusting-fetch.ts', adapters)}';
    import { createSmtpMailer } from '${new URL('smtp-mailer.ts', adapters)}';
    if (${trusting}) trustThisComputer();
    const asked = async (fetch) => fetch(new URL('${portal}'), {}).then((answer) => answer.status, (error) => (error.cause ?? error).code);
    const mailer = createSmtpMailer({ host: '127.0.0.1', port: ${smtpPort}, security: 'tls', user: '', password: null, fromName: '', fromAddress: 'a@b.example' });
    const mail = await mailer.deliver({ messageId: '<1@b.example>', to: { name: '', address: 'c@d.example' }, subject: '', text: '', html: '', calendar: null });
    const other = trustOf([process.env.OTHER]);
    console.log(JSON.stringify([await asked(fetch), await asked(createTrustingFetch(other)), mail.kind]));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    // Where OpenSSL takes a Linux computer's authorities from.
    env: {
      ...process.env,
      SSL_CERT_FILE: system,
      SSL_CERT_DIR: directory,
      OTHER: certificateAuthority('Other').cert,
    },
  });
  return JSON.parse(stdout);
}

test('whom this computer believes is believed for portal and mail, beside an authority of the clinic’s own', async () => {
  const portal = await serverWith({ key, cert });
  const smtp = await startTestSmtp({ server: { key, cert, secure: true, disabledCommands: ['AUTH'] } });
  onTestFinished(smtp.close);
  const [first, second, mail] = await seen(portal, smtp.port, false);
  expect([certificateProblem(String(first)), certificateProblem(String(second)), mail]).toEqual([
    'issuer',
    'issuer',
    'certificate',
  ]);
  expect(await seen(portal, smtp.port, true)).toEqual([200, 200, 'accepted']);
});

test('who signed what is not believed is named, with and without the authority itself', async () => {
  const cut = await serverWith({ key, cert });
  expect(await peerIssuer(cut)).toEqual({ name: 'Gateway Root', inspects: false });
  const whole = await serverWith({ key, cert: cert + network.cert });
  expect(await peerIssuer(whole)).toEqual({ name: 'Gateway Root', inspects: false });
  const odd = certificateAuthority(`Zscaler\n${'x'.repeat(100)}`);
  const inspecting = await serverWith(issueCertificate({ issuer: odd }));
  expect(await peerIssuer(inspecting)).toEqual({ name: `Zscaler ${'x'.repeat(72)}`, inspects: true });
});

test('where nobody answers, nobody is named', async () => {
  const url = await serverWith({ key, cert });
  url.port = '1';
  expect(await peerIssuer(url)).toBeNull();
});
