import type { Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, WORDS } from '../../support/portal-desk.ts';

const MINUTE = 60_000;

const states = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('outbox').select('state').orderBy('seq')).map(({ state }) => state);

test.each([
  ['a second', 1000],
  ['ten minutes', 10 * MINUTE],
  ['three days', 3 * 24 * 60 * MINUTE],
])('a desk whose clock is %s slow decides about a request that was just made', async (_how, slowMs) => {
  const { clock, portal, open } = await openSmallClinic();
  const desk = open({ clockOff: { ms: -slowMs } });
  await desk.settle();
  const authoredOn = new Date(clock.now()).toISOString();
  await portal.put(rescheduleTask({ authoredOn, lastModified: authoredOn }));
  await desk.settle();
  await desk.ask('decisions.decide', {
    on: 'request',
    id: 'task-1',
    command: { type: 'approve', words: WORDS },
  });
  await desk.settle();
  expect(states(desk)).toEqual(['done']);
  const [task] = await portal.search<Task>('Task');
  expect(task?.status).toBe('completed');
  // The invariant inv-1 of Task, by which servers refuse it.
  expect(Date.parse(task?.lastModified ?? '')).toBeGreaterThanOrEqual(Date.parse(authoredOn));
});
