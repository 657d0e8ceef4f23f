import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bundle, Patient } from '@medplum/fhirtypes';
import { expect, onTestFinished, test } from 'vitest';
import { startPortalServer } from '../../../src-demo/portal/server.ts';
import { fhir, NOON, PRACTICE, startPortal, temporaryDirectory, transaction } from './portal-support.ts';

const patient = (id: string): Patient => ({ resourceType: 'Patient', id, name: [{ family: 'A' }] });

test('resources, versions and instants are the same after a restart, and a failed transaction left no trace', async () => {
  const dataDir = temporaryDirectory();
  const before = await startPortal({ dataDir });
  await fhir(before, 'PUT', 'Patient/a', patient('a'));
  await fhir(before, 'PUT', 'Patient/a', { ...patient('a'), gender: 'female' });
  const failed = transaction(
    { resource: { ...patient('new') }, request: { method: 'PUT', url: 'Patient/new' } },
    { resource: patient('a'), request: { method: 'PUT', url: 'Patient/a', ifMatch: 'W/"1"' } },
  );
  expect((await fhir(before, 'POST', '', failed)).status).toBe(412);
  const history = await fhir<Bundle>(before, 'GET', 'Patient/a/_history');
  await before.stop();

  const after = await startPortal({ dataDir });
  expect((await fhir<Bundle>(after, 'GET', 'Patient/a/_history')).body).toMatchObject({
    total: 2,
    entry: history.body.entry?.map(({ resource }) => ({ resource })),
  });
  expect((await fhir(after, 'GET', 'Patient/new')).status).toBe(404);
  expect((await fhir(after, 'GET', 'Patient/new/_history')).status).toBe(404);
  // The clock still stands: a new version is later than every one before the restart.
  const next = await fhir<Patient>(after, 'PUT', 'Patient/a', patient('a'));
  expect(next.body.meta?.versionId).toBe('3');
  expect(Date.parse(next.body.meta?.lastUpdated ?? '')).toBeGreaterThan(
    Date.parse(history.body.entry?.[0]?.resource?.meta?.lastUpdated ?? ''),
  );
});

test('what was answered survives a kill', async () => {
  const dataDir = temporaryDirectory();
  const script = join(dataDir, 'portal.ts');
  const server = resolve('src-demo/portal/server.ts');
  writeFileSync(
    script,
    `import { startPortalServer } from ${JSON.stringify(server)};
const started = await startPortalServer({ dataDir: ${JSON.stringify(dataDir)}, port: 0, now: () => ${NOON}, practice: ${JSON.stringify(PRACTICE)} });
console.log(started.ok ? started.value.fhirUrl : 'failed');`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [fhirUrl] = await once(createInterface(child.stdout), 'line');
  const put = await fetch(`${fhirUrl}/Patient/a`, {
    method: 'PUT',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(patient('a')),
  });
  expect(put.status).toBe(201);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const after = await startPortal({ dataDir });
  expect((await fhir<Patient>(after, 'GET', 'Patient/a')).body).toEqual(await put.json());
});

test('the initial data goes in once; `fresh` begins anew', async () => {
  const dataDir = temporaryDirectory();
  const initial = (id: string, at: number) => ({ at, resources: () => [patient(id)] });
  const first = await startPortal({ dataDir, initial: initial('first', 1) });
  await first.stop();
  const second = await startPortal({ dataDir, initial: initial('second', 2) });
  expect(second.filledAt).toBe(1);
  expect((await fhir(second, 'GET', 'Patient/first')).status).toBe(200);
  expect((await fhir(second, 'GET', 'Patient/second')).status).toBe(404);
  await second.stop();
  const third = await startPortal({ dataDir, fresh: true, initial: initial('third', 3) });
  expect(third.filledAt).toBe(3);
  expect((await fhir(third, 'GET', 'Patient/first')).status).toBe(404);
});

test('a port in use is named, and the data of who holds it is left alone', async () => {
  const dataDir = temporaryDirectory();
  const running = await startPortal({ dataDir });
  await fhir(running, 'PUT', 'Patient/a', patient('a'));
  const options = { dataDir, port: running.port, now: () => NOON, practice: PRACTICE, fresh: true };
  expect(await startPortalServer(options)).toEqual({
    ok: false,
    error: { code: 'port-in-use', port: running.port },
  });
  expect((await fhir(running, 'GET', 'Patient/a')).status).toBe(200);
});

test('a directory that cannot be made is named', async () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  const path = join(file, 'below');
  expect(await startPortalServer({ dataDir: path, port: 0, now: () => NOON, practice: PRACTICE })).toEqual({
    ok: false,
    error: { code: 'unwritable', path },
  });
});
