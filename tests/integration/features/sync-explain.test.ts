import { expect, test } from 'vitest';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { appointmentResource } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';

const MINUTE = 60_000;
const SERVER_ERROR: PortalAnswer = { kind: 'answer', status: 500, body: undefined, retryAfterMs: null };
const isWrite = ({ method }: PortalRequest): boolean => method === 'POST';

const move = (desk: PortalDesk, appointmentId: string, start: string) =>
  desk.ask('decisions.decide', {
    on: 'schedule',
    command: { type: 'update', appointmentId, slot: slotAt(start), words: WORDS, notify: false },
  });

test('says what waits, why, and when it goes on', async () => {
  const { clock, portal, open } = await openSmallClinic();
  await portal.put(
    appointmentResource({
      id: 'visit-2',
      start: '2026-11-25T09:00:00-06:00',
      end: '2026-11-25T09:30:00-06:00',
    }),
  );
  let failing = false;
  const desk = open({
    between: async (request, send) => (failing && isWrite(request) ? SERVER_ERROR : send(request)),
  });
  await desk.settle();
  const explain = () => desk.ask('sync.explain', undefined);
  expect(await explain()).toMatchObject({ decisions: [] });

  failing = true;
  await move(desk, 'visit-1', '2026-11-30T15:00:00Z');
  const decidedAt = clock.now();
  expect(await explain()).toMatchObject({
    decisions: [
      {
        patientName: 'Ana Flores',
        command: 'update',
        decidedAt,
        reason: 'undo',
        until: decidedAt + 8000,
        attempts: 0,
      },
    ],
  });
  expect(desk.core.status()).toMatchObject({ waitingToSync: 1, delayed: 0 });
  await clock.advance(10_000);
  await move(desk, 'visit-1', '2026-12-01T15:00:00Z');
  await move(desk, 'visit-2', '2026-12-02T15:00:00Z');
  await clock.advance(MINUTE);
  const { decisions, nextRoundAt } = await explain();
  expect(decisions.map(({ reason }) => reason)).toEqual(['in-doubt', 'one-before', 'in-doubt']);
  expect(decisions[0]?.until).toBeGreaterThan(clock.now());
  expect(decisions[0]?.error).toBe('HTTP 500');
  expect(nextRoundAt).toBeGreaterThanOrEqual(clock.now());
  expect(desk.core.status()).toMatchObject({ waitingToSync: 3, delayed: 2 });
});

test('what follows a refused decision waits for somebody, and what names a new patient for the patient', async () => {
  const { clock, open } = await openSmallClinic();
  let answer: PortalAnswer | null = null;
  const desk = open({
    between: async (request, send) => (isWrite(request) && answer ? answer : send(request)),
  });
  await desk.settle();
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', diagnostics: 'no' }],
  };
  answer = { kind: 'answer', status: 422, body: outcome, retryAfterMs: null };
  await move(desk, 'visit-1', '2026-11-30T15:00:00Z');
  await clock.advance(10_000);
  answer = SERVER_ERROR;
  await move(desk, 'visit-1', '2026-12-01T15:00:00Z');
  const { id } = await desk.ask('patients.add', {
    givenName: 'Iris',
    familyName: 'Vale',
    birthDate: '1990-01-02',
    phone: '(312) 555-0199',
    email: null,
  });
  await desk.ask('decisions.decide', {
    on: 'schedule',
    command: {
      type: 'book',
      patientId: id,
      slot: slotAt('2026-12-03T15:00:00Z'),
      message: '',
      notify: false,
    },
  });
  await clock.advance(MINUTE);
  const { decisions } = await desk.ask('sync.explain', undefined);
  expect(decisions.map(({ patientName, command, reason }) => [patientName, command, reason])).toEqual([
    ['Ana Flores', 'update', 'refused-before'],
    ['Iris Vale', 'add-patient', 'in-doubt'],
    ['Iris Vale', 'book', 'patient'],
  ]);
});

test.each([
  ['ahead', 3 * 24 * 60 * MINUTE],
  ['behind', -20 * MINUTE],
])('tells that the desk’s clock is %s', async (_how, offMs) => {
  const { open } = await openSmallClinic();
  const desk = open({ clockOff: { ms: offMs } });
  await desk.settle();
  expect((await desk.ask('sync.status', undefined)).clockAheadMinutes).toBe(offMs / MINUTE);
});
