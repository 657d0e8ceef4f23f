import type { Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { historyOfRequest } from '../../../src-main/db/queries/history.ts';
import { cancelTask, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';

const MINUTE = 60_000;
const FIRST = { start: '2026-11-25T14:00:00-06:00', end: '2026-11-25T14:30:00-06:00' };
const SECOND = { start: '2026-11-26T09:00:00-06:00', end: '2026-11-26T09:30:00-06:00' };
const asked = ({ start, end }: { start: string; end?: string }) => ({
  start: Date.parse(start),
  end: end === undefined ? null : Date.parse(end),
});
const input = (...periods: readonly object[]): NonNullable<Task['input']> =>
  periods.map((valuePeriod) => ({
    type: { coding: [{ system: 'urn:reslot:task-input', code: 'requested-period' }] },
    valuePeriod,
  }));

async function clinicWith(task: Task) {
  const clinic = await openSmallClinic();
  await clinic.portal.put(task);
  const desk = clinic.open({ rules: { undoSeconds: 0 } });
  await desk.settle();
  return { ...clinic, desk };
}

async function unusable(desk: PortalDesk) {
  const items = await desk.ask('attention.list', undefined);
  return items.flatMap((item) => (item.kind === 'quarantine' ? [item] : []));
}

const row = async (desk: PortalDesk) => (await desk.ask('requests.get', { id: 'task-1' })).row;

test('of several times a person chooses one, and the request is an ordinary one from then on', async () => {
  const { desk, portal } = await clinicWith(rescheduleTask({ input: input(FIRST, SECOND, FIRST) }));
  const [item] = await unusable(desk);
  if (!item) throw new Error('not asked');
  expect(item.choices).toEqual([asked(FIRST), asked(SECOND)]);
  expect(item.ways).toEqual(['choose-time', 'dismiss']);
  const { id, versionId } = item;
  await expect(
    desk.ask('attention.chooseTime', { id, versionId, start: asked(FIRST).start, end: null }),
  ).rejects.toThrow('item-not-found');
  await desk.ask('attention.chooseTime', { id, versionId, ...asked(SECOND) });
  expect(await unusable(desk)).toEqual([]);
  expect(await row(desk)).toMatchObject({
    state: 'open',
    requested: asked(SECOND),
    obstacles: [{ code: 'also-asked', times: [asked(FIRST)] }],
  });
  expect(historyOfRequest(desk.db, 'task-1').map(({ kind }) => kind)).toEqual([
    'request-received',
    'time-chosen',
  ]);

  // What desks write is no other request: a proposal, and its end.
  await desk.ask('decisions.decide', {
    on: 'request',
    id: 'task-1',
    command: { type: 'propose', slots: [slotAt('2026-12-01T16:00:00Z')], words: WORDS },
  });
  await desk.clock.advance(2 * MINUTE);
  expect(await row(desk)).toMatchObject({ state: 'awaiting-patient', requested: asked(SECOND) });
  await desk.ask('decisions.decide', { on: 'request', id: 'task-1', command: { type: 'withdraw-proposal' } });
  await desk.clock.advance(2 * MINUTE);
  expect(await row(desk)).toMatchObject({ state: 'open', requested: asked(SECOND) });
  await desk.ask('decisions.decide', { on: 'request', id: 'task-1', command: { type: 'approve' } });
  await desk.clock.advance(2 * MINUTE);
  expect(await unusable(desk)).toEqual([]);
  const [visit] = await portal.search('Appointment?_id=visit-1');
  expect(visit).toMatchObject({ status: 'booked', start: '2026-11-26T15:00:00Z' });
  const [task] = await portal.search<Task>('Task?_id=task-1');
  expect(task?.status).toBe('completed');
  expect(task?.input).toHaveLength(3);
});

test('a version that asks for something else asks again, and what was drawn before is not chosen any more', async () => {
  const { desk, portal } = await clinicWith(rescheduleTask({ input: input(FIRST, SECOND) }));
  const [item] = await unusable(desk);
  if (!item) throw new Error('not asked');
  await desk.ask('attention.chooseTime', { id: item.id, versionId: item.versionId, ...asked(FIRST) });
  const third = { start: '2026-11-27T09:00:00-06:00' };
  await portal.put(rescheduleTask({ input: input(FIRST, third) }));
  await desk.clock.advance(2 * MINUTE);
  expect((await row(desk)).obstacles[0]).toEqual({ code: 'outdated', what: ['request'] });
  const [again] = await unusable(desk);
  if (!again) throw new Error('not asked again');
  expect(again.choices).toEqual([asked(FIRST), asked(third)]);
  await expect(
    desk.ask('attention.chooseTime', { id: item.id, versionId: item.versionId, ...asked(FIRST) }),
  ).rejects.toThrow('item-not-found');
  // Without an end it is as long as the visit.
  await desk.ask('attention.chooseTime', { id: again.id, versionId: again.versionId, ...asked(third) });
  const { start } = asked(third);
  expect((await row(desk)).requested).toEqual({ start, end: start + 30 * MINUTE });
});

test.each<[string, Task]>([
  ['to cancel, with times', { ...cancelTask(), input: input(FIRST, SECOND) }],
  [
    'to move and to cancel at once',
    rescheduleTask({
      input: input(FIRST, SECOND),
      code: { coding: [{ code: 'replace' }, { code: 'abort' }] },
    }),
  ],
])('where it is not the time that has to be told, none is offered: %s', async (_what, task) => {
  const { desk } = await clinicWith(task);
  const [item] = await unusable(desk);
  expect(item).toMatchObject({ reason: 'ambiguous', choices: [], ways: ['dismiss'] });
});
