import { expect, test } from 'vitest';
import { createStartRoute } from '../../../src-main/ipc/start-route.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { contract } from '../../../src-shared/ipc/contract.ts';
import { COMMAND_NAMES } from '../../../src-shared/ipc/names.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';

const WINDOW = { webContentsId: 7, origin: 'reslot://app' };
const OWN = { webContentsId: 7, isMainFrame: true, origin: 'reslot://app' };
const WRONG = err({ code: 'recovery-key-other' } as const);

function routeTo(open: (typed: string) => Promise<Result<null, AppError>> = async () => WRONG) {
  const tried: string[] = [];
  const route = createStartRoute({
    window: () => WINDOW,
    open: (typed) => {
      tried.push(typed);
      return open(typed);
    },
  });
  const give = (recoveryKey: unknown) => route(OWN, 'session.giveRecoveryKey', { recoveryKey });
  const standing = async () => {
    const view = await route(OWN, 'session.get', undefined);
    return view.ok ? contract['session.get'].output.parse(view.value).standing : view.error.code;
  };
  return { route, give, standing, tried };
}

test('before there is a desk nothing is answered but what is missing, and whether this is its recovery key', async () => {
  const { route, standing, tried } = routeTo();
  expect(await standing()).toBe('key-lost');
  for (const name of [...COMMAND_NAMES, 'constructor', null].filter(
    (one) => one !== 'session.get' && one !== 'session.giveRecoveryKey',
  ))
    expect([name, await route(OWN, name, {})]).toEqual([name, err({ code: 'locked' })]);
  for (const sender of [
    { ...OWN, isMainFrame: false },
    { ...OWN, webContentsId: 8 },
    { ...OWN, origin: 'https://example.org' },
  ])
    expect(await route(sender, 'session.giveRecoveryKey', { recoveryKey: 'x' })).toEqual(
      err({ code: 'forbidden-sender' }),
    );
  expect(tried).toEqual([]);
});

test('a wrong key is told, and another one may be given; once one opens it, no other is tried', async () => {
  const { give, standing, tried } = routeTo(async (typed) => (typed === 'right' ? ok(null) : WRONG));
  expect(await give('wrong')).toEqual(WRONG);
  expect(await give(17)).toEqual(err({ code: 'bad-input' }));
  expect(await give('x'.repeat(201))).toEqual(err({ code: 'bad-input' }));
  expect(await standing()).toBe('key-lost');
  expect(await give('right')).toEqual(ok(null));
  expect(await standing()).toBe('opening');
  expect(await give('wrong')).toEqual(ok(null));
  expect(tried).toEqual(['wrong', 'right']);
});

test('one is tried at a time, however many are given at once', async () => {
  let now = 0;
  let most = 0;
  const { give, tried } = routeTo(async () => {
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    now -= 1;
    return WRONG;
  });
  await Promise.all(Array.from({ length: 20 }, (_, index) => give(`key-${index}`)));
  expect(tried).toHaveLength(20);
  expect(most).toBe(1);
});

test('a key file that cannot be read is told, without what was typed', async () => {
  const { give, standing } = routeTo(async (typed) => {
    throw new Error(typed);
  });
  expect(await give('typed')).toEqual(err({ code: 'key-file-unreadable' }));
  expect(await standing()).toBe('key-lost');
});
