import { expect, onTestFinished, test, vi } from 'vitest';
import { createSmtpMailer } from '../../../src-main/adapters/smtp-mailer.ts';
import { qb } from '../../../src-main/db/db.ts';
import { openRefused, RIGHT, WRONG } from '../../support/refused-address.ts';
import { startTestSmtp } from '../../support/smtp-server.ts';

const line = (ics: string, name: string): string => {
  const found = ics
    .replace(/\r?\n /g, '')
    .split(/\r?\n/)
    .find((one) => one.startsWith(name));
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

test('a mail server that refuses the old address takes the letter once to the new one, the same visit in its calendar', async () => {
  const tried: string[] = [];
  const server = await startTestSmtp({
    behaviour: {
      recipient: (address) => {
        tried.push(address);
        return address === WRONG ? { code: 550, words: 'No such user here' } : undefined;
      },
    },
  });
  onTestFinished(() => server.close());
  const mailer = createSmtpMailer({
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    user: '',
    password: null,
    fromName: 'Front desk',
    fromAddress: 'frontdesk@clinic.example',
  });
  const { desk, sent, item, correct, clock } = await openRefused({ deliver: (mail) => mailer.deliver(mail) });
  const [refused] = sent;
  expect(item.error).toContain('No such user here');
  await correct();
  await desk.settle();
  await vi.waitFor(async () => {
    await clock.advance(1000);
    expect(server.messages).toHaveLength(1);
    expect(desk.db.get(qb.selectFrom('mail').select('state'))).toEqual({ state: 'sent' });
  }, 60_000);
  await clock.advance(60 * 60_000);
  expect(server.messages).toHaveLength(1);
  expect(tried).toEqual([WRONG, RIGHT]);
  const [message] = server.messages;
  expect(message?.to).toMatchObject({ value: [{ address: RIGHT }] });
  expect(message?.messageId).toBe(refused?.messageId);
  const received = message?.attachments[0]?.content.toString('utf8') ?? '';
  for (const name of ['UID:', 'SEQUENCE:', 'METHOD:'])
    expect(line(received, name)).toBe(line(refused?.calendar?.ics ?? '', name));
  expect(line(received, 'ATTENDEE')).toContain(RIGHT);
});
