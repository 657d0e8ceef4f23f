import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { EMPTY_DRAFT } from '../../../src-shared/domain/draft.ts';
import type { RequestPage } from '../../../src-shared/ipc/request-views.ts';
import { type HttpPortal, startHttpPortal } from '../../kill/portal-over-http.ts';
import { appointmentResource, patientResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { filesWith } from '../../support/data-key.ts';
import { startPortalProxy } from '../../support/portal-proxy.ts';
import { openPage, type PreviewPage } from '../../support/preview-page.ts';
import { type PreviewProcess, startPreview } from '../../support/preview-process.ts';
import { startTestSmtp, type TestSmtp } from '../../support/smtp-server.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

/** Stands in everything that is planted, and in nothing else. */
const MARK = 'zqxplanted';
/** As it stands at the begin of a name, in a search index, and in shouted words. */
const SPELLINGS = [MARK, MARK.charAt(0).toUpperCase() + MARK.slice(1), MARK.toUpperCase()];
const NOW = Date.parse('2026-11-20T15:00:00Z');

let folder: string;
let portal: HttpPortal;
let smtp: TestSmtp;
let desk: PreviewProcess | null;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reslot-planted-'));
  for (const name of ['desk', 'temporary', 'home']) mkdirSync(join(folder, name), { mode: 0o700 });
  desk = null;
  portal = await startHttpPortal(() => NOW);
  smtp = await startTestSmtp();
});
afterEach(async () => {
  await desk?.end('SIGKILL');
  await Promise.all([portal.stop(), smtp.close()]);
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<PreviewPage> {
  desk = await startPreview({
    files: folder,
    program: [`--data-dir=${join(folder, 'desk')}`, `--now=${new Date(NOW).toISOString()}`],
    env: { TMPDIR: join(folder, 'temporary'), HOME: join(folder, 'home') },
  });
  return openPage(desk.deskUrl);
}

/** The files, the terminal and the command line in which something planted stands as it is. */
const found = (process: PreviewProcess | null): string[] => [
  ...filesWith(folder, SPELLINGS),
  ...(SPELLINGS.some((one) => process?.output().includes(one)) ? ['the terminal'] : []),
];

test('what patients, the desk and servers have said stands nowhere in clear, and no secret does', async () => {
  await portal.put(
    patientResource({
      id: 'planted',
      name: [{ given: ['Zqxplanted'], family: 'Zqxplanted-Moss' }],
      telecom: [
        { system: 'phone', value: '(312) 555-0142 ext. zqxplanted' },
        { system: 'email', value: 'zqxplanted@example.org' },
      ],
      address: [{ text: 'zqxplanted Street' }],
    }),
  );
  const participant = [
    { actor: { reference: 'Patient/planted' }, status: 'accepted' as const },
    { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' as const },
  ];
  const asks = { for: { reference: 'Patient/planted' }, requester: { reference: 'Patient/planted' } };
  for (const one of ['a', 'b', 'c'])
    await portal.put(
      appointmentResource({
        id: `planted-${one}`,
        comment: 'zqxplanted: a rash',
        participant,
        start: `2026-12-0${'abc'.indexOf(one) + 1}T15:00:00Z`,
        end: `2026-12-0${'abc'.indexOf(one) + 1}T15:30:00Z`,
      }),
    );
  for (const one of ['a', 'b', 'c'])
    await portal.put(
      rescheduleTask({
        ...asks,
        id: `task-${one}`,
        focus: { reference: `Appointment/planted-${one}` },
        note: [{ text: 'zqxplanted: I am ill' }],
      }),
    );
  // Cannot be shown, and is kept as it came.
  await portal.put(
    rescheduleTask({
      ...asks,
      id: 'task-unreadable',
      code: { text: 'zqxplanted', coding: [{ code: 'zqxplanted' }] },
    }),
  );
  const proxy = await startPortalProxy(portal);
  const page = await start();
  const ok = async (...[name, input]: Parameters<PreviewPage['invoke']>): Promise<unknown> => {
    const answer = await page.invoke(name, input);
    expect([name, answer]).toEqual([name, expect.objectContaining({ ok: true })]);
    return answer.ok ? answer.value : null;
  };
  await ok('settings.save', {
    portal: { kind: 'fhir', baseUrl: proxy.fhirUrl, signIn: { method: 'bearer' } },
    portalSecret: 'zqxplanted-token',
    mail: {
      kind: 'smtp',
      host: '127.0.0.1',
      port: smtp.port,
      security: 'none',
      user: 'zqxplanted-user',
      fromName: 'Front desk',
      fromAddress: 'frontdesk@clinic.example',
    },
    mailSecret: 'zqxplanted-password',
    rules: { ...defaultRules, undoSeconds: 0 },
  });
  const inbox = async (search = ''): Promise<RequestPage['rows']> => {
    const given = {
      view: 'inbox',
      practitionerId: null,
      kind: null,
      filter: 'all',
      sort: 'arrival',
    } as const;
    return ((await ok('requests.list', { ...given, search, cursor: null, limit: 50 })) as RequestPage).rows;
  };
  await expect.poll(() => inbox('zqxplanted'), { timeout: 60_000 }).toHaveLength(3);
  const [first, second, third] = await inbox('zqxplanted');
  if (!first || !second || !third) throw new Error('three were asked for');

  // Everything that is typed.
  await ok('patients.search', { text: 'zqxplanted', limit: 10 });
  await ok('requests.addNote', { id: first.id, text: 'zqxplanted: called twice' });
  await ok('drafts.save', {
    subject: `request/${second.id}`,
    draft: { ...EMPTY_DRAFT, message: 'zqxplanted draft', otherReason: 'zqxplanted' },
  });
  await ok('patients.add', {
    givenName: 'Zqxplanted',
    familyName: 'Zqxplanted-Reed',
    birthDate: '1984-03-09',
    phone: '(312) 555-0143',
    email: 'zqxplanted.reed@example.org',
  });
  // What servers say, in their own words.
  smtp.behaviour.recipient = () => ({ code: 550, words: 'no zqxplanted here' });
  const words = { reasonCode: 'other', reasonText: 'zqxplanted reason', message: 'zqxplanted message' };
  await ok('decisions.decide', {
    on: 'request',
    id: first.id,
    command: { type: 'deny', words },
  });
  await expect
    .poll(() => ok('attention.list', undefined), { timeout: 60_000 })
    .toContainEqual(expect.objectContaining({ kind: 'mail' }));
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', diagnostics: 'zqxplanted is not allowed' }],
  };
  for (const fault of [
    { status: 500, body: '<html>zqxplanted' },
    { status: 422, body: JSON.stringify(outcome) },
  ]) {
    proxy.fault = ({ method }) => (method === 'POST' ? fault : null);
    const { length } = proxy.seen;
    await ok('decisions.decide', {
      on: 'request',
      id: fault.status === 500 ? second.id : third.id,
      command: { type: 'deny', words },
    });
    await expect
      .poll(() => proxy.seen.slice(length).some(({ method }) => method === 'POST'), { timeout: 60_000 })
      .toBe(true);
  }
  await page.invoke('settings.testMail', {
    mail: { ...SMTP, host: '127.0.0.1', port: smtp.port },
    secret: 'zqxplanted-wrong',
    to: 'zqxplanted@example.org',
  });
  await page.invoke('app.reportCrash', {
    where: 'requests',
    stack: 'Error: zqxplanted\n    at Row (reslot://app/assets/index.js:1:1)',
  });
  await ok('sheet.preview', { from: '2026-12-01', days: 1, practitionerId: null, phones: true });
  await ok('backups.make', undefined);
  const { text } = (await ok('diagnostics.get', undefined)) as { text: string };
  expect(text).toContain('window-error');
  expect(SPELLINGS.filter((one) => text.includes(one))).toEqual([]);
  expect(text).not.toContain('example.org');

  const commandLine = readFileSync(`/proc/${desk?.pid}/cmdline`, 'utf8');
  expect(commandLine).not.toContain(MARK);
  // As a power failure leaves it, and after an end in good order.
  await desk?.end('SIGKILL');
  page.close();
  expect(found(desk)).toEqual([]);
  (await start()).close();
  await desk?.end('SIGTERM');
  expect(found(desk)).toEqual([]);
});

const SMTP = {
  kind: 'smtp',
  security: 'none',
  user: 'zqxplanted-user',
  fromName: 'Front desk',
  fromAddress: 'frontdesk@clinic.example',
} as const;
