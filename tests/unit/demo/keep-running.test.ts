import { expect, test, vi } from 'vitest';
import type { DemoError } from '../../../src-demo/demo-error.ts';
import { keepRunning, type Revival, type Running } from '../../../src-demo/keep-running.ts';
import { err, ok, type Result } from '../../../src-shared/result.ts';

const QUICK: Revival = { firstMs: 1, maxMs: 4, attempts: 3, soundMs: 60_000 };
const REFUSED = err<DemoError>({ code: 'port-in-use', port: 1 });

/** Servers that die when told to, or cannot start while `refusing`; `where` each was started. */
function servers() {
  const where: (number | null)[] = [];
  const living = new Set<(why: unknown) => void>();
  let refusing = false;
  return {
    where,
    living,
    refuse: (now: boolean) => {
      refusing = now;
    },
    die: (why: unknown = null) => {
      for (const end of [...living]) end(why);
    },
    async start(was: number | null): Promise<Result<Running<number>, DemoError>> {
      where.push(was);
      if (refusing) return REFUSED;
      const { promise, resolve } = Promise.withResolvers<unknown>();
      const end = (why: unknown): void => {
        living.delete(end);
        resolve(why);
      };
      living.add(end);
      return ok({ ready: 8080 + where.length, ended: promise, stop: async () => end(null) });
    },
  };
}

async function kept(revival: Revival) {
  const all = servers();
  const said: unknown[] = [];
  const server = await keepRunning(all.start, (standing, why) => said.push([standing, why]), revival);
  if (!server.ok) throw new Error(server.error.code);
  return { ...all, said, server: server.value };
}

test('what cannot start the first time is not tried again', async () => {
  const { start, where, refuse } = servers();
  refuse(true);
  expect(await keepRunning(start, () => undefined, QUICK)).toEqual(REFUSED);
  expect(where).toEqual([null]);
});

test('what died is started again where it was, and what it died of is told', async () => {
  const { server, said, where, living, die } = await kept(QUICK);
  die(new Error('no memory'));
  await vi.waitUntil(() => living.size === 1);
  await vi.waitUntil(() => server.standing() === 'running');
  expect(where).toEqual([null, server.ready]);
  expect(said).toEqual([
    ['restarting', new Error('no memory')],
    ['running', null],
  ]);
  await server.stop();
  expect(living.size).toBe(0);
});

test('what keeps dying, or cannot start again, is given up', async () => {
  const { server, said, where, refuse, die } = await kept(QUICK);
  refuse(true);
  die();
  await vi.waitUntil(() => server.standing() === 'given-up');
  expect(said.map((each) => (each as unknown[])[0])).toEqual(['restarting', 'restarting', 'given-up']);
  expect(where).toHaveLength(3);
  await server.stop();
  expect(server.standing()).toBe('given-up');
});

test('deaths far apart are not a row', async () => {
  const { server, living, die } = await kept({ ...QUICK, soundMs: 0 });
  for (let death = 1; death <= 5; death += 1) {
    die();
    await vi.waitUntil(() => living.size === 1 && server.standing() === 'running');
  }
  await server.stop();
});

test('what is stopped while it is to be started again stays stopped', async () => {
  const { server, said, where, die } = await kept({ ...QUICK, firstMs: 600_000, maxMs: 600_000 });
  die();
  await vi.waitUntil(() => server.standing() === 'restarting');
  await server.stop();
  expect(where).toEqual([null]);
  expect(said).toHaveLength(1);
});
