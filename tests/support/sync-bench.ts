import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Resource } from '@medplum/fhirtypes';
import { onTestFinished } from 'vitest';
import { type PortalServer, startPortalServer } from '../../src-demo/portal/server.ts';
import { createFhirPortal } from '../../src-main/adapters/fhir-portal.ts';
import { type Db, qb } from '../../src-main/db/db.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { createDecisions, type Decisions } from '../../src-main/decisions/decisions.ts';
import type { Logger, Portal } from '../../src-main/ports.ts';
import { createSharedSettings } from '../../src-main/sync/shared/exchange.ts';
import { createSync, type Sync } from '../../src-main/sync/sync.ts';
import type { Actor } from '../../src-shared/domain/changes.ts';
import type { RequestCommand } from '../../src-shared/domain/commands.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import type { Topic } from '../../src-shared/ipc/events.ts';
import type { DecisionReceipt } from '../../src-shared/ipc/schedule-views.ts';
import {
  appointmentResource,
  locationResource,
  patientResource,
  practitionerResource,
} from './clinic-resources.ts';
import { type PortalProxy, startPortalProxy } from './portal-proxy.ts';
import { createSeededIds } from './seeded-ids.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** Fri, Nov 20, 2026, 9:00 AM in Chicago. */
const MORNING = Date.parse('2026-11-20T15:00:00Z');

/** The demo clinic's portal on a virtual clock, with the small clinic of `clinic-resources.ts` in it. */
export interface PortalBench {
  readonly portal: PortalServer;
  readonly proxy: PortalProxy;
  readonly clock: VirtualClock;
  /** Writes as another system would (PUT without a version check); resolves to what is stored. */
  put<T extends Resource>(resource: T): Promise<T>;
  /** Many, in a few transactions. */
  putAll(resources: readonly Resource[]): Promise<void>;
  post<T extends Resource>(resource: T): Promise<T>;
  get<T extends Resource>(type: T['resourceType'], id: string): Promise<T>;
  search<T extends Resource>(query: string): Promise<T[]>;
}

export async function startPortalBench(): Promise<PortalBench> {
  const clock = createVirtualClock(MORNING);
  const ids = createSeededIds(4711);
  const started = await startPortalServer({
    dataDir: null,
    port: 0,
    // A day behind the desk: nothing may depend on the two agreeing.
    now: () => clock.now() - 86_400_000,
    newId: ids.uuid,
    practice: { name: 'Testville Clinic', phone: '(312) 555-0100', zone: 'America/Chicago' },
  });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  const portal = started.value;
  onTestFinished(() => portal.stop());
  const proxy = await startPortalProxy(portal);

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${portal.fhirUrl}/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/fhir+json' } }),
    });
    const parsed: T = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(parsed)}`);
    return parsed;
  }

  const bench: PortalBench = {
    portal,
    proxy,
    clock,
    put: (resource) => call('PUT', `${resource.resourceType}/${resource.id}`, resource),
    putAll: async (resources) => {
      for (let from = 0; from < resources.length; from += 50) {
        const entry = resources.slice(from, from + 50).map((resource) => ({
          resource,
          request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
        }));
        await call('POST', '', { resourceType: 'Bundle', type: 'transaction', entry });
      }
    },
    post: (resource) => call('POST', resource.resourceType, resource),
    get: (type, id) => call('GET', `${type}/${id}`),
    async search<T extends Resource>(query: string) {
      const bundle = await call<{ entry?: { resource: T }[] }>('GET', query);
      return (bundle.entry ?? []).map((entry) => entry.resource);
    },
  };
  await bench.put(patientResource());
  await bench.put(practitionerResource());
  await bench.put(locationResource());
  await bench.put(appointmentResource());
  return bench;
}

export interface BenchDesk {
  readonly db: Db;
  readonly path: string;
  readonly decisions: Decisions;
  readonly sync: Sync;
  readonly actor: Actor;
  readonly changed: Topic[][];
  /** Counts as told, one for each round that brought any. */
  readonly arrivals: number[];
  readonly mailReleased: { times: number };
  /** What was logged, each line as JSON. */
  readonly log: string[];
  /** The round's status, after everything it did. */
  refresh(): ReturnType<Sync['refresh']>;
  /** Decides as the receptionist; throws when it is refused. Resolves to the outbox id. */
  decide(requestId: string, command: RequestCommand): string;
  /** The same for a command on the schedule. */
  schedule(command: ScheduleCommand): DecisionReceipt & { readonly outboxId: string };
  /** Ends this run as a crash would: nothing is flushed. The database stays on the disk. */
  crash(): Promise<void>;
}

export interface DeskOptions {
  readonly name?: string;
  readonly path?: string;
  readonly rules?: Partial<PracticeRules>;
  readonly portal?: Portal;
  readonly timeoutMs?: number;
  readonly seed?: number;
  /** The program's. */
  readonly version?: string;
  /** Without it the desk is there but asks nothing yet. */
  readonly start?: boolean;
}

/** A desk over the bench's proxy: a database file, decisions and sync, on the bench's clock. */
export function openBenchDesk(bench: PortalBench, options: DeskOptions = {}): BenchDesk {
  const { name = 'desk-1', seed = 1, rules } = options;
  const { clock } = bench;
  const path = options.path ?? newDatabasePath();
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const ids = createSeededIds(seed);
  const log: string[] = [];
  const note: Logger['info'] = (event, fields) => log.push(JSON.stringify({ event, ...fields }));
  const logger: Logger = { info: note, warn: note, error: note };
  const actor: Actor = { userId: 'user-1', userName: 'Robin Field', deskId: name, deskName: name };
  const portal =
    options.portal ??
    createFhirPortal({
      baseUrl: bench.proxy.fhirUrl,
      signIn: { method: 'none' },
      secret: null,
      clock,
      ids,
      timeoutMs: options.timeoutMs ?? 30_000,
    });
  const changed: Topic[][] = [];
  const arrivals: number[] = [];
  const mailReleased = { times: 0 };
  const decisions = createDecisions({
    db,
    clock,
    ids,
    logger,
    identity: actor,
    rules: () => ({ ...defaultRules, undoSeconds: 0, ...rules }),
    fromAddress: () => 'desk@example.org',
    portalConfigured: () => true,
    changed: () => {},
    released: () => sync.wake(),
    mailReady: () => {},
  });
  const shared = createSharedSettings({
    db,
    ids,
    clock,
    logger,
    defaults: defaultRules,
    by: actor,
    configured: () => true,
    serverKey: () => 'bench',
    changed: () => {},
  });
  const sync = createSync({
    db,
    clock,
    ids,
    logger,
    portal: () => portal,
    configured: () => true,
    serverKey: () => 'bench',
    ...(options.version === undefined ? {} : { version: options.version }),
    automate: decisions.automate,
    reminders: { run: () => Promise.resolve(null) },
    shared,
    zone: () => defaultRules.practice.zone,
    identity: actor,
    changed: (topics) => changed.push([...topics]),
    mailReleased: () => {
      mailReleased.times += 1;
    },
    arrived: (count) => arrivals.push(count),
    mailState: () => ({ mail: 'ok', mailDetail: null }),
  });
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    decisions.stop();
    const stopped = sync.stop();
    await clock.advance(10_000);
    await stopped;
    db.close();
  };
  onTestFinished(close);
  if (options.start !== false) {
    decisions.start();
    sync.start();
  }
  return {
    db,
    path,
    decisions,
    sync,
    actor,
    changed,
    arrivals,
    mailReleased,
    log,
    refresh: () => sync.refresh(),
    decide(requestId, command) {
      const decided = decisions.decide({ on: 'request', id: requestId, command: command }, actor);
      if (!decided.ok) throw new Error(decided.error.code);
      if (decided.value.outboxId === null) throw new Error('nothing to deliver');
      return decided.value.outboxId;
    },
    schedule(command) {
      const decided = decisions.decide({ on: 'schedule', command: command }, actor);
      if (!decided.ok) throw new Error(decided.error.code);
      const { outboxId } = decided.value;
      if (outboxId === null) throw new Error('nothing to deliver');
      return { ...decided.value, outboxId };
    },
    crash: close,
  };
}

function newDatabasePath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-sync-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'reslot.db');
}

// ---- What a test looks at

export const outboxOf = (desk: BenchDesk) =>
  desk.db.all(
    qb
      .selectFrom('outbox')
      .select(['id', 'state', 'attempts', 'last_error', 'next_attempt_ms', 'command_json'])
      .orderBy('seq'),
  );

export const outboxStates = (desk: BenchDesk): string[] => outboxOf(desk).map((row) => row.state);

export const mailsOf = (desk: BenchDesk) =>
  desk.db.all(qb.selectFrom('mail').select(['kind', 'state', 'outbox_id']).orderBy('seq'));

export const historyKinds = (desk: BenchDesk, requestId: string): string[] =>
  desk.db
    .all(qb.selectFrom('history').select('kind').where('request_id', '=', requestId).orderBy('id'))
    .map((row) => row.kind);

export const quarantined = (desk: BenchDesk) =>
  desk.db.all(
    qb.selectFrom('quarantine').select(['type', 'id', 'reason', 'detail']).orderBy('type').orderBy('id'),
  );
