import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import DatabaseConnection from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSmtpMailer } from '../../../src-main/adapters/smtp-mailer.ts';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { composeEmail } from '../../../src-main/mail/compose.ts';
import { createDelivery, type Delivery } from '../../../src-main/mail/delivery.ts';
import { enqueueMail } from '../../../src-main/mail/enqueue.ts';
import { markCalledInstead, releaseMail, retryMail } from '../../../src-main/mail/release.ts';
import type { MailAnswer, Mailer } from '../../../src-main/ports.ts';
import { emailContext, intentOf } from '../../support/mail.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { type Behaviour, closedPort, startTestSmtp, type TestSmtp } from '../../support/smtp-server.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SYSTEM = { userId: 'system', userName: 'Reslot', deskId: 'desk-1', deskName: 'Front desk' };

let directory: string;
let path: string;
let clock: VirtualClock;
const ids = createSeededIds(7);
const closing: (() => Promise<void>)[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reslot-mail-'));
  path = join(directory, 'desk.db');
  clock = createVirtualClock();
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(directory, { recursive: true });
});

interface Desk {
  readonly db: Db;
  readonly delivery: Delivery;
  readonly changes: () => number;
  stop(): Promise<void>;
}

/** A desk on the database file of this test. */
function openDesk(mailer: () => Mailer): Desk {
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  let changes = 0;
  const delivery = createDelivery({
    db,
    clock,
    ids,
    logger: { info() {}, warn() {}, error() {} },
    mailer,
    sender: () => ({ name: 'Lakeside Clinic', address: 'desk@lakeside.example.org' }),
    systemActor: SYSTEM,
    isOutdated: () => false,
    awaitsNews: () => false,
    isToNobody: () => false,
    changed: () => {
      changes += 1;
    },
  });
  let stopped = false;
  const desk: Desk = {
    db,
    delivery,
    changes: () => changes,
    async stop() {
      if (stopped) return;
      stopped = true;
      await delivery.stop();
      db.close();
    },
  };
  closing.push(desk.stop);
  return desk;
}

async function startSmtp(behaviour: Behaviour = {}, port?: number): Promise<TestSmtp> {
  const server = await startTestSmtp({ behaviour, ...(port === undefined ? {} : { port }) });
  closing.push(server.close);
  return server;
}

/** `timeoutMs`: as long as a slow machine may need; short only where the server never answers. */
function mailerTo(port: number, password = 'right', timeoutMs = 20_000): Mailer {
  return createSmtpMailer({
    host: '127.0.0.1',
    port,
    security: 'none',
    user: 'desk',
    password,
    fromName: 'Lakeside Clinic',
    fromAddress: 'desk@lakeside.example.org',
    timeoutMs,
  });
}

const email = composeEmail(intentOf('approved'), emailContext());

/** Queues one e-mail to `name`@example.org. */
function queue(db: Db, name: string, outboxId: string | null = null): string {
  return enqueueMail(db, ids, {
    outboxId,
    requestId: `request-${name}`,
    appointmentId: `appointment-${name}`,
    kind: 'approved',
    to: { name, address: `${name}@example.org` },
    fromAddress: 'desk@lakeside.example.org',
    email,
    now: clock.now(),
  });
}

function states(db: Db): string[] {
  return db
    .all(qb.selectFrom('mail').select(['to_name', 'state']).orderBy('seq'))
    .map((row) => `${row.to_name} ${row.state}`);
}

function history(db: Db): { kind: string; request: string | null; user: string; detail: unknown }[] {
  return db.all(qb.selectFrom('history').selectAll().orderBy('id')).map((row) => ({
    kind: row.kind,
    request: row.request_id,
    user: row.user_name,
    detail: JSON.parse(row.detail_json),
  }));
}

const recipients = (server: TestSmtp): (string | undefined)[] =>
  server.messages.map((message) => (Array.isArray(message.to) ? message.to[0] : message.to)?.value[0]?.name);

/** Waits for real network traffic to have had its effect. */
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 5 });

it('sends what is ready in order, records it, and then sets no timer', async () => {
  const server = await startSmtp();
  const desk = openDesk(() => mailerTo(server.port));
  queue(desk.db, 'ann');
  queue(desk.db, 'bob', 'outbox-1');
  queue(desk.db, 'cyd');
  desk.delivery.start();
  await eventually(() => expect(states(desk.db)).toEqual(['ann sent', 'bob waiting', 'cyd sent']));
  expect(recipients(server)).toEqual(['ann', 'cyd']);
  expect(history(desk.db)).toEqual(
    ['ann', 'cyd'].map((name) => ({
      kind: 'email-accepted',
      request: `request-${name}`,
      user: 'Reslot',
      detail: { emailKind: 'approved', toAddress: `${name}@example.org`, subject: email.subject },
    })),
  );
  await clock.settle();
  expect([clock.pending(), desk.delivery.state(), desk.changes()]).toEqual([0, 'ok', 2]);

  desk.db.transaction(() => releaseMail(desk.db, 'outbox-1', clock.now()));
  desk.delivery.wake();
  await eventually(() => expect(recipients(server)).toEqual(['ann', 'cyd', 'bob']));
});

it('a refused recipient needs attention, and the others get theirs; retried, it goes out under the same Message-ID', async () => {
  const server = await startSmtp({
    recipient: (address) =>
      address.startsWith('bob@') ? { code: 550, words: '5.1.1 no such user' } : undefined,
  });
  const desk = openDesk(() => mailerTo(server.port));
  for (const name of ['ann', 'bob', 'cyd']) queue(desk.db, name);
  desk.delivery.start();
  await eventually(() => expect(states(desk.db)).toEqual(['ann sent', 'bob failed', 'cyd sent']));
  expect(desk.delivery.state()).toBe('ok');
  const [, refused] = history(desk.db);
  expect(refused).toMatchObject({
    kind: 'email-refused',
    request: 'request-bob',
    detail: { toAddress: 'bob@example.org', error: '550 5.1.1 no such user' },
  });

  delete server.behaviour.recipient;
  const bob = desk.db.get(qb.selectFrom('mail').selectAll().where('to_name', '=', 'bob'));
  expect(bob?.last_error).toBe('550 5.1.1 no such user');
  expect(retryMail(desk.db, bob?.id ?? '', clock.now())).toBe(true);
  expect(retryMail(desk.db, bob?.id ?? '', clock.now())).toBe(false);
  desk.delivery.wake();
  await eventually(() => expect(states(desk.db)).toEqual(['ann sent', 'bob sent', 'cyd sent']));
  expect(server.messages.at(-1)?.messageId).toBe(bob?.message_id);
});

it('"called instead" ends a refused message for good', async () => {
  const server = await startSmtp({ message: { code: 554, words: 'no' } });
  const desk = openDesk(() => mailerTo(server.port));
  const id = queue(desk.db, 'ann');
  expect(markCalledInstead(desk.db, id, clock.now())).toBe(false);
  desk.delivery.start();
  await eventually(() => expect(states(desk.db)).toEqual(['ann failed']));
  expect(markCalledInstead(desk.db, id, clock.now())).toBe(true);
  expect([markCalledInstead(desk.db, id, clock.now()), retryMail(desk.db, id, clock.now())]).toEqual([
    false,
    false,
  ]);
  expect(states(desk.db)).toEqual(['ann called']);
});

it('a refused sign-in stops the queue until the settings are mended', async () => {
  const server = await startSmtp({ signIn: { code: 535, words: '5.7.8 wrong password' } });
  let password = 'wrong';
  const desk = openDesk(() => mailerTo(server.port, password));
  for (const name of ['ann', 'bob']) queue(desk.db, name);
  desk.delivery.start();
  await eventually(() => expect(desk.delivery.state()).toBe('sign-in-failed'));
  await clock.advance(14 * MINUTE);
  expect(server.signIns).toHaveLength(1);
  expect(states(desk.db)).toEqual(['ann ready', 'bob ready']);

  delete server.behaviour.signIn;
  password = 'right';
  desk.delivery.wake();
  await eventually(() => expect(states(desk.db)).toEqual(['ann sent', 'bob sent']));
  expect([desk.delivery.state(), server.signIns.map((signIn) => signIn.password)]).toEqual([
    'ok',
    ['wrong', 'right', 'right'],
  ]);
});

it('a refused sign-in is tried again by itself after a long while', async () => {
  const server = await startSmtp({ signIn: { code: 535, words: '5.7.8 wrong password' } });
  const desk = openDesk(() => mailerTo(server.port));
  queue(desk.db, 'ann');
  desk.delivery.start();
  await eventually(() => expect(desk.delivery.state()).toBe('sign-in-failed'));
  await clock.settle();
  delete server.behaviour.signIn;
  await clock.advance(15 * MINUTE);
  await eventually(() => expect(states(desk.db)).toEqual(['ann sent']));
});

it('a certificate that cannot be verified is tried again ever more seldom, and at once when Settings change', async () => {
  let answer: MailAnswer = { kind: 'certificate', detail: 'CERT_HAS_EXPIRED' };
  let asked = 0;
  const mailer: Mailer = {
    deliver: async () => {
      asked += 1;
      return answer;
    },
  };
  const desk = openDesk(() => mailer);
  queue(desk.db, 'ann');
  desk.delivery.start();
  await clock.settle();
  expect([desk.delivery.state(), desk.delivery.detail(), asked]).toEqual([
    'certificate',
    'CERT_HAS_EXPIRED',
    1,
  ]);
  await clock.advance(5000);
  expect(asked).toBe(2);
  await clock.advance(3 * 60 * MINUTE);
  const settled = asked;
  await clock.advance(60 * MINUTE);
  // Every seven and a half to fifteen minutes by then.
  expect(asked - settled).toBeGreaterThanOrEqual(4);
  expect(asked - settled).toBeLessThanOrEqual(8);

  answer = { kind: 'accepted' };
  desk.delivery.connectionChanged();
  expect([desk.delivery.state(), desk.delivery.detail()]).toEqual(['ok', null]);
  await clock.settle();
  expect(states(desk.db)).toEqual(['ann sent']);
});

it('a password that was entered for elsewhere is not tried again before Settings change', async () => {
  let answer: MailAnswer = { kind: 'secret-elsewhere', detail: 'old.example:587 (desk)' };
  const desk = openDesk(() => ({ deliver: async () => answer }));
  queue(desk.db, 'ann');
  desk.delivery.start();
  await clock.settle();
  expect([desk.delivery.state(), desk.delivery.detail(), clock.pending()]).toEqual([
    'secret-elsewhere',
    'old.example:587 (desk)',
    0,
  ]);
  answer = { kind: 'accepted' };
  desk.delivery.connectionChanged();
  await clock.settle();
  expect(states(desk.db)).toEqual(['ann sent']);
});

it('without a mail server everything waits, and no timer runs', async () => {
  let mailer: Mailer = { deliver: async () => ({ kind: 'not-configured' }) };
  const desk = openDesk(() => mailer);
  queue(desk.db, 'ann');
  desk.delivery.start();
  await eventually(() => expect(desk.delivery.state()).toBe('not-configured'));
  await clock.settle();
  expect([states(desk.db), clock.pending()]).toEqual([['ann ready'], 0]);
  const server = await startSmtp();
  mailer = mailerTo(server.port);
  desk.delivery.wake();
  await eventually(() => expect(states(desk.db)).toEqual(['ann sent']));
});

describe('a server that cannot be reached', () => {
  it('is tried ever more seldom, up to a quarter of an hour, and the queue keeps its order until it is back', async () => {
    const port = await closedPort();
    const desk = openDesk(() => mailerTo(port));
    for (const name of ['ann', 'bob', 'cyd']) queue(desk.db, name);
    desk.delivery.start();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 11; attempt += 1) {
      await eventually(() => expect(desk.changes()).toBe(attempt));
      await clock.settle();
      waits.push((clock.nextDue() ?? 0) - clock.now());
      if (attempt < 11) await clock.advance(waits.at(-1) ?? 0);
    }
    const limits = [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900].map((seconds) => seconds * 1000);
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual((limits[index] ?? 0) / 2);
      expect(wait).toBeLessThanOrEqual(limits[index] ?? 0);
    }
    expect([desk.delivery.state(), states(desk.db)]).toEqual([
      'unreachable',
      ['ann ready', 'bob ready', 'cyd ready'],
    ]);

    const server = await startSmtp({}, port);
    await clock.advance(15 * MINUTE);
    await eventually(() => expect(recipients(server)).toEqual(['ann', 'bob', 'cyd']));
    await eventually(() => expect([desk.delivery.state(), history(desk.db).length]).toEqual(['ok', 3]));
  });

  it('and a restart meanwhile loses nothing, keeps the order and the Message-IDs', async () => {
    const port = await closedPort();
    const first = openDesk(() => mailerTo(port));
    for (const name of ['ann', 'bob', 'cyd']) queue(first.db, name);
    const messageIds = first.db
      .all(qb.selectFrom('mail').select('message_id').orderBy('seq'))
      .map((row) => row.message_id);
    first.delivery.start();
    await eventually(() => expect(first.delivery.state()).toBe('unreachable'));
    await first.stop();

    const server = await startSmtp({}, port);
    const second = openDesk(() => mailerTo(port));
    second.delivery.start();
    await eventually(() => expect(states(second.db)).toEqual(['ann sent', 'bob sent', 'cyd sent']));
    expect(recipients(server)).toEqual(['ann', 'bob', 'cyd']);
    expect(server.messages.map((message) => message.messageId)).toEqual(messageIds);
  });

  it('for days: the messages are given up, so that somebody calls', async () => {
    const desk = openDesk(() => ({ deliver: async () => ({ kind: 'try-later', detail: 'no route' }) }));
    queue(desk.db, 'ann');
    queue(desk.db, 'bob');
    desk.delivery.start();
    await clock.advance(3 * DAY - MINUTE);
    expect(states(desk.db)).toEqual(['ann ready', 'bob ready']);
    await clock.advance(20 * MINUTE);
    expect(states(desk.db)).toEqual(['ann failed', 'bob failed']);
    expect(history(desk.db)).toMatchObject([
      { kind: 'email-refused', request: 'request-ann', detail: { error: 'no route' } },
      { kind: 'email-refused', request: 'request-bob', detail: { error: 'no route' } },
    ]);
    await clock.drain();
    expect(clock.pending()).toBe(0);
  });
});

describe('a message that is put off', () => {
  it('does not hold up those to others, but those to the same address', async () => {
    const server = await startSmtp({
      recipient: (address) =>
        address.startsWith('ann@') ? { code: 450, words: '4.2.0 greylisted' } : undefined,
    });
    const desk = openDesk(() => mailerTo(server.port));
    const greylisted = queue(desk.db, 'ann');
    const after = queue(desk.db, 'ann');
    queue(desk.db, 'bob');
    desk.delivery.start();
    await eventually(() => expect(states(desk.db)).toEqual(['ann ready', 'ann ready', 'bob sent']));
    expect(desk.delivery.state()).toBe('ok');
    await clock.settle();
    delete server.behaviour.recipient;
    await clock.advance(5_000);
    await eventually(() => expect(states(desk.db)).toEqual(['ann sent', 'ann sent', 'bob sent']));
    const idOf = (id: string) =>
      desk.db.get(qb.selectFrom('mail').select('message_id').where('id', '=', id))?.message_id;
    expect(server.messages.map((message) => message.messageId).slice(1)).toEqual([
      idOf(greylisted),
      idOf(after),
    ]);
  });

  it('because the server fell silent over it, does not hold up the others', async () => {
    const server = await startSmtp({ message: 'hang' });
    const impatient = mailerTo(server.port, 'right', 1500);
    const patient = mailerTo(server.port);
    // Nobody's patience runs out but with the silent one.
    const desk = openDesk(() => (server.behaviour.message === 'hang' ? impatient : patient));
    queue(desk.db, 'ann');
    desk.delivery.start();
    await eventually(() => expect(desk.changes()).toBe(1));
    expect(states(desk.db)).toEqual(['ann ready']);
    delete server.behaviour.message;
    queue(desk.db, 'bob');
    desk.delivery.wake();
    await eventually(() => expect(states(desk.db)).toEqual(['ann ready', 'bob sent']));
    await clock.settle();
    await clock.advance(5_000);
    await eventually(() => expect(states(desk.db)).toEqual(['ann sent', 'bob sent']));
  });
});

describe('at least once', () => {
  it('killed between the server’s yes and the record of it: sent again, under the same Message-ID', async () => {
    const server = await startSmtp();
    const reached = Promise.withResolvers<void>();
    const real = mailerTo(server.port);
    const killed = openDesk(() => ({
      async deliver(mail) {
        await real.deliver(mail);
        reached.resolve();
        return new Promise(() => {});
      },
    }));
    queue(killed.db, 'ann');
    killed.delivery.start();
    await reached.promise;
    // As after SIGKILL: it never gets to write anything more.
    closing.splice(closing.indexOf(killed.stop), 1);
    killed.db.close();

    const desk = openDesk(() => mailerTo(server.port));
    desk.delivery.start();
    await eventually(() => expect(states(desk.db)).toEqual(['ann sent']));
    expect(server.messages).toHaveLength(2);
    expect(server.messages[1]?.messageId).toBe(server.messages[0]?.messageId);
  });

  it('an answer the disk did not take is recorded later, and the message is not sent again', async () => {
    const server = await startSmtp();
    const desk = openDesk(() => mailerTo(server.port));
    const disk = new DatabaseConnection(path);
    closing.push(async () => void disk.close());
    disk.exec("CREATE TRIGGER full BEFORE INSERT ON history BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    queue(desk.db, 'ann');
    queue(desk.db, 'bob');
    desk.delivery.start();
    await eventually(() => expect(desk.delivery.state()).toBe('unreachable'));
    expect([states(desk.db), recipients(server)]).toEqual([['ann ready', 'bob ready'], ['ann']]);
    await clock.settle();
    disk.exec('DROP TRIGGER full');
    await clock.advance(5_000);
    await eventually(() => expect(states(desk.db)).toEqual(['ann sent', 'bob sent']));
    expect(recipients(server)).toEqual(['ann', 'bob']);
  });
});

describe('stopping and nudging', () => {
  it('stop waits for the message under way, records it, and sends no other', async () => {
    const server = await startSmtp();
    const desk = openDesk(() => mailerTo(server.port));
    queue(desk.db, 'ann');
    queue(desk.db, 'bob');
    desk.delivery.start();
    await desk.delivery.stop();
    expect([states(desk.db), recipients(server), clock.pending()]).toEqual([
      ['ann sent', 'bob ready'],
      ['ann'],
      0,
    ]);
    desk.delivery.wake();
    await clock.settle();
    expect(states(desk.db)).toEqual(['ann sent', 'bob ready']);
    desk.delivery.start();
    await eventually(() => expect(states(desk.db)).toEqual(['ann sent', 'bob sent']));
  });

  it('a wake during an attempt that then fails is not lost', async () => {
    const server = await startSmtp();
    const first = Promise.withResolvers<{ kind: 'sign-in-failed'; detail: string }>();
    const asked = Promise.withResolvers<void>();
    const mailers: Mailer[] = [
      {
        deliver: () => {
          asked.resolve();
          return first.promise;
        },
      },
      mailerTo(server.port),
    ];
    const desk = openDesk(() => mailers.shift() ?? mailerTo(server.port));
    queue(desk.db, 'ann');
    desk.delivery.start();
    await asked.promise;
    desk.delivery.wake();
    first.resolve({ kind: 'sign-in-failed', detail: '535 no' });
    await eventually(() => expect(states(desk.db)).toEqual(['ann sent']));
  });

  it.each<[string, unknown]>([
    ['of a kind nobody knows', { kind: 'greylisted' }],
    ['that is none', undefined],
    ['named as what every object has', { kind: 'constructor' }],
  ])(
    'an answer %s is a pause: it is not asked again at once, and the message is not lost',
    async (_what, odd) => {
      let deliveries = 0;
      const desk = openDesk(() => ({
        deliver: async () => {
          deliveries += 1;
          return (deliveries > 3 ? { kind: 'accepted' } : odd) as MailAnswer;
        },
      }));
      queue(desk.db, 'ann');
      desk.delivery.start();
      await clock.advance(1000);
      expect([deliveries, states(desk.db)]).toEqual([1, ['ann ready']]);
      await clock.advance(60 * MINUTE);
      expect([deliveries, states(desk.db)]).toEqual([4, ['ann sent']]);
    },
  );

  it('an adapter that throws is a pause, not the end of the queue', async () => {
    const server = await startSmtp();
    let broken = true;
    const desk = openDesk(() => {
      if (broken) throw new Error('a bug');
      return mailerTo(server.port);
    });
    queue(desk.db, 'ann');
    desk.delivery.start();
    await eventually(() => expect(desk.delivery.state()).toBe('unreachable'));
    await clock.settle();
    broken = false;
    await clock.advance(5_000);
    await eventually(() => expect(states(desk.db)).toEqual(['ann sent']));
  });
});

it('a message the server is silent about holds up only what is to the same mailbox', async () => {
  const begun: string[] = [];
  const desk = openDesk(() => ({
    async deliver({ to }) {
      begun.push(to.name);
      if (to.name !== 'ann') return { kind: 'accepted' };
      await new Promise<void>((resolve) => clock.after(MINUTE, resolve));
      return { kind: 'try-later', detail: 'silent', scope: 'message' };
    },
  }));
  queue(desk.db, 'ann');
  queue(desk.db, 'ann');
  queue(desk.db, 'bob');
  queue(desk.db, 'cyd');
  desk.delivery.start();
  await clock.advance(3000);
  expect(begun).toEqual(['ann', 'bob', 'cyd']);
  // What becomes ready meanwhile does not wait for the answer either.
  queue(desk.db, 'dan');
  desk.delivery.wake();
  await clock.settle();
  expect(states(desk.db)).toEqual(['ann ready', 'ann ready', 'bob sent', 'cyd sent', 'dan sent']);
  await clock.advance(MINUTE);
  expect(begun.filter((name) => name === 'ann')).toHaveLength(1);
});

it('the answers of messages sent together are all recorded, also where the database was full at first', async () => {
  const answers: (() => void)[] = [];
  const desk = openDesk(() => ({
    deliver: () => new Promise((resolve) => answers.push(() => resolve({ kind: 'accepted' }))),
  }));
  for (const name of ['ann', 'bob', 'cyd', 'dan']) queue(desk.db, name);
  desk.delivery.start();
  await clock.advance(10_000);
  expect(answers).toHaveLength(3);
  const { transaction } = desk.db;
  Object.assign(desk.db, {
    transaction: () => {
      throw new DatabaseConnection.SqliteError('database or disk is full', 'SQLITE_FULL');
    },
  });
  for (const answer of answers) answer();
  await clock.settle();
  expect(states(desk.db)).toEqual(['ann ready', 'bob ready', 'cyd ready', 'dan ready']);
  Object.assign(desk.db, { transaction });
  await clock.advance(MINUTE);
  expect(states(desk.db)).toEqual(['ann sent', 'bob sent', 'cyd sent', 'dan ready']);
  // None was sent twice.
  expect(answers).toHaveLength(4);
  answers[3]?.();
});
