import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { runAutomation } from '../../../src-main/sync/automation.ts';
import { markDue } from '../../../src-main/sync/automation-due.ts';
import { buildWords, NOW } from '../../support/domain.ts';
import {
  actor,
  openLocalDesk,
  seedAppointment,
  seedRequest,
  silentLogger,
} from '../../support/local-desk.ts';

const REQUESTS = 40;

/** A desk at which patients have asked for so many cancellations, none of which the policy wants approved. */
function deskWithCancellations() {
  const desk = openLocalDesk();
  for (let n = 0; n < REQUESTS; n += 1) {
    const appointmentId = `visit-${String(n).padStart(2, '0')}`;
    const start = NOW + (n + 10) * 86_400_000;
    seedAppointment(desk.db, { id: appointmentId, uid: appointmentId, start, end: start + 1_800_000 });
    seedRequest(desk.db, { id: `request-${n}`, appointmentId, kind: 'cancel', requested: null });
    markDue(desk.db, appointmentId, `request-${n}`);
  }
  return desk;
}

const due = ({ db }: ReturnType<typeof openLocalDesk>): number =>
  db.all(qb.selectFrom('automation_due').select('appointment_id')).length;

const outcomes = ({ db }: ReturnType<typeof openLocalDesk>): (string | null)[] =>
  db.all(qb.selectFrom('request').select('outcome').orderBy('appointment_id')).map(({ outcome }) => outcome);

/** Each look at the clock takes it on by 8 ms: three pieces of work a turn. */
function slowClock(): { elapsed(): number } {
  let elapsed = 0;
  return {
    elapsed: () => {
      elapsed += 8;
      return elapsed;
    },
  };
}

test('the policy is applied in turns; what a person decides in between stands', async () => {
  const desk = deskWithCancellations();
  const { db, decisions } = desk;
  const moment = () => ({ now: NOW, zone: 'America/Chicago' });
  const left: number[] = [];
  await runAutomation(
    { db, logger: silentLogger, moment, automate: decisions.automate, policyHeld: () => false },
    slowClock(),
    async () => {
      left.push(due(desk));
      if (left.length === 1) {
        const kept = decisions.decide(
          { on: 'request', id: `request-${REQUESTS - 1}`, command: { type: 'keep', words: buildWords() } },
          actor,
        );
        // What the policy does about it counts first: the receptionist is told, nothing is done twice.
        expect(kept).toMatchObject({ ok: false, error: { code: 'already-resolved' } });
      }
      return true;
    },
  );
  expect(left.length).toBeGreaterThan(5);
  expect(Math.max(...left.slice(1).map((n, index) => (left[index] ?? n) - n))).toBeLessThanOrEqual(4);
  expect(due(desk)).toBe(0);
  expect(outcomes(desk)).toEqual(Array(REQUESTS).fill('cancelled-under-policy'));
  const written = db.all(qb.selectFrom('outbox').select('request_id'));
  expect(new Set(written.map((row) => row.request_id)).size).toBe(REQUESTS);
  expect(written).toHaveLength(REQUESTS);
});

test('stopped in the middle, the rest stays due and is done after the next start', async () => {
  const desk = deskWithCancellations();
  const { db, decisions } = desk;
  const deps = {
    db,
    logger: silentLogger,
    moment: () => ({ now: NOW, zone: 'America/Chicago' }),
    automate: decisions.automate,
    policyHeld: () => false,
  };
  await runAutomation(deps, slowClock(), async () => false);
  expect(due(desk)).toBeGreaterThan(REQUESTS - 5);
  expect(due(desk)).toBeLessThan(REQUESTS);
  await runAutomation({ ...deps, automate: desk.restart().automate }, slowClock(), async () => true);
  expect(due(desk)).toBe(0);
  expect(outcomes(desk)).toEqual(Array(REQUESTS).fill('cancelled-under-policy'));
});
