// npm run bench -- --only desks: what fifteen desks ask of their portal while nothing happens, and on a Monday morning. The clock is a virtual
// one: requests and bytes are counted, and no time is measured.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Appointment, Task } from '@medplum/fhirtypes';
import { DEMO_SEED, demoResources } from '../../src-demo/data/demo-data.ts';
import { requestTask } from '../../src-demo/data/request-resources.ts';
import { type Core, createCore } from '../../src-main/core.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import type { PortalAnswer, PortalRequest } from '../../src-main/ports.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import { HOUR_MS, MINUTE_MS } from '../../src-shared/domain/time.ts';
import { noSecrets } from '../support/no-secrets.ts';
import { smtpFrom, WORDS } from '../support/portal-desk.ts';
import { createInProcessPortal } from '../support/portal-in-process.ts';
import { createSeededIds } from '../support/seeded-ids.ts';
import { sheetPorts } from '../support/sheet.ts';
import { createTellingPortal, type TellingPortal } from '../support/telling-portal.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { report } from './report.ts';

const DESKS = 15;
/** New requests in an hour of a Monday, each decided by the desk whose turn it is: a practice of some thirty providers. */
const ASKED_AN_HOUR = 120;

const MONDAY = Date.parse('2026-11-23T14:00:00Z');
const clock = createVirtualClock(MONDAY);
const resources = demoResources(DEMO_SEED, MONDAY);
const portal = createInProcessPortal(clock.now, 1, resources);
const folder = mkdtempSync(join(tmpdir(), 'reslot-desks-'));

const counted = { reads: 0, writes: 0, bytes: 0 };

let tells: TellingPortal | null = null;

async function send(request: PortalRequest): Promise<PortalAnswer> {
  const answer = tells?.answer(request) ?? (await portal.send(request));
  counted[request.method === 'GET' ? 'reads' : 'writes'] += 1;
  counted.bytes += answer.kind === 'answer' ? JSON.stringify(answer.body ?? '').length : 0;
  return answer;
}

function openDesk(nth: number): { readonly core: Core; readonly close: () => void } {
  const opened = openDatabase(join(folder, `${nth}.db`));
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const name = `Desk ${nth + 1}`;
  const core = createCore({
    db,
    ports: {
      clock,
      ids: createSeededIds(nth + 2),
      logger: { info: () => {}, warn: () => {}, error: () => {} },
      secrets: noSecrets('none'),
      ...sheetPorts(),
      connections: {
        portal: () => ({ send }),
        socket: () => async (address, events) => tells?.open(address, events) ?? null,
        mailer: () => ({ deliver: async () => ({ kind: 'accepted' }) }),
      },
    },
    identity: { userId: `user-${nth}`, userName: name, deskId: `desk-${nth}`, deskName: name },
    demo: false,
    defaults: {
      rules: { ...defaultRules, undoSeconds: 0 },
      portal: { kind: 'fhir', baseUrl: 'http://portal.example/fhir', signIn: { method: 'none' } },
      mail: smtpFrom('frontdesk@clinic.example'),
    },
  });
  core.start();
  return { core, close: () => db.close() };
}

/** Requests and kilobytes a second of all desks together, over some time of the virtual clock. */
async function over(ms: number, work: () => Promise<void>): Promise<string> {
  Object.assign(counted, { reads: 0, writes: 0, bytes: 0 });
  await work();
  const seconds = ms / 1000;
  const { reads, writes, bytes } = counted;
  const each = (value: number): string => (value / seconds).toFixed(2);
  return `${each(reads + writes)} requests a second (${each(writes)} of them writes), ${(bytes / 1000 / seconds).toFixed(1)} kB a second`;
}

const desks = Array.from({ length: DESKS }, (_, nth) => openDesk(nth));
// The first load, and the minute in which its end is read again.
await clock.advance(15 * MINUTE_MS);

const line = (what: string, figure: string): void =>
  report({ what, figure, beside: '', ratio: null, goal: '', met: null });

const HALF_AN_HOUR = HOUR_MS / 2;
const idle = () => clock.advance(HALF_AN_HOUR);
line(`${DESKS} desks, windows in use, nothing happens`, await over(HALF_AN_HOUR, idle));
for (const { core } of desks) core.setForeground(false);
await clock.advance(MINUTE_MS);
line('… no window in use', await over(HALF_AN_HOUR, idle));
for (const { core } of desks) core.setForeground(true);
await clock.advance(MINUTE_MS);

// The same portal says over a web socket when there is something new: the desks ask what it offers within the hour.
tells = createTellingPortal();
await clock.advance(HOUR_MS + 5 * MINUTE_MS);
if (tells.sockets() !== DESKS) throw new Error(`${tells.sockets()} sockets`);
line('… windows in use, the portal tells what is new', await over(HALF_AN_HOUR, idle));
tells.cut(true);
tells = null;
await clock.advance(5 * MINUTE_MS);

const visits = resources.filter(
  (one): one is Appointment =>
    one.resourceType === 'Appointment' &&
    one.status === 'booked' &&
    Date.parse(one.start ?? '') > clock.now() + 3 * 24 * HOUR_MS,
);
line(
  `… windows in use, ${ASKED_AN_HOUR} requests an hour arrive, and are decided`,
  await over(HOUR_MS, async () => {
    for (let n = 0; n < ASKED_AN_HOUR; n += 1) {
      await askAndDeny(n);
      await clock.advance(HOUR_MS / ASKED_AN_HOUR);
    }
  }),
);
const denied = await portal.search<Task>('Task?status=rejected&_count=1000');
const decided = denied.filter(({ id }) => id?.startsWith('monday-')).length;
if (decided < ASKED_AN_HOUR - DESKS) throw new Error(`${decided} requests were decided`);

/** A patient asks; the desk whose turn it is denies what was asked some minutes before. */
async function askAndDeny(n: number): Promise<void> {
  const appointment = visits[n];
  const patient = appointment?.participant[0]?.actor;
  if (!appointment || !patient) throw new Error('too few visits');
  await portal.put(
    requestTask({
      id: `monday-${n}`,
      kind: 'reschedule',
      appointment,
      patient: { reference: patient.reference ?? '' },
      authored: clock.now(),
      wanted: { start: clock.now() + 30 * 24 * HOUR_MS, end: clock.now() + 30 * 24 * HOUR_MS + HOUR_MS / 2 },
    }),
  );
  const earlier = n - 5;
  if (earlier < 0) return;
  const turn = n % DESKS;
  const answer = await desks[turn]?.core.handlers['decisions.decide'](
    { on: 'request', id: `monday-${earlier}`, command: { type: 'deny', words: WORDS } },
    { actor: { userId: 'u', userName: 'U', deskId: `desk-${turn}`, deskName: `Desk ${turn + 1}` } },
  );
  if (answer?.ok !== true) throw new Error(JSON.stringify(answer));
}

for (const { core, close } of desks) {
  const stopped = core.stop();
  await clock.advance(10_000);
  await stopped;
  close();
}
portal.close();
rmSync(folder, { recursive: true, force: true });
