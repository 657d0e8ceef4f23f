import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Db, qb } from '../../src-main/db/db.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { saveAppointment } from '../../src-main/db/queries/appointments.ts';
import { saveLocation, savePatient, savePractitioner } from '../../src-main/db/queries/people.ts';
import { savePortalCopy } from '../../src-main/db/queries/portal-copies.ts';
import { saveRequest } from '../../src-main/db/queries/requests.ts';
import type { Tables } from '../../src-main/db/schema.ts';
import { createDecisions, type Decisions } from '../../src-main/decisions/decisions.ts';
import type { Logger } from '../../src-main/ports.ts';
import type { Appointment } from '../../src-shared/domain/appointment.ts';
import type { Actor } from '../../src-shared/domain/changes.ts';
import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import type { PracticeRules } from '../../src-shared/domain/practice.ts';
import type { AppointmentRequest } from '../../src-shared/domain/request.ts';
import { blankDatabase } from './blank-database.ts';
import { buildAppointment, buildPatient, buildRequest, NOW } from './domain.ts';
import { createSeededIds } from './seeded-ids.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** The local half of a desk, without window and network: a database file, a virtual clock, decisions. */

export const actor: Actor = {
  userId: 'user-1',
  userName: 'Robin Field',
  deskId: 'desk-1',
  deskName: 'Front desk',
};

/** Discards: a test that asserts on the log brings its own. */
export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * A database file of its own, closed and removed when the test ends. `content`: of a database that is there already, as another
 * build left it.
 */
export function temporaryDatabase(content: Uint8Array = blankDatabase()): {
  readonly db: Db;
  readonly path: string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'reslot-'));
  const path = join(folder, 'reslot.db');
  writeFileSync(path, content, { mode: 0o600 });
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.code);
  onTestFinished(() => {
    opened.value.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { db: opened.value, path };
}

/** One that no file holds, for a test that makes hundreds of them. */
function memoryDatabase(): { readonly db: Db; readonly path: string } {
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  return { db: opened.value, path: ':memory:' };
}

/** The practitioner, location and patient of `domain.ts`, and a second of each. */
export function seedPeople(db: Db): void {
  savePractitioner(db, { id: 'practitioner-1', name: 'Dr. Ruth Okafor', active: true });
  savePractitioner(db, { id: 'practitioner-2', name: 'Dr. Ivan Petrov', active: true });
  saveLocation(db, { id: 'location-1', name: 'Main Street', active: true, address: null });
  saveLocation(db, { id: 'location-2', name: 'Riverside', active: true, address: null });
  savePatient(db, buildPatient(), { portalId: 'patient-1' });
  savePatient(
    db,
    buildPatient({ id: 'patient-2', name: 'Ben Ortiz', givenName: 'Ben', familyName: 'Ortiz', email: null }),
    { portalId: 'patient-2' },
  );
}

/** An appointment as a pull would have stored it: the local row, and the portal's copy it was made from. */
export function seedAppointment(db: Db, over: Partial<Appointment> = {}): Appointment {
  const appointment = buildAppointment(over);
  saveAppointment(db, appointment, { portalId: appointment.id });
  seedCopy(db, 'Appointment', appointment.id, appointment.originalId ?? appointment.id);
  return appointment;
}

/** A request as a pull would have stored it. */
export function seedRequest(db: Db, over: Partial<AppointmentRequest> = {}): AppointmentRequest {
  const request = buildRequest(over);
  saveRequest(db, request, request.authoredAt);
  seedCopy(db, 'Task', request.id, request.appointmentId);
  return request;
}

function seedCopy(db: Db, type: string, id: string, about: string): void {
  savePortalCopy(db, {
    type,
    id,
    versionId: '1',
    lastUpdated: '2026-11-20T15:00:00Z',
    about: `Appointment/${about}`,
    shownVersion: '1',
    body: { resourceType: type, id },
  });
}

export interface LocalDesk {
  readonly db: Db;
  readonly path: string;
  readonly clock: VirtualClock;
  readonly decisions: Decisions;
  /** What was announced, in order: `changed:…`, `released`, `mail-ready`. */
  readonly announced: string[];
  /** Another run over the same database, as after a crash. */
  restart(): Decisions;
}

export interface LocalDeskOptions {
  readonly rules?: Partial<PracticeRules>;
  readonly portalConfigured?: boolean | (() => boolean);
  /** The database is in memory, not in a file. */
  readonly inMemory?: boolean;
  /** Default: everything up to now. */
  readonly answersKnownUntil?: () => number;
}

/** A desk in the small clinic of `domain.ts`, at its time, without appointments; its decisions are started. */
export function openLocalDesk(options: LocalDeskOptions = {}): LocalDesk {
  const { portalConfigured = true } = options;
  const { db, path } = options.inMemory ? memoryDatabase() : temporaryDatabase();
  const clock = createVirtualClock(NOW);
  seedPeople(db);
  const announced: string[] = [];
  let runs = 0;
  let running: Decisions | null = null;
  const run = (): Decisions => {
    running?.stop();
    runs += 1;
    running = createDecisions({
      db,
      clock,
      ids: createSeededIds(runs),
      logger: silentLogger,
      identity: actor,
      rules: () => ({ ...defaultRules, ...options.rules }),
      fromAddress: () => 'desk@example.org',
      portalConfigured: typeof portalConfigured === 'function' ? portalConfigured : () => portalConfigured,
      answersKnownUntil: options.answersKnownUntil ?? clock.now,
      changed: (topics) => announced.push(`changed:${topics.join(',')}`),
      released: () => announced.push('released'),
      mailReady: () => announced.push('mail-ready'),
    });
    running.start();
    return running;
  };
  const decisions = run();
  onTestFinished(() => running?.stop());
  return { db, path, clock, decisions, announced, restart: run };
}

/** Every row of a table, in an order of their own. */
export function rowsOf(db: Db, table: keyof Tables): Record<string, unknown>[] {
  return db
    .all(qb.selectFrom(table).selectAll())
    .map((row): Record<string, unknown> => ({ ...row }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
