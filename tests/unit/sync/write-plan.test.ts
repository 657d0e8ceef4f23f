import { describe, expect, test } from 'vitest';
import { type Db, qb } from '../../../src-main/db/db.ts';
import { openDatabase } from '../../../src-main/db/open.ts';
import { saveAppointment } from '../../../src-main/db/queries/appointments.ts';
import { savePortalCopy } from '../../../src-main/db/queries/portal-copies.ts';
import { planWrites } from '../../../src-main/outbox/write-plan.ts';
import { type WriteStep, writePlan } from '../../../src-main/outbox/write-step.ts';
import type { Changes } from '../../../src-shared/domain/changes.ts';
import { buildAppointment, buildRequest } from '../../support/domain.ts';

function database(): Db {
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

const visit = buildAppointment({ id: 'visit', originalId: null });
const request = buildRequest({ id: 'task', appointmentId: 'visit' });
const changes = (over: Partial<Changes>): Changes => ({
  command: 'approve',
  at: 1000,
  request,
  appointments: [],
  email: null,
  override: null,
  words: null,
  ...over,
});

function copy(db: Db, type: string, id: string, versionId: string, shownVersion: string): void {
  savePortalCopy(db, { type, id, versionId, shownVersion, lastUpdated: '', about: null, body: {} });
}

function clinic(): Db {
  const db = database();
  saveAppointment(db, visit, { portalId: 'visit' });
  copy(db, 'Appointment', 'visit', '3', '3');
  copy(db, 'Task', 'task', '1', '1');
  return db;
}

function insertOutbox(
  db: Db,
  id: string,
  plan: readonly WriteStep[],
  state: 'held' | 'done' | 'failed',
): void {
  db.run(
    qb.insertInto('outbox').values({
      id,
      ordering_key: 'visit',
      request_id: 'task',
      command_json: '{}',
      changes_json: '{}',
      plan_json: JSON.stringify(plan),
      before_json: '{}',
      user_id: 'u',
      user_name: 'u',
      state,
      release_ms: 0,
      attempts: 0,
      next_attempt_ms: 0,
      last_error: null,
      created_ms: 0,
      finished_ms: null,
    }),
  );
}

const put = (type: WriteStep['type'], id: string, basedOn: WriteStep['basedOn']): WriteStep => ({
  op: 'put',
  type,
  localId: id,
  portalId: id,
  basedOn,
});

describe('planWrites', () => {
  test('the visit is written although it does not change, so that a change elsewhere is noticed', () => {
    expect(planWrites(clinic(), changes({}), 'visit')).toEqual([
      put('Task', 'task', { version: '1' }),
      put('Appointment', 'visit', { version: '3' }),
    ]);
  });

  test('the base is the version that was shown, not a newer copy nobody has seen', () => {
    const db = clinic();
    copy(db, 'Task', 'task', '7', '1');
    expect(planWrites(db, changes({}), 'visit')[0]).toEqual(put('Task', 'task', { version: '1' }));
  });

  test('a decision on top of one that has not applied waits for it; a failed one is still in front', () => {
    for (const state of ['held', 'failed'] as const) {
      const db = clinic();
      const tentative = buildAppointment({ id: 'new', originalId: 'visit', status: 'tentative' });
      const first = planWrites(db, changes({ command: 'propose', appointments: [tentative] }), 'visit');
      expect(first[2]).toEqual({
        op: 'post',
        type: 'Appointment',
        localId: 'new',
        portalId: null,
        basedOn: null,
      });
      insertOutbox(db, 'first', first, state);
      saveAppointment(db, tentative);
      const second = planWrites(
        db,
        changes({ appointments: [{ ...tentative, status: 'cancelled' }] }),
        'visit',
      );
      expect(second).toEqual([
        put('Task', 'task', { after: 'first' }),
        put('Appointment', 'visit', { after: 'first' }),
        { op: 'put', type: 'Appointment', localId: 'new', portalId: null, basedOn: { after: 'first' } },
      ]);
    }
  });

  test('what has been applied is no longer waited for', () => {
    const db = clinic();
    insertOutbox(db, 'first', planWrites(db, changes({}), 'visit'), 'done');
    copy(db, 'Task', 'task', '2', '2');
    expect(planWrites(db, changes({}), 'visit')[0]).toEqual(put('Task', 'task', { version: '2' }));
  });

  test('sending words again writes nothing', () => {
    expect(planWrites(clinic(), changes({ command: 'resend-email' }), 'visit')).toEqual([]);
  });

  test('a plan survives being stored; anything else is refused', () => {
    const plan = planWrites(clinic(), changes({}), 'visit');
    expect(writePlan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    expect(() => writePlan.parse([{ op: 'delete' }])).toThrow();
  });
});
