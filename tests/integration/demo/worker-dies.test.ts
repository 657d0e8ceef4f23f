import { rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Bundle, Patient } from '@medplum/fhirtypes';
import { expect, onTestFinished, test, vi } from 'vitest';
import { REVIVAL } from '../../../src-demo/keep-running.ts';
import { startDemo } from '../../../src-demo/start-demo.ts';
import type { DemoChange } from '../../../src-main/demo-clinic.ts';
import { type Death, mortalFile } from '../../support/mortal-worker.ts';
import { NOON, temporaryDirectory } from './portal-support.ts';

const LIMIT = { timeout: 50_000 };

test('a worker that dies is started again at its address, with all it had', async () => {
  const dataDir = temporaryDirectory();
  const started = await startDemo({
    workerDir: resolve('tests/support'),
    workerFiles: { portal: 'mortal-portal.ts', mailbox: 'mortal-mailbox.ts' },
    dataDir,
    // What is kept must not be forgotten by the second start.
    fresh: true,
    ports: { portal: 0, mailbox: 0, smtp: 0 },
    now: NOON,
    revival: { ...REVIVAL, firstMs: 10, maxMs: 40 },
  });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  const demo = started.value;
  onTestFinished(() => demo.stop());
  const changes: DemoChange[] = [];
  demo.onChange((change) => changes.push(change));

  async function dieAndReturn(server: 'portal' | 'mailbox', way: Death): Promise<unknown> {
    changes.length = 0;
    writeFileSync(mortalFile(dataDir, server), way);
    await vi.waitUntil(() => demo.servers()[server] === 'restarting', LIMIT);
    rmSync(mortalFile(dataDir, server));
    await vi.waitUntil(() => demo.servers()[server] === 'running', LIMIT);
    expect(changes.every((change) => change.server === server)).toBe(true);
    return changes[0]?.why;
  }
  const patient: Patient = { resourceType: 'Patient', id: 'a', name: [{ family: 'A' }] };
  const put = () =>
    fetch(`${demo.fhirUrl}/Patient/a`, {
      method: 'PUT',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(patient),
    });

  await put();
  expect(await dieAndReturn('portal', 'exit')).toBeNull();
  const bundle: Bundle = await (await fetch(`${demo.fhirUrl}/Patient`)).json();
  expect(bundle.total).toBe(221);
  expect(await dieAndReturn('portal', 'error')).toMatchObject({ message: 'an error nobody catches' });
  expect((await put()).headers.get('etag')).toBe('W/"2"');
  await dieAndReturn('mailbox', 'error');
  expect(await (await fetch(`${demo.mailboxUrl}api/messages`)).json()).toEqual([]);
});
