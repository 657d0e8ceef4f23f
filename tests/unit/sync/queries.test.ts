import { expect, test } from 'vitest';
import { openDatabase } from '../../../src-main/db/open.ts';
import { portalCopiesAbout, savePortalCopy } from '../../../src-main/db/queries/portal-copies.ts';
import { nextSendableIn, retryAtOnce, sendable } from '../../../src-main/outbox/queue.ts';
import { runAutomation } from '../../../src-main/sync/automation.ts';
import { isLoaded, PULLED_TYPES } from '../../../src-main/sync/cursor.ts';
import { createEffects } from '../../../src-main/sync/effects.ts';
import { storeResource } from '../../../src-main/sync/projection.ts';
import { showHeldBack, showHeldBackUnder, takeBack } from '../../../src-main/sync/take-back.ts';
import {
  answerResource,
  appointmentResource,
  patientResource,
  rescheduleTask,
} from '../../support/clinic-resources.ts';
import { actor, silentLogger } from '../../support/local-desk.ts';
import { scansOf, statementsOf } from '../../support/query-plan.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const meta = { versionId: '1', lastUpdated: '2026-11-20T15:00:00Z' };

test('whatever a round does to the database, no large table is read from end to end', () => {
  const opened = openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  const effects = createEffects(1000, actor);
  const statements = statementsOf(db, (recording) => {
    for (const resource of [
      patientResource(),
      appointmentResource(),
      appointmentResource({ id: 'p', supportingInformation: [{ reference: 'Appointment/visit-1' }] }),
      rescheduleTask(),
      answerResource('p', 'accepted', { id: 'answer' }),
    ]) {
      storeResource(recording, { ...resource, meta }, resource.resourceType, effects);
      storeResource(recording, { ...resource, meta }, resource.resourceType, effects);
    }
    savePortalCopy(recording, {
      type: 'Task',
      id: 'task-1',
      versionId: '2',
      lastUpdated: meta.lastUpdated,
      about: 'Appointment/visit-1',
      shownVersion: '1',
      body: { ...rescheduleTask(), meta },
    });
    showHeldBack(recording, effects, null, () => false);
    showHeldBackUnder(recording, 'visit-1', effects);
    portalCopiesAbout(recording, 'visit-1');
    void runAutomation(
      {
        db: recording,
        logger: silentLogger,
        moment: () => ({ now: 1000, zone: 'America/Chicago' }),
        automate: () => ({ ok: true, value: null }),
        policyHeld: () => false,
      },
      createVirtualClock(),
      async () => true,
    );
    takeBack(recording, 'visit-1', 1000, actor);
    sendable(recording, 0).next();
    nextSendableIn(recording, 0);
    retryAtOnce(recording, 0);
    isLoaded(recording, PULLED_TYPES);
  });
  expect(statements.length).toBeGreaterThan(20);
  const scans = statements.flatMap((statement) => scansOf(db, statement));
  expect(scans.filter((step) => !step.includes('portal_copy_held_back'))).toEqual([]);
  db.close();
});
