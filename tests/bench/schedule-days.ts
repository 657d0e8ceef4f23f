// npm run bench: a day of the schedule, an idle round with the portal, opening the database, a sheet and a backup, with few and with many appointments.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import DatabaseConnection from 'better-sqlite3';
import { runJob } from '../../src-main/backups/run-job.ts';
import { type CoreHandlers, createCore } from '../../src-main/core.ts';
import type { Db } from '../../src-main/db/db.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { savePatient, savePractitioner } from '../../src-main/db/queries/people.ts';
import type { Portal } from '../../src-main/ports.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import { HOUR_MS, MINUTE_MS } from '../../src-shared/domain/time.ts';
import { BACKUP_WORKER } from '../support/backups.ts';
import { at, buildPatient, NOW } from '../support/domain.ts';
import { noSecrets } from '../support/no-secrets.ts';
import { createSeededIds } from '../support/seeded-ids.ts';
import { sheetPorts } from '../support/sheet.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { count, type Measured, ms, report, seconds } from './report.ts';
import { choice } from './sizes.ts';
import { longestStall, stallLine } from './stall.ts';
import { percentile, say } from './support.ts';

const PROVIDERS = 24;
const PATIENTS = 5000;
/** Each provider's, of 15 minutes: as many at either size, so that the days compared are alike. */
const VISITS_A_DAY = 25;
/** As many as `--size` says at most, beside the smallest. */
const ROWS = [300, 30_000, 300_000, 2_190_000, 7_800_000];
/** Fewer do not fill the days that are looked at. */
const LEAST_FULL = 30_000;
const DAYS_LOOKED_AT = ['2026-11-20', '2026-11-23', '2026-11-24'];
const WARM_UP = 20;
const ROUNDS = 200;
const POLLS = 40;

/** One statement makes them all. */
const FILL = `
INSERT INTO appointment
  (id, portal_id, uid, sequence, patient_id, practitioner_id, location_id, type_code, type_display,
   start_ms, end_ms, status)
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :rows)
SELECT printf('visit-%07d', i), printf('visit-%07d', i), printf('uid-%07d', i), 0,
       printf('patient-%d', (i * 7919) % :patients), printf('provider-%d', i % :providers), NULL,
       'follow-up', 'Follow-up',
       :first + (i / :perDay) * :day + ((i % :perDay) / :providers) * :visit,
       :first + (i / :perDay) * :day + ((i % :perDay) / :providers + 1) * :visit, 'booked'
FROM n`;

interface Desk {
  readonly rows: number;
  readonly path: string;
  readonly openMs: number;
  readonly handlers: CoreHandlers;
  readonly days: number[];
  readonly polls: number[];
  close(): Promise<void>;
}

/** A database with that many appointments, the same at every run, in the days that end a month after today. */
function fill(path: string, rows: number): void {
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.code);
  people(opened.value);
  opened.value.close();
  const connection = new DatabaseConnection(path);
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'cache_size = -500000'])
    connection.pragma(pragma);
  const indexes = connection
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'appointment' AND sql IS NOT NULL",
    )
    .all();
  for (const { name } of indexes) connection.exec(`DROP INDEX ${name}`);
  const perDay = PROVIDERS * VISITS_A_DAY;
  // Whole numbers are bound as such only as bigint.
  connection.prepare(FILL).run({
    rows: BigInt(rows),
    patients: BigInt(PATIENTS),
    providers: BigInt(PROVIDERS),
    perDay: BigInt(perDay),
    first: BigInt(at('2026-12-24', '08:00') - Math.ceil(rows / perDay) * 24 * HOUR_MS),
    day: BigInt(24 * HOUR_MS),
    visit: BigInt(15 * MINUTE_MS),
  });
  // An index over rows that are there is made in one go.
  for (const { sql } of indexes) connection.exec(sql);
  connection.close();
}

function people(db: Db): void {
  db.transaction(() => {
    for (let index = 0; index < PROVIDERS; index += 1)
      savePractitioner(db, { id: `provider-${index}`, name: `Provider ${index}`, active: true });
    for (let index = 0; index < PATIENTS; index += 1) {
      const id = `patient-${index}`;
      savePatient(db, buildPatient({ id, name: `Given Family${index}` }), { portalId: id });
    }
  });
}

/** A portal with no news. */
const quietPortal: Portal = {
  send: async () => ({
    kind: 'answer',
    status: 200,
    body: { resourceType: 'Bundle', type: 'searchset', link: [] },
    retryAfterMs: null,
  }),
};

async function openDesk(folder: string, rows: number): Promise<Desk> {
  const path = join(folder, `${rows}.db`);
  const before = performance.now();
  fill(path, rows);
  say(`${count(rows)} appointments written in ${seconds(performance.now() - before)}`);
  const opening = performance.now();
  const opened = openDatabase(path);
  const openMs = performance.now() - opening;
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const core = createCore({
    db,
    ports: {
      clock: createVirtualClock(NOW),
      ids: createSeededIds(1),
      logger: { info: () => {}, warn: () => {}, error: () => {} },
      ...sheetPorts(),
      secrets: noSecrets('none'),
      connections: {
        portal: () => quietPortal,
        mailer: () => ({ deliver: async () => ({ kind: 'accepted' }) }),
      },
    },
    identity: { userId: 'u', userName: 'U', deskId: 'd', deskName: 'D' },
    demo: true,
    defaults: { rules: defaultRules, portal: { kind: 'demo' }, mail: { kind: 'none' } },
  });
  core.start();
  return {
    rows,
    path,
    openMs,
    handlers: core.handlers,
    days: [],
    polls: [],
    async close() {
      await core.stop();
      db.close();
    },
  };
}

const caller = { actor: { userId: 'u', userName: 'U', deskId: 'd', deskName: 'D' } };

async function look({ handlers, days }: Desk, round: number): Promise<void> {
  const from = DAYS_LOOKED_AT[Math.abs(round) % DAYS_LOOKED_AT.length] ?? '';
  const before = performance.now();
  const answer = await handlers['schedule.days'](
    { from, days: 1, practitionerId: null, includeCancelled: false },
    caller,
  );
  const ms = performance.now() - before;
  const found = answer.ok ? answer.value.days[0]?.appointments.length : 0;
  if (found !== PROVIDERS * VISITS_A_DAY) throw new Error(`${found} appointments on ${from}`);
  if (round >= 0) days.push(ms);
}

async function poll({ handlers, polls }: Desk): Promise<void> {
  const before = performance.now();
  const answer = await handlers['sync.refresh'](undefined, caller);
  polls.push(performance.now() - before);
  if (!answer.ok || answer.value.phase !== 'up-to-date') throw new Error('The round did not end well');
}

/** The largest beside the smallest, of those that `of` admits. */
function compare(
  desks: readonly Desk[],
  what: string,
  measured: (desk: Desk) => readonly number[],
  { least = 0, goal }: { readonly least?: number; readonly goal: number | null },
): void {
  const among = desks.filter(({ rows }) => rows >= least);
  const [small, large] = [among[0], among.at(-1)];
  if (small === undefined || large === undefined) return;
  const figure = (desk: Desk): string => {
    const times = measured(desk);
    return times.length === 1
      ? seconds(times[0] ?? 0)
      : `median ${ms(percentile(times, 0.5))}, p99 ${ms(percentile(times, 0.99))}`;
  };
  const ratio = percentile(measured(large), 0.5) / percentile(measured(small), 0.5);
  report({
    what: `${what}, ${count(large.rows)} appointments on file`,
    figure: figure(large),
    beside: `${count(small.rows)} on file: ${figure(small)}`,
    ratio,
    goal: goal === null ? '' : `≤ ${goal}`,
    met: goal === null ? null : ratio <= goal,
  } satisfies Measured);
}

/** What a desk with much on file does beside a person's work: a sheet of a day, and a backup that is made and verified. */
async function stalls({ rows, path, handlers }: Desk): Promise<void> {
  const onFile = `${count(rows)} appointments on file`;
  const [from = ''] = DAYS_LOOKED_AT;
  const sheet = await longestStall(async () => {
    const answer = await handlers['sheet.preview'](
      { from, days: 1, practitionerId: null, phones: true },
      caller,
    );
    if (!answer.ok) throw new Error(answer.error.code);
  });
  report(
    stallLine(`a downtime sheet of ${PROVIDERS * VISITS_A_DAY} visits, ${onFile}: longest stall`, sheet),
  );
  const target = `${path}.backup`;
  writeFileSync(target, '');
  const before = performance.now();
  const backup = await longestStall(async () => {
    const { end } = await runJob(BACKUP_WORKER, {
      do: 'make',
      database: path,
      target,
      madeAt: NOW,
      key: null,
    }).ended;
    if (end !== 'done') throw new Error(end);
  });
  const took = `, made and verified in ${seconds(performance.now() - before)}`;
  report(stallLine(`a backup, ${onFile}: longest stall`, backup, took));
}

const { size } = choice();
const folder = mkdtempSync(join(tmpdir(), 'reslot-bench-'));
try {
  const desks: Desk[] = [];
  for (const rows of ROWS.filter((one) => one <= Math.max(300_000, size.appointments)))
    desks.push(await openDesk(folder, rows));
  const full = desks.filter(({ rows }) => rows >= LEAST_FULL);
  // Turn by turn, so that whatever else the machine does hits all alike.
  for (let round = -WARM_UP; round < ROUNDS; round += 1) for (const desk of full) await look(desk, round);
  for (let round = 0; round < POLLS; round += 1) for (const desk of desks) await poll(desk);
  compare(desks, `a day's query, ${PROVIDERS * VISITS_A_DAY} appointments`, (desk) => desk.days, {
    least: LEAST_FULL,
    goal: 2,
  });
  compare(desks, 'a round without news', (desk) => desk.polls, { goal: 1.2 });
  compare(desks, 'opening the database, its check included', (desk) => [desk.openMs], {
    least: LEAST_FULL,
    goal: null,
  });
  const largest = desks.at(-1);
  if (largest) await stalls(largest);
  for (const desk of desks) await desk.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
