import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Bundle } from '@medplum/fhirtypes';
import { expect, onTestFinished, test } from 'vitest';
import { type DemoOptions, startDemo } from '../../../src-demo/start-demo.ts';
import type { Demo } from '../../../src-main/demo-clinic.ts';
import { NOON, temporaryDirectory } from './portal-support.ts';

const options = (dataDir: string, over: Partial<DemoOptions> = {}): DemoOptions => ({
  workerDir: resolve('src-demo'),
  workerFiles: { portal: 'portal/worker.ts', mailbox: 'mailbox/worker.ts' },
  dataDir,
  fresh: false,
  ports: { portal: 0, mailbox: 0, smtp: 0 },
  now: NOON,
  ...over,
});

async function started(over: DemoOptions): Promise<Demo> {
  const demo = await startDemo(over);
  if (!demo.ok) throw new Error(JSON.stringify(demo.error));
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopped ??= demo.value.stop();
    return stopped;
  };
  onTestFinished(stop);
  return { ...demo.value, stop };
}

const total = async (demo: Demo, query: string): Promise<number | undefined> => {
  const bundle: Bundle = await (await fetch(`${demo.fhirUrl}/${query}`)).json();
  return bundle.total;
};

test('both servers run in workers, keep their data, and their clocks begin at the given now', async () => {
  const dataDir = temporaryDirectory();
  const first = await started(options(dataDir));
  expect(await total(first, 'Patient')).toBe(220);
  expect(await total(first, 'Task')).toBe(29);
  expect(first.rules.practice).toMatchObject({
    portalLink: `${first.portalUrl}requests/{request}`,
    closedDays: [{ date: '2026-12-03' }],
  });
  expect(await (await fetch(`${first.mailboxUrl}api/messages`)).json()).toEqual([]);
  // An idle poll: everything in the demo's data is from before its now.
  expect(await total(first, `Appointment?_lastUpdated=gt${new Date(NOON).toISOString()}`)).toBe(0);
  const seeded = await fetch(`${first.portalUrl}patients/patient-001`);
  expect(await seeded.text()).toContain('Helen Novak');
  await first.stop();
  // A week later the clinic is the same one.
  const second = await started(options(dataDir, { now: NOON + 7 * 86_400_000 }));
  expect(second.rules.practice.closedDays).toEqual(first.rules.practice.closedDays);
  expect(await total(second, 'Task')).toBe(29);
  await second.stop();
  const third = await started(options(dataDir, { fresh: true, now: NOON + 7 * 86_400_000 }));
  expect(third.rules.practice.closedDays).toEqual([{ date: '2026-12-10', name: 'Staff training' }]);
});

test('when one of the two cannot start, neither does, and it is said why', async () => {
  const running = await started(options(temporaryDirectory()));
  const { port } = running.smtp;
  const taken = await startDemo(
    options(temporaryDirectory(), { ports: { portal: 0, mailbox: 0, smtp: port } }),
  );
  expect(taken).toEqual({ ok: false, error: { code: 'port-in-use', port } });
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  const path = join(file, 'below');
  expect(await startDemo(options(path))).toEqual({ ok: false, error: { code: 'unwritable', path } });
});
