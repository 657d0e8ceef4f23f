import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createSmtpMailer, type SmtpOptions } from '../../../src-main/adapters/smtp-mailer.ts';
import { composeEmail } from '../../../src-main/mail/compose.ts';
import type { OutgoingMail } from '../../../src-main/ports.ts';
import { selfSignedCertificate } from '../../support/certificate.ts';
import { emailContext, intentOf } from '../../support/mail.ts';
import {
  type Behaviour,
  closedPort,
  startRawServer,
  startTestSmtp,
  type TestSmtp,
} from '../../support/smtp-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function smtp(behaviour: Behaviour = {}, server = {}): Promise<TestSmtp> {
  const started = await startTestSmtp({ behaviour, server });
  open.push(started);
  return started;
}

function mailer(port: number, change: Partial<SmtpOptions> = {}) {
  return createSmtpMailer({
    host: '127.0.0.1',
    port,
    security: 'none',
    user: '',
    password: null,
    fromName: 'Lakeside Clinic',
    fromAddress: 'desk@lakeside.example.org',
    ...change,
  });
}

/** Encryption for the server; by STARTTLS, signing in is not offered before it. */
function encrypted(security: 'starttls' | 'tls', certificate: { key: string; cert: string }) {
  return { ...certificate, disabledCommands: [], secure: security === 'tls', allowInsecureAuth: false };
}

const approved = composeEmail(intentOf('approved'), emailContext());
const mail: OutgoingMail = {
  messageId: '<0001@lakeside.example.org>',
  to: { name: 'Maria Alvarez', address: 'maria.alvarez@example.org' },
  ...approved,
};

it('sends text, HTML and calendar as a mail program reads them', async () => {
  const server = await smtp();
  expect(await mailer(server.port).deliver(mail)).toEqual({ kind: 'accepted' });
  const [message] = server.messages;
  expect(server.messages).toHaveLength(1);
  expect(message?.messageId).toBe('<0001@lakeside.example.org>');
  expect(message?.from?.value).toEqual([{ name: 'Lakeside Clinic', address: 'desk@lakeside.example.org' }]);
  expect(message?.to).toMatchObject({
    value: [{ name: 'Maria Alvarez', address: 'maria.alvarez@example.org' }],
  });
  expect(message?.subject).toBe(approved.subject);
  expect(message?.text).toBe(approved.text);
  expect(message?.html).toBe(approved.html);
  expect(message?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(
    message?.attachments.map((part) => [part.contentType, part.filename, part.content.toString('utf8')]),
  ).toEqual([
    ['text/calendar', undefined, approved.calendar?.ics],
    ['application/ics', 'appointment.ics', approved.calendar?.ics],
  ]);
  expect(server.sources[0]).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/);
});

it('sends no calendar part where there is none', async () => {
  const server = await smtp();
  const { calendar, ...denied } = composeEmail(intentOf('denied'), emailContext());
  await mailer(server.port).deliver({ ...mail, ...denied, calendar });
  expect(server.messages[0]?.attachments).toEqual([]);
  expect(server.sources[0]).not.toMatch(/calendar/i);
});

it('carries names in any script, and long ones', async () => {
  const server = await smtp();
  const name = `Żaneta "Zu" O'Brien, דנה 👩‍⚕️ ${'lang '.repeat(40)}`.trim();
  const subject = `Your appointment is cancelled - ${'Praxis Größe 🏥 '.repeat(15)}`.trim();
  expect(await mailer(server.port).deliver({ ...mail, to: { ...mail.to, name }, subject })).toEqual({
    kind: 'accepted',
  });
  expect(server.messages[0]?.to).toMatchObject({ value: [{ name, address: 'maria.alvarez@example.org' }] });
  expect(server.messages[0]?.subject).toBe(subject);
});

it('writes nothing of a name or subject as a header of its own', async () => {
  const server = await smtp();
  const inject = 'x\r\nBcc: spy@example.org\r\nX-Evil: 1';
  await mailer(server.port).deliver({ ...mail, to: { ...mail.to, name: inject }, subject: inject });
  const headers = server.messages[0]?.headers;
  expect([headers?.has('bcc'), headers?.has('x-evil')]).toEqual([false, false]);
});

it.each([
  '',
  'nobody',
  'a@b@c',
  'a@example.org, b@example.org',
  'a@example.org\r\nBcc: b@example.org',
  '<a@example.org>',
  'mailto:a@example.org',
])('does not try %j as an address', async (address) => {
  const server = await smtp();
  expect(await mailer(server.port).deliver({ ...mail, to: { name: '', address } })).toEqual({
    kind: 'refused',
    what: 'recipient',
    detail: 'This is not an e-mail address.',
  });
  expect(server.messages).toHaveLength(0);
});

/** A mail server that agrees to everything; `heard` gives what it was told. */
async function agreeingServer(): Promise<{ port: number; heard: () => string }> {
  let heard = '';
  const server = await startRawServer((socket) => {
    let inMessage = false;
    socket.write('220 mail.example ESMTP\r\n');
    socket.on('data', (chunk) => {
      heard += chunk.toString('utf8');
      if (inMessage && !heard.endsWith('\r\n.\r\n')) return;
      inMessage = heard.endsWith('DATA\r\n');
      socket.write(inMessage ? '354 go on\r\n' : '250 fine\r\n');
    });
  });
  open.push(server);
  return { port: server.port, heard: () => heard };
}

it.each([
  '"john smith"@mail.example',
  '"a@b"@mail.example',
  '"x\\"y"@mail.example',
  "o'neil+visits&co?@mail.example",
  'joerg@xn--bcher-kva.example',
])('delivers to %s as it stands', async (address) => {
  const server = await agreeingServer();
  expect(await mailer(server.port).deliver({ ...mail, to: { ...mail.to, address } })).toEqual({
    kind: 'accepted',
  });
  expect(server.heard()).toContain(`\r\nRCPT TO:<${address}>\r\n`);
  expect(server.heard()).toContain(`\r\nTo: Maria Alvarez <${address}>\r\n`);
  expect(server.heard()).not.toMatch(/[^\p{ASCII}]/u);
});

describe('an address in other letters', () => {
  const to = { name: 'Jörg Sample', address: 'jörg@bücher.example' };

  it('goes to no server that does not offer SMTPUTF8', async () => {
    for (const offered of [
      '',
      '250-8BITMIME\r\n',
      '250-XSMTPUTF8\r\n',
      '250-AUTH SMTPUTF8\r\n',
      '250-SMTPUTF8X\r\n',
    ]) {
      const heard: string[] = [];
      const server = await startRawServer((socket) => {
        socket.write('220 mail.example ESMTP\r\n');
        socket.on('data', (chunk) => {
          heard.push(chunk.toString('utf8'));
          socket.write(`250-mail.example\r\n${offered}250 SIZE 1000000\r\n`);
        });
      });
      open.push(server);
      const answer = await mailer(server.port).deliver({ ...mail, to });
      expect(answer).toMatchObject({ kind: 'refused', what: 'recipient' });
      expect(answer).toMatchObject({ detail: expect.stringMatching(/^This address cannot be mailed: /) });
      expect(heard.join('')).toMatch(/^EHLO [^\r\n]*\r\n$/);
    }
  });

  it.each(['starttls', 'tls'] as const)('nor after a sign-in, encrypted (%s)', async (security) => {
    const certificate = selfSignedCertificate();
    const server = await smtp({}, { ...encrypted(security, certificate), hideSMTPUTF8: true });
    const trusted = getCACertificates('default');
    try {
      setDefaultCACertificates([certificate.cert]);
      const options = { security, user: 'desk', password: 'x' };
      expect(await mailer(server.port, options).deliver({ ...mail, to })).toMatchObject({
        kind: 'refused',
        what: 'recipient',
      });
      expect(server.messages).toHaveLength(0);
    } finally {
      setDefaultCACertificates(trusted);
    }
  });

  it('goes to one that does, as RFC 6531 has it', async () => {
    const heard: string[] = [];
    const server = await smtp(
      {},
      {
        onMailFrom(address: { args: object }, _session: unknown, callback: () => void) {
          heard.push(JSON.stringify(address.args));
          callback();
        },
      },
    );
    expect(await mailer(server.port).deliver({ ...mail, to })).toEqual({ kind: 'accepted' });
    expect(heard).toEqual([expect.stringMatching(/"SMTPUTF8":true/)]);
    expect(heard[0]).toMatch(/"BODY":"8BITMIME"/);
    expect(server.sources[0]).toMatch(/^To: .*<jörg@(bücher|xn--bcher-kva)\.example>/m);
    expect(server.messages[0]?.attachments[0]?.content.toString('utf8')).toBe(approved.calendar?.ics);
  });
});

describe('what the server says decides', () => {
  it.each<[string, Behaviour, object]>([
    [
      'an unknown recipient',
      { recipient: () => ({ code: 550, words: '5.1.1 <maria.alvarez@example.org>: user unknown' }) },
      { kind: 'refused', what: 'recipient', detail: '550 5.1.1 <(address)>: user unknown' },
    ],
    [
      'greylisting',
      { recipient: () => ({ code: 450, words: '4.2.0 come back later' }) },
      { kind: 'try-later', scope: 'message', detail: '450 4.2.0 come back later' },
    ],
    [
      'a message taken for spam',
      { message: { code: 554, words: '5.7.1 looks like spam' } },
      { kind: 'refused', what: 'message', detail: '554 5.7.1 looks like spam' },
    ],
    [
      'a full disk of the server',
      { message: { code: 452, words: '4.3.1 no space' } },
      { kind: 'try-later', scope: 'message', detail: '452 4.3.1 no space' },
    ],
    [
      'a sender it does not let in',
      { sender: { code: 553, words: '5.7.1 not your address' } },
      { kind: 'refused', what: 'message', detail: '553 5.7.1 not your address' },
    ],
    [
      'a server that wants a sign-in',
      { sender: { code: 530, words: '5.7.0 authentication required' } },
      { kind: 'sign-in-failed', detail: '530 5.7.0 authentication required' },
    ],
    [
      'a server about to close',
      { recipient: () => ({ code: 421, words: '4.3.2 shutting down' }) },
      { kind: 'try-later', detail: '421 4.3.2 shutting down' },
    ],
  ])('%s', async (_name, behaviour, answer) => {
    const server = await smtp(behaviour);
    expect(await mailer(server.port).deliver(mail)).toEqual(answer);
  });
});

describe('sign-in', () => {
  it('is done with the name and password given', async () => {
    const server = await smtp();
    expect(await mailer(server.port, { user: 'desk', password: 'pass word' }).deliver(mail)).toEqual({
      kind: 'accepted',
    });
    expect(server.signIns).toEqual([{ user: 'desk', password: 'pass word', secure: false }]);
  });

  it('refused by the server', async () => {
    const server = await smtp({
      signIn: { code: 535, words: '5.7.8 wrong password for desk@lakeside.example.org' },
    });
    expect(await mailer(server.port, { user: 'desk', password: 'x' }).deliver(mail)).toEqual({
      kind: 'sign-in-failed',
      detail: '535 5.7.8 wrong password for (address)',
    });
    expect(server.messages).toHaveLength(0);
  });

  it('that the server cannot check at the moment is tried later', async () => {
    const server = await smtp({ signIn: { code: 454, words: '4.7.0 temporary failure' } });
    expect(await mailer(server.port, { user: 'desk', password: 'x' }).deliver(mail)).toEqual({
      kind: 'try-later',
      detail: '454 4.7.0 temporary failure',
    });
  });

  it('without a password fails, and nothing is sent', async () => {
    const server = await smtp();
    expect(await mailer(server.port, { user: 'desk', password: null }).deliver(mail)).toMatchObject({
      kind: 'sign-in-failed',
    });
    expect([server.signIns, server.messages]).toEqual([[], []]);
  });

  it('is not skipped when the server offers none', async () => {
    const server = await smtp({}, { disabledCommands: ['AUTH', 'STARTTLS'] });
    expect(await mailer(server.port, { user: 'desk', password: 'x' }).deliver(mail)).toMatchObject({
      kind: 'sign-in-failed',
    });
    expect(server.messages).toHaveLength(0);
  });
});

describe('encryption', () => {
  it('asked for by STARTTLS and not offered: nothing is sent, least of all the password', async () => {
    const server = await smtp();
    const answer = await mailer(server.port, { security: 'starttls', user: 'desk', password: 'x' }).deliver(
      mail,
    );
    expect(answer).toMatchObject({ kind: 'try-later' });
    expect([server.signIns, server.messages]).toEqual([[], []]);
  });

  it.each(['starttls', 'tls'] as const)(
    '%s with a certificate nobody vouches for: nothing is sent',
    async (security) => {
      const server = await smtp({}, encrypted(security, selfSignedCertificate()));
      const answer = await mailer(server.port, { security, user: 'desk', password: 'x' }).deliver(mail);
      expect(answer).toEqual({ kind: 'certificate', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
      expect([server.signIns, server.messages]).toEqual([[], []]);
    },
  );

  it.each(['starttls', 'tls'] as const)(
    '%s with a certificate that is trusted: signs in and sends',
    async (security) => {
      const certificate = selfSignedCertificate();
      const trusted = getCACertificates('default');
      try {
        setDefaultCACertificates([certificate.cert]);
        const server = await smtp({}, encrypted(security, certificate));
        const answer = await mailer(server.port, { security, user: 'desk', password: 'x' }).deliver(mail);
        expect(answer).toEqual({ kind: 'accepted' });
        expect(server.signIns).toEqual([{ user: 'desk', password: 'x', secure: true }]);
        expect(server.messages).toHaveLength(1);
      } finally {
        setDefaultCACertificates(trusted);
      }
    },
  );
});

describe('a server that is not there, or stops answering', () => {
  it('connection refused', async () => {
    const answer = await mailer(await closedPort()).deliver(mail);
    expect(answer).toMatchObject({ kind: 'try-later', detail: expect.stringContaining('ECONNREFUSED') });
    expect(answer).not.toHaveProperty('scope');
  });

  it('unknown host', async () => {
    const answer = await mailer(25, { host: 'mail.invalid', timeoutMs: 3000 }).deliver(mail);
    expect(answer).toMatchObject({ kind: 'try-later' });
    expect(answer).not.toHaveProperty('scope');
  });

  it('no greeting', async () => {
    const server = await startRawServer(() => {});
    open.push(server);
    const answer = await mailer(server.port, { timeoutMs: 150 }).deliver(mail);
    expect(answer).toMatchObject({ kind: 'try-later' });
    expect(answer).not.toHaveProperty('scope');
  });

  it('closes at once', async () => {
    const server = await startRawServer((socket) => socket.destroy());
    open.push(server);
    const answer = await mailer(server.port).deliver(mail);
    expect(answer).toMatchObject({ kind: 'try-later' });
    expect(answer).not.toHaveProperty('scope');
  });

  it('refuses everybody at the door', async () => {
    const server = await startRawServer((socket) => socket.end('554 5.3.2 no service here\r\n'));
    open.push(server);
    expect(await mailer(server.port).deliver(mail)).toEqual({
      kind: 'try-later',
      detail: '554 5.3.2 no service here',
    });
  });

  it('is no mail server', async () => {
    const server = await startRawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    open.push(server);
    expect(await mailer(server.port).deliver(mail)).toMatchObject({ kind: 'try-later' });
  });

  it('keeps sending a byte now and then: the overall limit ends it', async () => {
    const server = await startRawServer((socket) => {
      const drip = setInterval(() => socket.write('2'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    open.push(server);
    expect(await mailer(server.port, { timeoutMs: 200 }).deliver(mail)).toMatchObject({ kind: 'try-later' });
  });

  it.each([
    // Long enough for a slow machine to come as far as the message.
    ['hang', 3000],
    ['drop', undefined],
  ] as const)('takes the message and then does this: %s', async (message, timeoutMs) => {
    const server = await smtp({ message });
    const limit = timeoutMs === undefined ? {} : { timeoutMs };
    expect(await mailer(server.port, limit).deliver(mail)).toMatchObject({
      kind: 'try-later',
      scope: 'message',
    });
  });
});
