import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createFileLogger, type FileLogger } from '../../../src-main/adapters/logger.ts';
import { createSmtpMailer } from '../../../src-main/adapters/smtp-mailer.ts';
import type { Handlers } from '../../../src-main/ipc/handlers.ts';
import { createRouter } from '../../../src-main/ipc/router.ts';
import type { MailAnswer, PortalAnswer } from '../../../src-main/ports.ts';
import { appointmentResource, patientResource } from '../../support/clinic-resources.ts';
import { actor } from '../../support/local-desk.ts';
import { openSmallClinic, slotAt, WORDS } from '../../support/portal-desk.ts';
import { createSeededIds } from '../../support/seeded-ids.ts';
import { startTestSmtp } from '../../support/smtp-server.ts';

/** What a portal, a mail server or an exception says of a patient. */
const SAID = 'Ottilie Zwoelfender <ottilie.zwoelfender@mail.example>, born 1931-07-08, Kastanienallee 4';
const TRACES = /ottilie|zwoelfender|1931-07-08|1931|kastanien/i;

function fileLog(): { readonly logger: FileLogger; read(): string } {
  const directory = mkdtempSync(join(tmpdir(), 'reslot-log-'));
  const logger = createFileLogger({ directory });
  onTestFinished(() => {
    logger.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return { logger, read: () => readFileSync(join(directory, 'reslot.log'), 'utf8') };
}

const outcome = (status: number): PortalAnswer => ({
  kind: 'answer',
  status,
  body: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', diagnostics: SAID, details: { text: SAID } }],
  },
  retryAfterMs: null,
});

/** The ways in which the world fails, each with a patient's data in its words. */
const portalFailure = fc.oneof(
  fc.constantFrom(400, 401, 403, 404, 409, 410, 412, 422, 429, 500, 503).map((status) => outcome(status)),
  fc
    .constantFrom('unreachable', 'timeout', 'connection-lost', 'foreign-url', 'sign-in-failed')
    .map((why): PortalAnswer => ({ kind: 'none', why: why as 'timeout', detail: SAID })),
  fc.constant<PortalAnswer>({ kind: 'answer', status: 200, body: SAID, retryAfterMs: null }),
  fc.constant<'throws'>('throws'),
);
const mailFailure = fc.oneof(
  fc
    .constantFrom('recipient', 'message')
    .map((what): MailAnswer => ({ kind: 'refused', what: what as 'message', detail: SAID })),
  fc.constantFrom<MailAnswer>(
    { kind: 'sign-in-failed', detail: SAID },
    { kind: 'try-later', detail: SAID },
    { kind: 'try-later', detail: SAID, scope: 'message' },
  ),
  fc.constant<'throws'>('throws'),
);
const VISITS = 12;

/** So many hours after nine on the nth Tuesday of the clinic. */
const tuesday = (n: number, hours: number): string =>
  new Date(Date.UTC(2026, 11, 1 + 7 * n, 15) + hours * 3_600_000).toISOString();

type Failure<Answer> = Answer | 'throws';
const EACH_KIND: [Failure<PortalAnswer>, Failure<PortalAnswer>, Failure<MailAnswer>][] = [
  [outcome(500), outcome(422), { kind: 'refused', what: 'message', detail: SAID }],
  ['throws', 'throws', 'throws'],
];
const thrown = (): Error =>
  Object.assign(new TypeError(`${SAID}\n    at ${SAID}\n    at Zwoelfender (/ottilie/1931.ts:1:1)`), {
    code: SAID,
  });

test('whatever fails, and in whatever words: the log names no patient', async () => {
  const log = fileLog();
  const clinic = await openSmallClinic();
  await clinic.portal.put(
    patientResource({
      name: [{ family: 'Zwoelfender', given: ['Ottilie'] }],
      telecom: [{ system: 'email', value: 'ottilie.zwoelfender@mail.example' }],
    }),
  );
  await clinic.portal.put(appointmentResource({ id: 'Zwoelfender-1931' }));
  for (let n = 1; n <= VISITS; n += 1)
    await clinic.portal.put(appointmentResource({ id: `v${n}`, start: tuesday(n, 0), end: tuesday(n, 0.5) }));
  let failing: { reading: Failure<PortalAnswer>; writing: Failure<PortalAnswer> } | null = null;
  let mailing: Failure<MailAnswer> = 'throws';
  const desk = clinic.open({
    logger: log.logger,
    deliver: async () => {
      if (mailing === 'throws') throw thrown();
      return mailing;
    },
    between: async (request, send) => {
      if (failing === null) return send(request);
      const answer = request.method === 'GET' ? failing.reading : failing.writing;
      if (answer === 'throws') throw thrown();
      return answer;
    },
  });
  await desk.settle();
  let n = 0;
  await fc.assert(
    fc.asyncProperty(portalFailure, portalFailure, mailFailure, async (reading, writing, mail) => {
      n += 1;
      failing = null;
      mailing = mail;
      // Each decision is about a visit of its own: none waits for the one before.
      await desk.move(`v${n}`, tuesday(n, 1));
      failing = { reading, writing };
      await desk.move(`v${n}`, tuesday(n, 2));
    }),
    { numRuns: VISITS, examples: EACH_KIND, endOnFailure: true },
  );
  // The receptionist is told, in those words: it is the log that is not.
  expect(JSON.stringify(await desk.ask('attention.list', undefined))).toMatch(TRACES);
  const written = log.read();
  for (const event of [
    'mail-not-accepted',
    'mail-adapter-threw',
    'push-answer',
    'pull-failed',
    'sync-round-failed',
  ])
    expect(written).toContain(`"event":"${event}"`);
  expect(written).not.toMatch(TRACES);
});

test('a real mail server’s words stand with the e-mail, not in the log', async () => {
  const server = await startTestSmtp({
    behaviour: { recipient: () => ({ code: 550, words: `5.1.1 no mailbox here by the name of ${SAID}` }) },
  });
  onTestFinished(() => server.close());
  const log = fileLog();
  const clinic = await openSmallClinic();
  const mailer = createSmtpMailer({
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    user: '',
    password: null,
    fromName: 'Front desk',
    fromAddress: 'frontdesk@clinic.example',
  });
  let answered: Promise<MailAnswer> | null = null;
  const desk = clinic.open({
    logger: log.logger,
    deliver: (mail) => {
      answered = mailer.deliver(mail);
      return answered;
    },
  });
  await desk.settle();
  await desk.move('visit-1', '2026-11-30T16:00:00Z');
  await answered;
  await clinic.clock.settle();
  const [item] = await desk.ask('attention.list', undefined);
  expect(item).toMatchObject({ kind: 'mail', error: expect.stringContaining('Ottilie Zwoelfender') });
  expect(log.read()).toContain('"event":"mail-not-accepted"');
  expect(log.read()).not.toMatch(TRACES);
});

test('nor does it quote what a window sends, or where from', async () => {
  const log = fileLog();
  const clinic = await openSmallClinic();
  const desk = clinic.open({ logger: log.logger });
  const route = createRouter({
    handlers: {
      ...desk.core.handlers,
      'patients.get': () => Promise.reject(thrown()),
    } as unknown as Handlers,
    caller: { actor },
    pass: () => ({ actor, role: 'manager' }),
    ids: createSeededIds(3),
    logger: log.logger,
    window: () => ({ webContentsId: 1, origin: 'reslot://app' }),
    checkOutputs: true,
  });
  const own = { webContentsId: 1, isMainFrame: true, origin: 'reslot://app' };
  await route(own, 'patients.get', { id: 'p' });
  await route({ ...own, origin: `https://${SAID}` }, 'patients.get', { id: 'p' });
  await route(own, SAID, {});
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (junk) => {
      await route(own, 'decisions.decide', {
        [SAID]: SAID,
        on: 'request',
        id: junk,
        command: { type: SAID, [SAID]: junk },
      });
      await route(own, 'decisions.decide', {
        on: 'schedule',
        command: { type: 'book', slot: { ...slotAt(''), [SAID]: 1 }, WORDS },
      });
    }),
    { numRuns: 30 },
  );
  for (const event of ['ipc-failed', 'ipc-forbidden-sender', 'ipc-unknown-command', 'ipc-bad-input'])
    expect(log.read()).toContain(`"event":"${event}"`);
  expect(log.read()).not.toMatch(TRACES);
});
