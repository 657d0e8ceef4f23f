import { expect, test } from 'vitest';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import { rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, slotAt, WORDS } from '../../support/portal-desk.ts';

const NOTE = 'Zyzzyva: pays late, be firm';

test('a note and a snooze never leave the desk: not to the portal, not in a letter, whatever is decided', async () => {
  const { portal, clock, open } = await openSmallClinic();
  await portal.put(rescheduleTask());
  const desk = open();
  await desk.settle();
  const [row] = (
    await desk.ask('requests.list', {
      ...{ view: 'inbox', practitionerId: null, kind: null, filter: 'all', search: '' },
      ...{ sort: 'arrival', cursor: null, limit: 10 },
    })
  ).rows;
  const id = row?.id ?? '';
  const until = clock.now() + HOUR_MS;
  await desk.ask('requests.addNote', { id, text: NOTE });
  await desk.ask('requests.snooze', { id, until });
  await desk.settle();
  const slot = slotAt('2026-12-02T16:00:00Z');
  await desk.ask('decisions.decide', {
    on: 'request',
    id,
    command: { type: 'propose', slots: [slot], words: WORDS },
  });
  await desk.settle();
  await desk.ask('requests.addNote', { id, text: NOTE });
  await desk.ask('decisions.decide', { on: 'request', id, command: { type: 'withdraw-proposal' } });
  await desk.settle();
  await desk.ask('decisions.decide', { on: 'request', id, command: { type: 'deny', words: WORDS } });
  await desk.settle();
  const left = JSON.stringify({ portal: desk.asked, mail: desk.sent });
  // They have left, with what is meant for the patient.
  expect(desk.sent.length).toBeGreaterThanOrEqual(2);
  expect(left.split(WORDS.reasonText).length).toBeGreaterThan(3);
  expect(left).not.toContain('Zyzzyva');
  expect(left).not.toContain(String(until));
  expect(left).not.toContain(new Date(until).toISOString().slice(0, 16));
});
