import type { Appointment, AppointmentResponse } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { historyOfAppointments, historyOfRequest } from '../../../src-main/db/queries/history.ts';
import { t } from '../../../src-shared/text/text.ts';
import {
  answerResource,
  appointmentResource,
  patientResource,
  rescheduleTask,
} from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';
import { answer as answered } from '../../support/server-habits.ts';

const ZONE = 'America/Chicago';
const MINUTE = 60_000;

/** Acts for the patient. */
const SON = {
  resourceType: 'RelatedPerson',
  id: 'son',
  meta: { versionId: '1', lastUpdated: '2026-11-01T00:00:00Z' },
  active: true,
  patient: { reference: 'Patient/patient-1' },
  name: [{ text: 'Leo Flores' }],
};

type Said = Omit<Partial<AppointmentResponse>, 'participantStatus'> & { participantStatus?: string };

async function clinic() {
  const small = await openSmallClinic();
  const answer = (id: string, said: Said) =>
    small.portal.put({ ...answerResource('visit-1', 'accepted'), id, ...said } as AppointmentResponse);
  const network = { online: true };
  const desk = small.open({
    rules: { undoSeconds: 0 },
    between: async (request, send) => {
      if (request.url === 'RelatedPerson/son') return answered(200, SON);
      return network.online ? send(request) : { kind: 'none', why: 'unreachable', detail: 'no network' };
    },
  });
  await desk.settle();
  return { ...small, desk, answer, network };
}

async function told(desk: PortalDesk): Promise<string[]> {
  const items = await desk.ask('attention.list', undefined);
  const moment = { zone: ZONE, now: desk.clock.now() };
  // The tab says as many as there are.
  expect(desk.core.status().needAttention).toBe(items.length);
  const { answers, appointment } = await desk.ask('appointments.get', { id: 'visit-1' });
  const sentences = items.flatMap((item) =>
    item.kind === 'visit-answer'
      ? t.portalAnswers.visitAnswerSentence(item.given, item.patientName, moment)
      : [],
  );
  // The panel of the visit says the same, the other way round.
  expect(
    answers.map((given) => t.portalAnswers.visitAnswerSentence(given, appointment.patientName, moment)),
  ).toEqual(sentences.toReversed());
  return sentences;
}

const record = ({ db }: PortalDesk) =>
  historyOfAppointments(db, ['visit-1']).flatMap(({ kind, detail }) =>
    kind === 'answer-received' || kind === 'answer-noted'
      ? [[kind, detail.answer, detail.message ?? '']]
      : [],
  );

test.each<[string, Said, string[]]>([
  ['a no', { participantStatus: 'declined' }, ['Ana Flores declined the appointment in the portal.']],
  [
    'perhaps',
    { participantStatus: 'tentative', comment: 'If my car  is back.' },
    ['Ana Flores tentatively accepted the appointment in the portal. “If my car is back.”'],
  ],
  [
    'words',
    { comment: 'May my son come along?' },
    ['Ana Flores accepted the appointment in the portal. “May my son come along?”'],
  ],
  [
    'another time',
    { participantStatus: 'declined', start: '2026-11-25T16:00:00Z', end: '2026-11-25T16:30:00Z' },
    [
      'Ana Flores declined the appointment in the portal. Suggested instead: Wed, Nov 25, 10:00 AM – 10:30 AM.',
    ],
  ],
  ['a yes', {}, []],
  ['nothing yet', { participantStatus: 'needs-action' }, []],
  ['an error', { participantStatus: 'entered-in-error' }, []],
  [
    'a relative’s',
    { participantStatus: 'declined', actor: { reference: 'RelatedPerson/son', display: 'Leo Flores' } },
    ['Leo Flores declined the appointment in the portal for Ana Flores.'],
  ],
  [
    'a stranger’s',
    { participantStatus: 'declined', actor: { display: 'Someone' } },
    [
      'Someone declined the appointment in the portal, who is not known to act for Ana Flores: ask Ana Flores.',
    ],
  ],
  [
    'a provider’s',
    {
      participantStatus: 'declined',
      actor: { reference: 'Practitioner/practitioner-2', display: 'Dr. Adams' },
    },
    ['Dr. Adams declined the appointment in the portal, which is not the word of Ana Flores.'],
  ],
  ['a provider’s yes', { actor: { reference: 'Practitioner/practitioner-1' } }, []],
])(
  'an answer to a visit that is booked is told, and nothing follows from it by itself: %s',
  async (_what, said, expected) => {
    const { desk, answer } = await clinic();
    await answer('answer-1', said);
    await desk.clock.advance(2 * MINUTE);
    expect(await told(desk)).toEqual(expected);
    expect(record(desk)).toHaveLength(expected.length);
    const { appointment } = await desk.ask('appointments.get', { id: 'visit-1' });
    expect(appointment.status).toBe('booked');
  },
);

test('what was noted is told again once it says something else', async () => {
  const { desk, answer } = await clinic();
  await answer('answer-1', { participantStatus: 'declined' });
  await desk.clock.advance(2 * MINUTE);
  const [item] = await desk.ask('attention.list', undefined);
  if (item?.kind !== 'visit-answer') throw new Error('not told');
  expect(item.ways).toEqual(['show-appointment', 'dismiss']);
  const dismissal = { kind: 'visit-answer', id: item.id, at: item.at } as const;
  await desk.ask('attention.dismiss', dismissal);
  expect(await told(desk)).toEqual([]);
  await expect(desk.ask('attention.dismiss', dismissal)).rejects.toThrow('item-not-found');

  await answer('answer-1', { participantStatus: 'declined', language: 'en' });
  await desk.clock.advance(2 * MINUTE);
  expect(await told(desk)).toEqual([]);
  await answer('answer-1', { participantStatus: 'declined', comment: 'I have moved away.' });
  await desk.clock.advance(2 * MINUTE);
  expect(await told(desk)).toEqual([
    'Ana Flores declined the appointment in the portal. “I have moved away.”',
  ]);
  expect(record(desk)).toEqual([
    ['answer-received', 'declined', ''],
    ['answer-noted', 'declined', ''],
    ['answer-received', 'declined', 'I have moved away.'],
  ]);
});

test('the last word of each counts, and the patient’s own yes settles what was said for them', async () => {
  const { desk, answer } = await clinic();
  await answer('relative', { participantStatus: 'declined', actor: { display: 'Leo Flores' } });
  await answer('provider', {
    participantStatus: 'declined',
    actor: { reference: 'Practitioner/practitioner-1', display: 'Dr. Ruth Okafor' },
  });
  await answer('answer-1', { participantStatus: 'declined' });
  await desk.clock.advance(2 * MINUTE);
  expect(await told(desk)).toHaveLength(3);
  await answer('answer-2', { participantStatus: 'accepted' });
  await desk.clock.advance(2 * MINUTE);
  expect(await told(desk)).toEqual([
    'Dr. Ruth Okafor declined the appointment in the portal, which is not the word of Ana Flores.',
  ]);
  // It was none: what was said before counts again.
  await answer('answer-2', { participantStatus: 'entered-in-error' });
  await desk.clock.advance(2 * MINUTE);
  expect(await told(desk)).toHaveLength(3);
});

test('who moves or cancels the visit has seen it, who decides something else has not', async () => {
  const { desk, portal, answer, open } = await clinic();
  const other = open({ seed: 2, rules: { undoSeconds: 0 } });
  await answer('answer-1', { participantStatus: 'declined' });
  await portal.put(rescheduleTask());
  await desk.clock.advance(2 * MINUTE);
  await desk.ask('decisions.decide', {
    on: 'request',
    id: 'task-1',
    command: { type: 'deny', words: WORDS },
  });
  await desk.clock.advance(2 * MINUTE);
  expect(await told(desk)).toHaveLength(1);
  await desk.move('visit-1', '2026-11-30T16:00:00Z');
  await desk.clock.advance(2 * MINUTE);
  expect(await told(desk)).toEqual([]);
  expect(await told(other)).toEqual([]);

  await answer('answer-1', { participantStatus: 'declined', comment: 'Nor then.' });
  await desk.clock.advance(2 * MINUTE);
  expect(await told(other)).toHaveLength(1);
  await desk.cancel('visit-1');
  await desk.clock.advance(2 * MINUTE);
  expect(await told(desk)).toEqual([]);
  expect(await told(other)).toEqual([]);
});

test('a decision that was made before the answer was read has not seen it, nor what another program changes', async () => {
  const { desk, portal, answer, network } = await clinic();
  network.online = false;
  await desk.ask('decisions.decide', {
    on: 'schedule',
    command: {
      type: 'update',
      appointmentId: 'visit-1',
      slot: slotAt('2026-11-30T16:00:00Z'),
      words: WORDS,
      notify: true,
    },
  });
  await answer('answer-1', { participantStatus: 'declined' });
  network.online = true;
  await desk.clock.advance(5 * MINUTE);
  expect(await told(desk)).toHaveLength(1);
  await portal.put(appointmentResource({ start: '2026-12-01T16:00:00Z', end: '2026-12-01T16:30:00Z' }));
  await portal.put(patientResource());
  await desk.clock.advance(2 * MINUTE);
  expect(await told(desk)).toHaveLength(1);
  // Of a visit that is over nobody needs to know.
  await portal.put(appointmentResource({ start: '2026-11-20T15:10:00Z', end: '2026-11-20T15:15:00Z' }));
  await desk.clock.advance(20 * MINUTE);
  expect(await told(desk)).toEqual([]);
});

test('an unclear answer stays in front of a person when the proposal runs out, and one that comes later does, too', async () => {
  const { desk, portal, answer } = await clinic();
  await portal.put(rescheduleTask());
  await desk.settle();
  const propose = (start: string) =>
    desk.ask('decisions.decide', {
      on: 'request',
      id: 'task-1',
      command: {
        type: 'propose',
        slots: [slotAt(start)],
        words: WORDS,
        override: { reason: 'it ends soon' },
      },
    });
  const row = async () => (await desk.ask('requests.get', { id: 'task-1' })).row;
  const answers = async () =>
    (await row()).obstacles.filter(({ code }) => code.startsWith('answer')).map((one) => ({ ...one }));
  await propose('2026-11-20T15:30:00Z');
  await desk.settle();
  const [first] = await portal.search<Appointment>('Appointment?status=pending');
  const to = { appointment: { reference: `Appointment/${first?.id}` } };
  await answer('answer-1', { ...to, participantStatus: 'tentative', comment: 'If my car is back.' });
  await desk.clock.advance(40 * MINUTE);
  expect(await row()).toMatchObject({ state: 'open', mark: 'no-answer' });
  const unclear = { code: 'answer-to-confirm', answer: 'tentative', comment: 'If my car is back.' };
  expect(await answers()).toMatchObject([unclear]);

  await answer('answer-2', { ...to, participantStatus: 'accepted' });
  await desk.clock.advance(2 * MINUTE);
  expect(await row()).toMatchObject({ state: 'open', mark: 'no-answer' });
  expect(await answers()).toMatchObject([unclear, { code: 'answer-to-confirm', answer: 'accepted' }]);
  const received = historyOfRequest(desk.db, 'task-1').filter(({ kind }) => kind === 'answer-received');
  expect(received.map(({ detail }) => detail.answer)).toEqual(['tentative', 'accepted']);
  // Of the visit that stands it says nothing.
  expect(await told(desk)).toEqual([]);

  // Who proposes again has read it.
  await propose('2026-11-20T16:30:00Z');
  await desk.clock.advance(100 * MINUTE);
  expect(await row()).toMatchObject({ state: 'open', mark: 'no-answer' });
  expect(await answers()).toEqual([]);
});
