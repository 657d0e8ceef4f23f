import type { Appointment } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { conflictNote } from '../../../src-shared/domain/conflict-note.ts';
import { changedSentence } from '../../../src-shared/text/en/request-sentences.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';
import {
  answer,
  type Habit,
  ignoresIfMatch,
  isTransaction,
  noHistory,
  opaqueVersions,
  sparseVersions,
} from '../../support/server-habits.ts';

const NEW = '2026-11-30T16:00:00Z';
const ELSEWHERE = { start: '2026-11-30T18:00:00Z', end: '2026-11-30T18:30:00Z' };

async function deskAt(...habits: readonly Habit[]) {
  const clinic = await openSmallClinic();
  await clinic.portal.put(rescheduleTask());
  const asked: string[] = [];
  const desk = clinic.open({
    rules: { undoSeconds: 0 },
    between: (request, send) => {
      asked.push(`${request.method} ${request.url}`);
      return habits.reduceRight((inner, habit) => habit(inner, clinic.portal), send)(request);
    },
  });
  await desk.settle();
  return { ...clinic, desk, asked };
}

const told = ({ db }: PortalDesk) =>
  db
    .all(qb.selectFrom('conflict').select(['note_json', 'request_id']))
    .map(({ note_json, request_id }) => ({ ...conflictNote.parse(JSON.parse(note_json)), request_id }));
const decisions = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('outbox').select('state').orderBy('seq')).map(({ state }) => state);
const move = (desk: PortalDesk, to: string) =>
  desk.ask('decisions.decide', {
    on: 'schedule',
    command: { type: 'update', appointmentId: 'visit-1', slot: slotAt(to), words: WORDS, notify: true },
  });

test.each([
  ['its versions are numbers', []],
  ['its versions tell no order', [opaqueVersions]],
])('what a decision has replaced unseen is told, and the next looks first: %s', async (_what, more) => {
  const { desk, portal, asked } = await deskAt(...more, ignoresIfMatch);
  await portal.put(appointmentResource(ELSEWHERE));
  await move(desk, NEW);
  await desk.settle();
  expect(decisions(desk)).toEqual(['done']);
  expect(told(desk)).toMatchObject([
    {
      request_id: null,
      portal: { what: 'overwritten', visit: { start: Date.parse(ELSEWHERE.start), cancelled: false } },
    },
  ]);
  const [note] = told(desk);
  expect(note && changedSentence(note, { now: desk.clock.now(), zone: 'America/Chicago' })).toMatch(
    /^The appointment had been changed \(.*12:00.*\), and your decision has replaced that, as the portal does not check versions; you had chosen /,
  );
  const [item] = await desk.ask('attention.list', undefined);
  expect(item).toMatchObject({ kind: 'conflict', appointmentId: 'visit-1' });

  await portal.put(appointmentResource({ status: 'cancelled' }));
  asked.length = 0;
  await move(desk, '2026-11-30T20:00:00Z');
  await desk.clock.advance(1000);
  expect(asked.some((one) => one === 'POST ')).toBe(false);
  expect(decisions(desk)).toEqual(['done', 'conflict']);
  const [visit] = await portal.search<Appointment>('Appointment?_id=visit-1');
  expect(visit?.status).toBe('cancelled');
});

test('a decision on a request is told apart from the visit it has replaced', async () => {
  const { desk, portal } = await deskAt(ignoresIfMatch);
  await portal.put(appointmentResource({ status: 'cancelled' }));
  await desk.ask('decisions.decide', { on: 'request', id: 'task-1', command: { type: 'approve' } });
  await desk.settle();
  expect(told(desk)).toMatchObject([
    { request_id: null, portal: { what: 'overwritten', visit: { cancelled: true } } },
  ]);
});

test('the look at the history meets a gateway once: it is looked at again', async () => {
  let met = 0;
  const gateway: Habit = (send) => async (request) => {
    if (!request.url.includes('_history')) return send(request);
    met += 1;
    return met === 1 ? answer(502) : send(request);
  };
  const { desk, portal } = await deskAt(gateway, opaqueVersions, ignoresIfMatch);
  await portal.put(appointmentResource(ELSEWHERE));
  await move(desk, NEW);
  await desk.settle();
  expect(told(desk)).toMatchObject([{ portal: { what: 'overwritten' } }]);
});

test('nothing was changed in between: nothing is told, and where nobody keeps a history nothing can be', async () => {
  const alone = await deskAt(opaqueVersions, ignoresIfMatch);
  await move(alone.desk, NEW);
  await alone.desk.settle();
  expect(told(alone.desk)).toEqual([]);
  const blind = await deskAt(opaqueVersions, noHistory(501), ignoresIfMatch);
  await blind.portal.put(appointmentResource(ELSEWHERE));
  await move(blind.desk, NEW);
  await blind.desk.settle();
  expect(decisions(blind.desk)).toEqual(['done']);
  expect(told(blind.desk)).toEqual([]);
});

test('numbers that were passed over tell that something was replaced, also where nobody keeps a history', async () => {
  const { desk, portal } = await deskAt(noHistory(501), ignoresIfMatch);
  await portal.put(appointmentResource(ELSEWHERE));
  await move(desk, NEW);
  await desk.settle();
  expect(decisions(desk)).toEqual(['done']);
  expect(told(desk)).toMatchObject([{ request_id: null, portal: { what: 'overwritten', visit: null } }]);

  await portal.put(appointmentResource({ status: 'cancelled' }));
  await move(desk, '2026-11-30T20:00:00Z');
  await desk.settle();
  expect(decisions(desk)).toEqual(['done', 'conflict']);
});

test('numbers that count others’ resources, too, tell nothing', async () => {
  const { desk } = await deskAt(sparseVersions, noHistory(501), ignoresIfMatch);
  await move(desk, NEW);
  await desk.settle();
  expect(decisions(desk)).toEqual(['done']);
  expect(told(desk)).toEqual([]);
});

test('a decision that has arrived although its answer was lost is not sent again where versions may not be checked', async () => {
  let lost = false;
  const losesOne: Habit = (send) => async (request) => {
    const given = await send(request);
    if (lost || !isTransaction(request)) return given;
    lost = true;
    return { kind: 'none', why: 'connection-lost', detail: 'ECONNRESET' };
  };
  const { desk, asked } = await deskAt(losesOne, noHistory(501), ignoresIfMatch);
  await move(desk, NEW);
  await desk.settle();
  await desk.clock.advance(60_000);
  expect(decisions(desk)).toEqual(['done']);
  expect(asked.filter((one) => one === 'POST ')).toHaveLength(1);
  expect(told(desk)).toEqual([]);
});

test('a server that has refused an old version once is not asked for its history any more', async () => {
  const { desk, portal, asked } = await deskAt(opaqueVersions);
  await portal.put(appointmentResource(ELSEWHERE));
  await move(desk, NEW);
  await desk.settle();
  expect(decisions(desk)).toEqual(['conflict']);
  asked.length = 0;
  await move(desk, NEW);
  await desk.settle();
  expect(decisions(desk)).toEqual(['conflict', 'done']);
  expect(asked.filter((one) => one.includes('_history'))).toEqual([]);
});
