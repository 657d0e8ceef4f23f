import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { calendarLines } from '../../../src-demo/mailbox/calendar-lines.ts';
import type { StoredMessage } from '../../../src-demo/mailbox/message-store.ts';
import {
  type MailboxServer,
  type MailboxServerOptions,
  startMailboxServer,
} from '../../../src-demo/mailbox/server.ts';
import { NOON, temporaryDirectory } from './portal-support.ts';

async function startMailbox(options: Partial<MailboxServerOptions> = {}): Promise<MailboxServer> {
  const started = await startMailboxServer({
    dataDir: null,
    httpPort: 0,
    smtpPort: 0,
    now: () => NOON,
    zone: 'America/Chicago',
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

async function send(mailbox: MailboxServer, message: SendMailOptions): Promise<void> {
  const transport = createTransport({ ...mailbox.smtp, secure: false });
  try {
    await transport.sendMail({
      from: 'Clinic <clinic@example.com>',
      subject: 'About your appointment',
      text: 'Hello',
      ...message,
    });
  } finally {
    transport.close();
  }
}

const messages = async (mailbox: MailboxServer, query = ''): Promise<StoredMessage[]> =>
  (await fetch(`${mailbox.url}api/messages${query}`)).json();

const ICS = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'METHOD:CANCEL',
  'BEGIN:VTIMEZONE',
  'TZID:America/Chicago',
  'BEGIN:STANDARD',
  'DTSTART:19701101T020000',
  'END:STANDARD',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'UID:u1@example',
  'SEQUENCE:2',
  'STATUS:CANCELLED',
  'DTSTART;TZID=America/Chicago:20261125T100000',
  'DTEND:20261125T163000Z',
  'SUMMARY:Appointment at Lakeside\\, Main',
  '  Street',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

test('a message is given parsed, with its calendar part, newest first, by recipient', async () => {
  const mailbox = await startMailbox();
  await send(mailbox, {
    to: 'Zoë <zoe@example.com>',
    messageId: '<one@example.com>',
    subject: 'Cancelled — Grüße',
    html: '<p style="color:red">Hi <script>alert(1)</script></p>',
    icalEvent: { method: 'CANCEL', content: ICS },
  });
  await send(mailbox, { to: 'other@example.com' });
  const [second, first] = await messages(mailbox);
  expect(first).toEqual({
    id: '1',
    messageId: '<one@example.com>',
    receivedAt: '2026-11-23T16:00:00.000Z',
    from: '"Clinic" <clinic@example.com>',
    to: ['zoe@example.com'],
    subject: 'Cancelled — Grüße',
    text: 'Hello',
    html: '<p style="color:red">Hi <script>alert(1)</script></p>',
    calendar: { method: 'CANCEL', ics: ICS },
  });
  expect(second).toMatchObject({ to: ['other@example.com'], html: null, calendar: null });
  expect((await messages(mailbox, '?to=ZOE@example.com')).map(({ id }) => id)).toEqual(['1']);
});

test('the page shows the message in a frame that runs nothing, and the calendar part in words', async () => {
  const mailbox = await startMailbox();
  await send(mailbox, {
    to: 'a@example.com',
    subject: '<b>bold</b>',
    html: '<p>"quoted"</p><script>alert(1)</script>',
    icalEvent: { method: 'CANCEL', content: ICS },
  });
  const list = await (await fetch(mailbox.url)).text();
  expect(list).toContain('&lt;b&gt;bold&lt;/b&gt;');
  expect(list).toContain('removes the appointment from the calendar');
  const page = await fetch(`${mailbox.url}messages/1`);
  const text = await page.text();
  expect(text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="');
  expect(text).not.toMatch(/<script|<b>/);
  expect(text).toContain('2026-11-25 10:00 (America/Chicago)');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await fetch(`${mailbox.url}messages/2`)).status).toBe(404);
  expect(await (await fetch(`${mailbox.url}messages/1/source`)).text()).toContain(
    'Content-Type: text/calendar',
  );
});

test('the calendar part is read from the event, not from the time zone’s own rules', () => {
  expect(calendarLines(ICS)).toEqual([
    { name: 'METHOD', value: 'CANCEL' },
    { name: 'UID', value: 'u1@example' },
    { name: 'SEQUENCE', value: '2' },
    { name: 'STATUS', value: 'CANCELLED' },
    { name: 'DTSTART', value: '2026-11-25 10:00 (America/Chicago)' },
    { name: 'DTEND', value: '2026-11-25 16:30 (UTC)' },
    { name: 'SUMMARY', value: 'Appointment at Lakeside, Main Street' },
  ]);
});

test('a refused recipient is answered 550 and nothing is kept; the others are', async () => {
  const mailbox = await startMailbox({ refuse: ['Bounce@Example.com'] });
  await expect(send(mailbox, { to: 'bounce@example.com' })).rejects.toMatchObject({ responseCode: 550 });
  expect(await messages(mailbox)).toEqual([]);
  await send(mailbox, { to: ['bounce@example.com', 'fine@example.com'] });
  expect((await messages(mailbox)).map(({ to }) => to)).toEqual([['fine@example.com']]);
});

test('what is accepted twice is kept twice, and survives a restart; DELETE empties', async () => {
  const dataDir = temporaryDirectory();
  const before = await startMailbox({ dataDir });
  await send(before, { to: 'a@example.com', messageId: '<same@example.com>' });
  await send(before, { to: 'a@example.com', messageId: '<same@example.com>' });
  const kept = await messages(before);
  expect(kept).toHaveLength(2);
  await before.stop();
  const after = await startMailbox({ dataDir });
  expect(await messages(after)).toEqual(kept);
  const foreign = await fetch(`${after.url}api/messages`, {
    method: 'DELETE',
    headers: { origin: 'http://evil.example' },
  });
  expect(foreign.status).toBe(403);
  expect((await fetch(`${after.url}api/messages`, { method: 'DELETE' })).status).toBe(204);
  expect(await messages(after)).toEqual([]);
});

test('a connection that breaks off in the middle of a message leaves nothing', async () => {
  const mailbox = await startMailbox();
  const socket = createConnection(mailbox.smtp.port, mailbox.smtp.host);
  socket.setEncoding('utf8');
  for (const line of ['', 'EHLO x', 'MAIL FROM:<a@example.com>', 'RCPT TO:<b@example.com>', 'DATA']) {
    if (line !== '') socket.write(`${line}\r\n`);
    await once(socket, 'data');
  }
  socket.write('Subject: half\r\n\r\nhalf a mess');
  socket.destroy();
  await once(socket, 'close');
  await send(mailbox, { to: 'whole@example.com' });
  expect((await messages(mailbox)).map(({ to }) => to)).toEqual([['whole@example.com']]);
});

test('a port in use is named', async () => {
  const running = await startMailbox();
  const options = { dataDir: null, now: () => NOON, zone: 'America/Chicago' };
  expect(await startMailboxServer({ ...options, httpPort: 0, smtpPort: running.smtp.port })).toEqual({
    ok: false,
    error: { code: 'port-in-use', port: running.smtp.port },
  });
});
