import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readOptions } from '../../../scripts/portal-check/options.ts';
import { reportLines } from '../../../scripts/portal-check/report.ts';
import { startPortalServer } from '../../../src-demo/portal/server.ts';
import { closedOrigin } from '../../support/scripted-server.ts';

const SCRIPT = resolve(import.meta.dirname, '../../../scripts/portal-check/run.ts');

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'reslot-check-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const run = (...args: string[]) =>
  new Promise<{ readonly status: number; readonly out: string; readonly err: string }>((done) => {
    const child = execFile(process.execPath, [SCRIPT, ...args], (_error, out, err) =>
      done({ status: child.exitCode ?? -1, out, err }),
    );
  });

test('a portal that is all right: a report, the same as JSON, and exit status 0', async () => {
  const started = await startPortalServer({
    dataDir: null,
    port: 0,
    now: () => Date.now(),
    practice: { name: 'Testville Clinic', phone: '(312) 555-0100', zone: 'America/Chicago' },
  });
  if (!started.ok) throw new Error(started.error.code);
  onTestFinished(() => started.value.stop());
  const json = join(folder(), 'report.json');
  const { status, out, err } = await run(started.value.fhirUrl, '--json', json);
  expect(err).toBe('');
  expect(status).toBe(0);
  expect(out).toContain('The portal has everything Reslot needs.');
  const report = JSON.parse(readFileSync(json, 'utf8'));
  expect(report).toMatchObject({ url: started.value.fhirUrl, ok: true });
  expect(report.findings).toContainEqual({
    level: 'good',
    code: 'atomic',
    detail: '',
    sentence: 'A decision that is refused in one part leaves nothing behind.',
  });
});

test('nobody there: said, and exit status 1', async () => {
  const { status, out } = await run(`${await closedOrigin()}/fhir`);
  expect(status).toBe(1);
  expect(out).toContain('The server cannot be reached');
});

test('called without an address it says how it is called: exit status 2', async () => {
  const { status, err } = await run();
  expect(status).toBe(2);
  expect(err).toContain('npm run portal:check -- URL');
});

const URL = 'https://portal.example/fhir';
const OAUTH = ['--client-id', 'desk', '--token-url', 'https://portal.example/token'];

test.each<[string, string[], object]>([
  ['no sign-in', [], { method: 'none' }],
  ['a token', ['--token'], { method: 'bearer' }],
  ['a client secret', OAUTH, { method: 'client-credentials', clientId: 'desk', scope: '' }],
  [
    'a private key',
    [...OAUTH, '--key', 'ES384', '--key-id', 'k1'],
    { method: 'private-key-jwt', algorithm: 'ES384', keyId: 'k1' },
  ],
])('%s is read from the arguments, its secret from a file or the environment', (_what, args, signIn) => {
  const file = join(folder(), 'secret');
  writeFileSync(file, 's3cret\n');
  const expected = { config: { kind: 'fhir', baseUrl: URL, signIn }, secret: 's3cret', writes: true };
  expect(readOptions([URL, ...args, '--secret-file', file], {})).toMatchObject(expected);
  expect(readOptions([URL, ...args], { RESLOT_PORTAL_SECRET: 's3cret' })).toMatchObject(expected);
});

test.each<[string, string[]]>([
  ['an address that is none', ['portal']],
  ['two addresses', [URL, URL]],
  ['a sign-in without its secret', [URL, '--token']],
  ['an algorithm that nobody knows', [URL, ...OAUTH, '--key', 'HS256', '--secret-file', '/dev/null']],
  ['an option that there is not', [URL, '--force']],
])('%s is not understood', (_what, args) => {
  expect(readOptions(args, {})).toEqual(expect.any(String));
});

test('the report has the worst first, and each sentence once', () => {
  const lines = reportLines(URL, {
    ok: false,
    findings: [
      { level: 'good', code: 'reached', detail: '' },
      { level: 'failed', code: 'search', detail: 'Task: HTTP 400' },
      { level: 'failed', code: 'search', detail: 'Patient: HTTP 400' },
    ],
  });
  expect(lines.slice(0, 3)).toEqual([URL, 'The portal cannot be used like this.', '']);
  expect(lines[3]).toMatch(/^Failed {3}The search that loads everything/);
  expect(lines.slice(4, 6).map((line) => line.trim())).toEqual(['Task: HTTP 400', 'Patient: HTTP 400']);
  expect(lines[6]).toBe('Good     The server answers.');
});
