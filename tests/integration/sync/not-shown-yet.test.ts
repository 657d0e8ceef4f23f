import type { Appointment, Bundle, Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { findRequest } from '../../../src-main/db/queries/requests.ts';
import { answerResource, appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, slotAt, WORDS } from '../../support/portal-desk.ts';

const MINUTE = 60_000;

test.each([
  ['an answer', '2026-12-01T16:00:00Z', 5, 'awaiting-patient'],
  ['the end of the time to answer', '2026-11-20T15:30:00Z', 40, 'open'],
] as const)(
  'what follows from %s is not sent again and again where the version in its way cannot be shown yet',
  async (what, start, minutes, state) => {
    const { clock, portal, open } = await openSmallClinic();
    // What another program has proposed instead: no search finds it yet, and the Task names it already.
    const late = { hidden: true };
    const desk = open({
      between: async (request, send) => {
        // Time passes, so that even an endless loop comes to its end here.
        await new Promise<void>((resolve) => clock.after(50, resolve));
        const answer = await send(request);
        if (!late.hidden || answer.kind !== 'answer' || !/^(Appointment|Task)\?/.test(request.url))
          return answer;
        const bundle = answer.body as Bundle;
        const isNew = ({ resource }: { resource?: unknown }) =>
          /"(Appointment\/)?instead"/.test(JSON.stringify(resource));
        return { ...answer, body: { ...bundle, entry: (bundle.entry ?? []).filter((one) => !isNew(one)) } };
      },
    });
    await portal.put(rescheduleTask());
    await desk.settle();
    const slot = slotAt(start);
    await desk.ask('decisions.decide', {
      on: 'request',
      id: 'task-1',
      command: { type: 'propose', slots: [slot], words: WORDS, override: { reason: 'so that it ends soon' } },
    });
    await clock.advance(MINUTE);
    const [proposal] = await portal.search<Appointment>('Appointment?status=pending');
    const [task] = await portal.search<Task>('Task?_id=task-1');
    if (!proposal?.id || !task?.output?.[0]) throw new Error('nothing was proposed');

    await portal.put(appointmentResource({ ...proposal, id: 'instead', meta: {}, identifier: [] }));
    await portal.put<Task>({
      ...task,
      output: [{ ...task.output[0], valueReference: { reference: 'Appointment/instead' } }],
    });
    if (what === 'an answer') await portal.post(answerResource(proposal.id, 'declined'));
    desk.asked.length = 0;
    await clock.advance(minutes * MINUTE);
    const sent = desk.asked.filter(({ method }) => method === 'POST');
    expect(sent.length).toBeLessThanOrEqual(3);
    // The portal is asked for news as before.
    expect(desk.asked.filter(({ url }) => url.startsWith('Task?')).length).toBeGreaterThan(15);

    late.hidden = false;
    await portal.put<Task>({
      ...task,
      ...(await portal.search<Task>('Task?_id=task-1'))[0],
      description: 'x',
    });
    await clock.advance(MINUTE);
    expect(findRequest(desk.db, 'task-1')?.status).toMatchObject({ state });
    const decisions = desk.db.all(qb.selectFrom('outbox').select('state'));
    expect(decisions.filter(({ state }) => state === 'conflict').length).toBeLessThanOrEqual(2);
  },
);
