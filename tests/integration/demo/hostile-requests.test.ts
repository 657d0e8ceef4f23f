import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startMailboxServer } from '../../../src-demo/mailbox/server.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { rawRequest, sendRaw } from '../../support/raw-requests.ts';
import { NOON, startPortal } from './portal-support.ts';

vi.setConfig({ testTimeout: 90_000 });

async function startMailbox() {
  const started = await startMailboxServer({
    dataDir: null,
    httpPort: 0,
    smtpPort: 0,
    now: () => NOON,
    zone: 'America/Chicago',
  });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  onTestFinished(() => started.value.stop());
  return started.value;
}

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;
const portOf = (url: string): number => Number(new URL(url).port);

/** Errors that nobody caught end a worker; here they would end the test's process. */
const servers = {
  portal: async () => (await startPortal()).url,
  mailbox: async () => (await startMailbox()).url,
};

describe.each(Object.entries(servers))('the %s', (_name, start) => {
  it.each(['//', '//evil.example', '///', '/%', '/\\', '/%E0%A4%A', '//:99999'])(
    'answers the path %s, which a page may send the browser to, and goes on',
    async (path) => {
      const url = await start();
      const answer = await sendRaw(
        portOf(url),
        Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${portOf(url)}\r\nConnection: close\r\n\r\n`),
        false,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 (200|303|400|403|404) /);
      expect(await statusOf(url)).toBe(200);
    },
  );

  it('goes on whatever bytes are sent, and whenever the connection breaks', async () => {
    const url = await start();
    await fc.assert(
      fc.asyncProperty(rawRequest(portOf(url)), fc.boolean(), async (bytes, breaks) => {
        await sendRaw(portOf(url), bytes, breaks);
      }),
      { numRuns: 200 },
    );
    expect(await statusOf(url)).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['a page of another site', { Origin: 'https://evil.example' }],
    ['a page on another port', { Origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { Origin: 'null' }],
    ['a page of an older browser', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a name that was made to point here', { Host: 'evil.example' }],
  ])('refuses what %s would change', async (_who, headers) => {
    const url = await start();
    for (const [method, path] of [
      ['POST', '/patients/patient-001/requests/x/withdraw'],
      ['POST', '/fhir/Task'],
      ['PUT', '/fhir/Task/1'],
      ['DELETE', '/api/messages'],
    ] as const) {
      const lines = { Host: new URL(url).host, 'Content-Length': '0', Connection: 'close', ...headers };
      const request = [`${method} ${path} HTTP/1.1`, ...Object.entries(lines).map((pair) => pair.join(': '))];
      const answer = await sendRaw(portOf(url), Buffer.from(`${request.join('\r\n')}\r\n\r\n`), false);
      expect([method, path, answer.slice(0, 12)]).toEqual([method, path, 'HTTP/1.1 403']);
    }
  });
});

it('the mail server goes on whatever is said to it, and so do the pages that show what it took', async () => {
  const mailbox = await startMailbox();
  const { port } = mailbox.smtp;
  const text = fc.string({ unit: anyCharacter, maxLength: 60 });
  const command = fc.oneof(
    fc.constantFrom(
      'EHLO me',
      'MAIL FROM:<a@example.com>',
      'RCPT TO:<b@example.com>',
      'RCPT TO:<bounce@example.com>',
      'DATA',
      'RSET',
      'AUTH PLAIN ====',
      'STARTTLS',
      'BDAT 5',
      'VRFY',
      '\0',
      '.',
    ),
    text,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 8 }), fc.boolean(), async (commands, breaks) => {
      await sendRaw(port, Buffer.from(`${commands.join('\r\n')}\r\n`), breaks, 'greeted');
    }),
    { numRuns: 60 },
  );
  const transport = createTransport({ ...mailbox.smtp, secure: false });
  onTestFinished(() => transport.close());
  const header = fc.constantFrom(
    'Subject: =?utf-8?Q?=ZZ?=',
    'Content-Type: multipart/mixed; boundary=""',
    'Content-Type: multipart/mixed; boundary="b"',
    'Content-Type: text/calendar; method=\0',
    'Content-Type: text/html; charset=nonsense',
    'Content-Transfer-Encoding: base64',
    'From: <<<>>>',
    'Message-ID: ',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(header, text), { maxLength: 6 }), text, async (headers, body) => {
      const message = [...headers, '', '--b', body, 'BEGIN:VEVENT', `DTSTART${body}:2026`, ''];
      await transport.sendMail({
        envelope: { from: 'a@example.com', to: 'b@example.com' },
        raw: message.join('\r\n'),
      });
    }),
    { numRuns: 60 },
  );
  const messages: { id: string }[] = await (await fetch(`${mailbox.url}api/messages`)).json();
  expect(messages.length).toBeGreaterThanOrEqual(60);
  for (const { id } of messages)
    for (const path of [`messages/${id}`, `messages/${id}/source`])
      expect([path, await statusOf(`${mailbox.url}${path}`)]).toEqual([path, 200]);
});
