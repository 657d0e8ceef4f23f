import { beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../../src-main/ipc/handlers.ts';
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
const SECRET = 'Jane Doe, born 1980';

let calls: string[];
let log: { level: string; event: string; fields: unknown }[];

function routeTo(handlers: Partial<Handlers>, window: typeof WINDOW | null = WINDOW): Route {
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
