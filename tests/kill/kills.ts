import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { qb } from '../../src-main/db/db.ts';
import { migrations } from '../../src-main/db/migrations/index.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { dataFilesIn } from '../../src-main/shell/data-files.ts';
import { handSteps } from '../simulation/history.ts';
import { type RestedDesk, readPortal } from '../simulation/invariants/evidence.ts';
import { violations } from '../simulation/invariants/invariants.ts';
import { createPatients } from '../simulation/patients.ts';
import { tagsIn } from '../simulation/portal.ts';
import { type Acknowledged, createReceptionist } from '../simulation/receptionist.ts';
import { keyOfDesk } from '../support/data-key.ts';
import { type Fault, openPortalProxy } from '../support/portal-proxy.ts';
import { createSeededIds } from '../support/seeded-ids.ts';
import { startTestSmtp } from '../support/smtp-server.ts';
import { createMortalDesk, type MortalDesk } from './mortal-desk.ts';
import { startHttpPortal } from './portal-over-http.ts';
import { tornAt } from './torn-log.ts';

/** What was done, and what did not hold. */
export interface KillReport {
  readonly kills: number;
  readonly decisions: number;
  readonly faults: number;
  readonly letters: number;
  /** Copies of the files of a killed desk whose log was torn. */
  readonly tornLogs: number;
  readonly found: readonly string[];
}

/** Friday, Nov 20, 2026, 9:00 AM in Chicago: ten days before the simulated clinic's times. */
const FIRST_NOW = Date.UTC(2026, 10, 20, 15);
/** A life lasts up to so long after the page is there. */
const LONGEST_LIFE_MS = 2500;
const REST_LIMIT_MS = 5 * 60_000;
/** One in so many requests to the portal meets a fault. */
const FAULT_IN = 5;

const FAULTS: readonly Fault[] = [
  'lose-answer',
  'lose-answer',
  'break',
  'cut',
  { status: 500 },
  { status: 503, headers: { 'retry-after': '1' } },
  { status: 409 },
];

/**
 * A day at the built program in a process of its own, with a real portal behind a network that fails, and a real mail server. It is
 * killed at random moments and started again on its files; then everything works, and what was promised is looked at on the real
 * files. The seed gives the same day; when it is killed depends on the machine as well.
 */
export async function runKills(
  { kills, seed }: { readonly kills: number; readonly seed: number },
  tell: (killed: number) => void = () => {},
): Promise<KillReport> {
  const began = Date.now();
  const now = (): number => FIRST_NOW + Date.now() - began;
  const folder = mkdtempSync(join(tmpdir(), 'reslot-kill-'));
  const ids = createSeededIds(seed);
  const portal = await startHttpPortal(now);
  const proxy = await openPortalProxy(portal);
  const smtp = await startTestSmtp();
  const desk = createMortalDesk(folder, { fhirUrl: proxy.fhirUrl, smtpPort: smtp.port, now });
  const figures = { faults: 0, tornLogs: 0 };
  const applied: string[] = [];
  const seen: string[] = [];
  const acknowledged: Acknowledged[] = [];
  const person = createReceptionist(0, desk, acknowledged, (what) => seen.push(what));
  const patients = createPatients(portal, { now }, ids.uuid);
  const steps = fc.sample(handSteps, { seed, numRuns: 50 * kills + 50 });

  proxy.answered = ({ method, path, body }, status) => {
    if (method === 'POST' && path === '' && status < 300) applied.push(...tagsIn(JSON.parse(body)));
  };

  async function live(): Promise<void> {
    let over = false;
    const life = ids.random() * LONGEST_LIFE_MS;
    delete smtp.behaviour.message;
    if (ids.random() < 0.2) smtp.behaviour.message = 'drop';
    const killed = delay(life).then(async () => {
      over = true;
      await desk.kill();
    });
    while (!over) {
      const step = steps.pop();
      if (step) await act(step);
      await delay(ids.random() * 60);
    }
    await killed;
  }

  async function act(step: (typeof steps)[number]): Promise<void> {
    switch (step.do) {
      case 'decide':
      case 'schedule':
      case 'undo':
      case 'type':
        return person.perform(step);
      default:
        return patients.perform(step);
    }
  }

  try {
    proxy.fault = () => {
      if (ids.random() * FAULT_IN >= 1) return null;
      figures.faults += 1;
      return FAULTS[Math.floor(ids.random() * FAULTS.length)] ?? null;
    };
    for (let killed = 1; killed <= kills; killed += 1) {
      await desk.start();
      await live();
      const key = await keyOfDesk(desk.dataDir);
      for (const tear of ['cut-off', 'garbled'] as const) {
        figures.tornLogs += 1;
        seen.push(...tornAt({ left: desk.left, key }, desk.db(), ids.random(), tear));
      }
      tell(killed);
    }
    proxy.fault = () => null;
    delete smtp.behaviour.message;
    await desk.start();
    await comeToRest(desk);
    await desk.quit();

    const { database } = dataFilesIn(desk.dataDir);
    const opened = openDatabase(database, migrations, 'clinic', true, await keyOfDesk(desk.dataDir));
    if (!opened.ok) throw new Error(opened.error.code);
    const rested: RestedDesk = {
      name: desk.name,
      db: () => opened.value,
      taken: smtp.messages.map(({ messageId = '' }) => ({ messageId })),
      confirmed: null,
      expectedWords: (stateOf) => person.words.expected(stateOf),
    };
    const accepted = acknowledged.map((decision) => ({ ...decision, desk: rested }));
    const found = violations({
      desks: [rested],
      accepted,
      portal: await readPortal(portal),
      applied,
      lost: new Set(),
      restored: false,
      untold: new Set(),
    });
    opened.value.close();
    return {
      kills,
      decisions: acknowledged.length,
      ...figures,
      letters: smtp.messages.length,
      found: [...seen, ...found],
    };
  } finally {
    await desk.kill();
    await Promise.all([proxy.close(), smtp.close()]);
    await portal.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Somebody asks again until nothing is left to do, and gives up what the portal refuses twice. */
async function comeToRest(desk: MortalDesk): Promise<void> {
  const limit = Date.now() + REST_LIMIT_MS;
  const refused = new Set<string>();
  for (;;) {
    await desk.ask('sync.refresh', undefined);
    await desk.ask('sync.networkReturned', undefined);
    const failed = desk.db().all(qb.selectFrom('outbox').select('id').where('state', '=', 'failed'));
    for (const { id } of failed) {
      await desk.ask(refused.has(id) ? 'attention.dismiss' : 'attention.retry', { kind: 'decision', id });
      refused.add(id);
    }
    const waiting = desk
      .db()
      .all(qb.selectFrom('outbox').select('id').where('state', 'in', ['held', 'ready', 'unsure', 'failed']));
    const letters = desk.db().all(qb.selectFrom('mail').select('id').where('state', '=', 'ready'));
    if ((waiting.length === 0 && letters.length === 0) || Date.now() > limit) break;
    await delay(250);
  }
  for (const _ of [1, 2]) await desk.ask('sync.refresh', undefined);
}
