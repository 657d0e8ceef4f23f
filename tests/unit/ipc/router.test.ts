import { beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../../src-main/ipc/handlers.ts';
import type { Pass } from '../../../src-main/ipc/pass.ts';
import { createRouter, type Route } from '../../../src-main/ipc/router.ts';
import type { Sender } from '../../../src-main/ipc/sender.ts';
import type { Logger } from '../../../src-main/ports.ts';
import { envelope } from '../../../src-shared/errors.ts';
import type { contract } from '../../../src-shared/ipc/contract.ts';
import { COMMAND_NAMES, type CommandName } from '../../../src-shared/ipc/names.ts';
import { err, ok } from '../../../src-shared/result.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';

const WINDOW = { webContentsId: 7, origin: 'reslot://app' };
const OWN: Sender = { webContentsId: 7, isMainFrame: true, origin: 'reslot://app' };
const ACTOR = { userId: 'u', userName: 'User', deskId: 'd', deskName: 'Desk' };
const SIGNED_IN: Pass = { actor: ACTOR, role: 'manager' };
const SECRET = 'Jane Doe, born 1980';

let calls: string[];
let log: { level: string; event: string; fields: unknown }[];

function routeTo(
  handlers: Partial<Handlers>,
  window: typeof WINDOW | null = WINDOW,
  pass: () => Pass | null = () => SIGNED_IN,
): Route {
  const record =
    (level: string): Logger['info'] =>
    (event, fields) =>
      log.push({ level, event, fields });
  const unexpected = (name: CommandName) => () => {
    throw new Error(`${name} was called`);
  };
  const all = Object.fromEntries(COMMAND_NAMES.map((name) => [name, unexpected(name)]));
  return createRouter({
    handlers: { ...(all as unknown as Handlers), ...handlers },
    caller: { actor: ACTOR },
    pass,
    ids: createSeededIds(),
    logger: { info: record('info'), warn: record('warn'), error: record('error') },
    window: () => window,
    checkOutputs: true,
  });
}

const counting: Partial<Handlers> = {
  'links.open': ({ url }, { actor }) => {
    calls.push(`${url} ${actor.userName}`);
    return ok(null);
  },
};

beforeEach(() => {
  calls = [];
  log = [];
});

describe('who is answered', () => {
  it('the main frame of our window, showing our page', async () => {
    const answer = await routeTo(counting)(OWN, 'links.open', { url: 'x' });
    expect(answer).toEqual({ ok: true, value: null });
    expect(calls).toEqual(['x User']);
  });

  it.each<[string, Sender]>([
    ['another window', { ...OWN, webContentsId: 8 }],
    ['a frame within the page', { ...OWN, isMainFrame: false }],
    ['another origin', { ...OWN, origin: 'https://example.com' }],
    ['an opaque origin', { ...OWN, origin: 'null' }],
    ['a frame that is gone', { ...OWN, origin: null }],
    ['an origin that only begins like ours', { ...OWN, origin: 'reslot://app.example.com' }],
  ])('not %s', async (_name, sender) => {
    const answer = await routeTo(counting)(sender, 'links.open', { url: 'x' });
    expect(answer).toEqual({ ok: false, error: { code: 'forbidden-sender' } });
    expect(calls).toEqual([]);
    expect(log.map((line) => line.event)).toEqual(['ipc-forbidden-sender']);
  });

  it('nobody while there is no window', async () => {
    const answer = await routeTo(counting, null)(OWN, 'links.open', { url: 'x' });
    expect(answer).toEqual({ ok: false, error: { code: 'forbidden-sender' } });
  });

  it('a foreign sender learns nothing of names or inputs', async () => {
    const foreign = { ...OWN, isMainFrame: false };
    const route = routeTo(counting);
    const answers = await Promise.all([
      route(foreign, 'links.open', { url: 1 }),
      route(foreign, 'no.such.command', {}),
      route(foreign, 'links.open', { url: 'x' }),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

describe('who is signed in', () => {
  const ANYBODY: readonly CommandName[] = [
    'session.get',
    'session.signIn',
    'session.setUp',
    'session.lock',
    'session.recover',
    'session.giveRecoveryKey',
    'app.reportCrash',
    'sync.networkReturned',
  ];
  const answering = Object.fromEntries(
    COMMAND_NAMES.map((name) => [
      name,
      () => {
        calls.push(name);
        return ok(null);
      },
    ]),
  ) as unknown as Handlers;

  it('nobody: nothing is asked of any command but those of the lock, whatever the input', async () => {
    const route = routeTo(answering, WINDOW, () => null);
    for (const name of COMMAND_NAMES) {
      const answer = await route(OWN, name, { anything: SECRET });
      const code = ANYBODY.includes(name) ? 'bad-input' : 'locked';
      expect([name, answer]).toEqual([name, { ok: false, error: { code } }]);
    }
    expect(calls).toEqual([]);
  });

  it('a receptionist: what is a manager’s is refused here, not in the window', async () => {
    const receptionist: Pass = { actor: ACTOR, role: 'receptionist' };
    const route = routeTo(answering, WINDOW, () => receptionist);
    const refused = { ok: false, error: { code: 'not-allowed' } };
    expect(await route(OWN, 'users.list', undefined)).toEqual(refused);
    expect(await route(OWN, 'users.remove', { id: 'u' })).toEqual(refused);
    expect(await route(OWN, 'settings.save', { portal: { kind: 'none' } })).toEqual(refused);
    expect(await route(OWN, 'settings.save', { density: 'compact', deskName: 'Desk' })).toEqual(refused);
    expect(await route(OWN, 'sheet.chooseFolder', { current: '' })).toEqual(refused);
    expect(await route(OWN, 'backups.makeRecoveryKey', undefined)).toEqual(refused);
    expect(await route(OWN, 'backups.newKeys', undefined)).toEqual(refused);
    expect(await route(OWN, 'backups.askForKeys', { mark: 'a' })).toEqual(refused);
    expect(await route(OWN, 'backups.dropKeys', undefined)).toEqual(refused);
    expect(calls).toEqual([]);
    expect(log.map(({ event }) => event)).toEqual(Array(9).fill('ipc-not-allowed'));
    expect(await route(OWN, 'settings.save', { density: 'compact' })).toEqual({ ok: true, value: null });
    expect(calls).toEqual(['settings.save']);
  });

  it('what is being done when the desk is locked is done, and not answered; nor is it to the next one', async () => {
    let pass: Pass | null = SIGNED_IN;
    const begun = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const route = routeTo(
      {
        'links.open': async ({ url }) => {
          begun.resolve();
          await done.promise;
          calls.push(url);
          return ok(null);
        },
      },
      WINDOW,
      () => pass,
    );
    const answer = route(OWN, 'links.open', { url: 'x' });
    await begun.promise;
    pass = { ...SIGNED_IN };
    done.resolve();
    expect(await answer).toEqual({ ok: false, error: { code: 'locked' } });
    expect(calls).toEqual(['x']);
  });
});

describe('unknown commands', () => {
  it.each([
    ['nothing.known'],
    ['constructor'],
    ['__proto__'],
    ['toString'],
    [''],
    [null],
    [undefined],
    [7],
    [{}],
    [['links.open']],
  ])('%j', async (name) => {
    const answer = await routeTo(counting)(OWN, name, { url: 'x' });
    expect(answer).toEqual({ ok: false, error: { code: 'unknown-command' } });
  });
});

describe('wrong input', () => {
  it.each([
    [undefined],
    [null],
    ['x'],
    [[]],
    [{}],
    [{ url: 7 }],
    [{ url: null }],
    [{ url: ['x'] }],
    [{ url: 'x', more: 1 }],
    [{ url: 'a'.repeat(2001) }],
  ])('%#: is refused before the command sees it', async (input) => {
    const answer = await routeTo(counting)(OWN, 'links.open', input);
    expect(answer).toEqual({ ok: false, error: { code: 'bad-input' } });
    expect(calls).toEqual([]);
  });

  it('of one megabyte', async () => {
    const answer = await routeTo({})(OWN, 'drafts.save', {
      subject: 'request/r1',
      draft: { message: 'a'.repeat(1_000_000) },
    });
    expect(answer).toEqual({ ok: false, error: { code: 'bad-input' } });
    expect(JSON.stringify(log).length).toBeLessThan(1000);
  });

  it('nested a hundred thousand levels deep', async () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 100_000; level += 1) deep = { url: deep };
    const answer = await routeTo(counting)(OWN, 'links.open', deep);
    expect(answer).toEqual({ ok: false, error: { code: 'bad-input' } });
  });

  it('is named in the log by its place, never by its content', async () => {
    await routeTo({})(OWN, 'decisions.decide', { on: 'request', id: 'r1', command: { type: SECRET } });
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ event: 'ipc-bad-input', fields: { command: 'decisions.decide' } });
    expect(JSON.stringify(log)).not.toContain('Jane');
  });

  it('every command refuses a text in place of what it takes', async () => {
    const route = routeTo({});
    const answers = await Promise.all(COMMAND_NAMES.map((name) => route(OWN, name, 'text')));
    expect(answers).toEqual(COMMAND_NAMES.map(() => ({ ok: false, error: { code: 'bad-input' } })));
  });
});

describe('what commands answer', () => {
  it('a refusal crosses as its code', async () => {
    const route = routeTo({ 'patients.get': () => err({ code: 'patient-not-found' }) });
    expect(await route(OWN, 'patients.get', { id: 'p1' })).toEqual({
      ok: false,
      error: { code: 'patient-not-found' },
    });
  });

  it.each([
    [
      'thrown',
      (): never => {
        throw new TypeError(SECRET);
      },
    ],
    ['rejected', () => Promise.reject(new TypeError(SECRET))],
  ])('a bug (%s) becomes a reference that stands in the log, without its message', async (_how, handler) => {
    const answer = envelope.parse(
      await routeTo({ 'patients.get': handler })(OWN, 'patients.get', { id: 'p1' }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    const reference = answer.ok ? '' : answer.error.reference;
    expect(reference).toMatch(/^[0-9a-f]{8}$/);
    expect(log).toMatchObject([
      {
        level: 'error',
        event: 'ipc-failed',
        fields: { command: 'patients.get', reference, error: 'TypeError' },
      },
    ]);
    expect(JSON.stringify(log)).not.toContain('Jane');
  });

  it('a full disk is no bug', async () => {
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    const route = routeTo({
      'calls.done': () => {
        throw full;
      },
    });
    expect(await route(OWN, 'calls.done', { id: 'c1', note: '' })).toMatchObject({
      ok: false,
      error: { code: 'disk-full' },
    });
  });

  it('an answer that breaks the contract is a bug of ours', async () => {
    const wrong = { id: 7 } as unknown as ReturnType<(typeof contract)['patients.get']['output']['parse']>;
    const route = routeTo({ 'patients.get': () => ok(wrong) });
    expect(await route(OWN, 'patients.get', { id: 'p1' })).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
  });
});
