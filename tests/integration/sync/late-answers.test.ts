import type { Appointment, AppointmentResponse } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { historyOfAppointments, historyOfRequest } from '../../../src-main/db/queries/history.ts';
import { unseenAnswers } from '../../../src-main/db/queries/visit-answers.ts';
import { t } from '../../../src-shared/text/text.ts';
import { answerResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';

const MINUTE = 60_000;
const ZONE = 'America/Chicago';
const FIRST = '2026-11-30T16:00:00Z';
const SECOND = '2026-12-01T16:00:00Z';
const OWN = { start: '2026-12-02T16:00:00Z', end: '2026-12-02T16:30:00Z' };

type Said = Partial<AppointmentResponse>;
type Command = Extract<Parameters<PortalDesk['ask']>[1], { readonly on: 'request' }>['command'];

/** A request with a proposal of these times, whose desk can be cut off from the portal. */
async function proposed(starts: readonly string[] = [FIRST], undoSeconds = 0) {
  const clinic = await openSmallClinic();
  await clinic.portal.put(rescheduleTask());
  const network = { online: true };
  const desk = clinic.open({
    rules: { undoSeconds },
    between: async (request, send) =>
      network.online ? send(request) : { kind: 'none', why: 'unreachable', detail: 'no network' },
  });
  await desk.settle();
  const decide = async (command: Command): Promise<string> => {
    const { outboxId } = await desk.ask('decisions.decide', { on: 'request', id: 'task-1', command });
    await desk.settle();
    return outboxId ?? '';
  };
  await decide({ type: 'propose', slots: starts.map(slotAt), words: WORDS });
  await desk.clock.advance(undoSeconds * 1000 + MINUTE);
  const pending = (await clinic.portal.search<Appointment>('Appointment?status=pending')).sort((a, b) =>
    (a.start ?? '') < (b.start ?? '') ? -1 : 1,
  );
  const answer = (said: Said, to: Appointment | undefined = pending[0]) =>
    clinic.portal.put({
      ...answerResource(to?.id ?? '', 'accepted'),
      id: 'answer-1',
      ...said,
    } as AppointmentResponse);
  const read = () => desk.clock.advance(10 * MINUTE);
  return { ...clinic, desk, network, decide, answer, read, pending };
}

const row = async (desk: PortalDesk) => (await desk.ask('requests.get', { id: 'task-1' })).row;

/** What the row says of answers that nobody has dealt with. */
const onRow = async (desk: PortalDesk): Promise<string[]> => {
  const shown = await row(desk);
  return shown.obstacles.flatMap((one) =>
    one.code === 'answer-to-confirm' || one.code === 'answered-by-another'
      ? [t.portalAnswers.answerSentence(one, shown, { now: desk.clock.now(), zone: ZONE })]
      : [],
  );
};

const items = async (desk: PortalDesk) => {
  const found = await desk.ask('attention.list', undefined);
  expect(desk.core.status().needAttention).toBe(found.length);
  return found.flatMap((item) => (item.kind === 'late-answer' ? [item] : []));
};

/** What Needs attention says: the answer, and what stands. */
const inAttention = async (desk: PortalDesk): Promise<string[][]> => {
  const moment = { now: desk.clock.now(), zone: ZONE };
  return (await items(desk)).map((item) => [
    t.portalAnswers.lateAnswerSentence(item.given, item, moment),
    t.attention.standingSentence(item.standing, moment),
  ]);
};

const recorded = ({ db }: PortalDesk): unknown[] =>
  historyOfRequest(db, 'task-1').flatMap(({ kind, detail }) =>
    kind === 'answer-received' || kind === 'answer-noted' ? [[kind, detail.answer]] : [],
  );

const WITHDRAW: Command = { type: 'withdraw-proposal' };
const UPDATE: Command = { type: 'update', slot: slotAt(SECOND), words: WORDS };
const CANCEL: Command = { type: 'cancel-appointment', words: WORDS };

/** Answered while the desk, without a network, decides; or when it has decided. */
const WHEN = ['crossing', 'late'] as const;

async function answeredWhen(when: (typeof WHEN)[number], command: Command, said: Said = {}) {
  const opened = await proposed();
  const { network, desk, decide, answer, read } = opened;
  if (when === 'crossing') {
    network.online = false;
    await answer(said);
    await decide(command);
    network.online = true;
  } else {
    await decide(command);
    await read();
    await answer(said);
  }
  await read();
  // Shown again, it is no news.
  await read();
  expect(desk.core.status().waitingToSync).toBe(0);
  return opened;
}

test.each(WHEN)(
  'a yes to a proposal that was over stands on the row of a request that waits: %s',
  async (when) => {
    const withdrawn = await answeredWhen(when, WITHDRAW);
    expect(await row(withdrawn.desk)).toMatchObject({ state: 'open', mark: 'proposal-withdrawn' });
    expect(await onRow(withdrawn.desk)).toEqual([
      'Ana Flores accepted the proposal in the portal. It did not wait any more: nothing was done. Ask Ana Flores, and decide again',
    ]);
    const declined = await answeredWhen(when, { type: 'record-answer', answer: 'declined' });
    expect(await onRow(declined.desk)).toHaveLength(1);
    const replaced = await answeredWhen(when, {
      type: 'propose',
      slots: [slotAt(SECOND)],
      words: WORDS,
    });
    expect(await onRow(replaced.desk)).toEqual([
      'Ana Flores accepted the earlier proposal in the portal. It did not wait any more: nothing was done. Ask Ana Flores, and decide again',
    ]);
    for (const { desk } of [withdrawn, declined, replaced]) {
      expect(await inAttention(desk)).toEqual([]);
      expect(recorded(desk)).toEqual([['answer-received', 'accepted']]);
    }
    // Whoever decides has seen it.
    await withdrawn.decide(UPDATE);
    await withdrawn.read();
    expect(await inAttention(withdrawn.desk)).toEqual([]);
  },
);

test.each(WHEN)(
  'a yes to a proposal of a request that is closed waits until somebody has seen it: %s',
  async (when) => {
    const updated = await answeredWhen(when, UPDATE);
    expect(await inAttention(updated.desk)).toEqual([
      [
        'Ana Flores accepted Mon, Nov 30, 10:00 AM – 10:30 AM in the portal. That time had been given back: nothing was done.',
        'On the schedule: Tue, Dec 1, 10:00 AM – 10:30 AM with Dr. Ruth Okafor (Booked).',
      ],
    ]);
    const cancelled = await answeredWhen(when, CANCEL, { comment: 'Thank you!' });
    expect(await inAttention(cancelled.desk)).toEqual([
      [
        'Ana Flores accepted Mon, Nov 30, 10:00 AM – 10:30 AM in the portal. That time had been given back: nothing was done. “Thank you!”',
        'Nothing is on the schedule in its place.',
      ],
    ]);
    for (const { desk } of [updated, cancelled]) {
      const [item] = await items(desk);
      if (item === undefined) throw new Error('nothing there');
      expect(item).toMatchObject({ requestId: 'task-1', closed: true, patientName: 'Ana Flores' });
      await desk.ask('attention.dismiss', { kind: 'late-answer', id: item.id, at: item.at });
      expect(await items(desk)).toEqual([]);
      expect(recorded(desk)).toEqual([
        ['answer-received', 'accepted'],
        ['answer-noted', 'accepted'],
      ]);
    }
  },
);

test.each<[string, Said, number]>([
  ['a no', { participantStatus: 'declined' }, 0],
  ['a no with words', { participantStatus: 'declined', comment: 'I moved.' }, 1],
  ['a time of their own', { participantStatus: 'declined', ...OWN }, 1],
  ['nothing yet', { participantStatus: 'needs-action' }, 0],
  ['perhaps', { participantStatus: 'tentative' }, 1],
  ['a provider’s yes', { actor: { reference: 'Practitioner/practitioner-1' } }, 0],
  ['a room’s yes', { actor: { reference: 'Location/location-1' } }, 0],
  ['a stranger’s yes', { actor: { display: 'Someone' } }, 1],
])(
  'of what is answered when all is over a person has to know what says something new: %s',
  async (_, said, count) => {
    for (const when of WHEN) {
      const { desk } = await answeredWhen(when, UPDATE, said);
      expect(await items(desk)).toHaveLength(count);
      expect(recorded(desk)).toHaveLength(count);
    }
  },
);

test('the last word of each counts: a no after the yes, or an error, takes it off the list', async () => {
  for (const participantStatus of ['declined', 'entered-in-error']) {
    const { desk, answer, read } = await answeredWhen('late', UPDATE);
    expect(await items(desk)).toHaveLength(1);
    await answer({ participantStatus } as Said);
    await read();
    expect(await items(desk)).toEqual([]);
  }
});

test('once its time is over nobody has to know any more', async () => {
  const { desk } = await answeredWhen('late', UPDATE);
  expect(await items(desk)).toHaveLength(1);
  expect(unseenAnswers(desk.db, Date.parse(FIRST))).toHaveLength(1);
  expect(unseenAnswers(desk.db, Date.parse(SECOND))).toEqual([]);
});

test('an answer that was known when the proposal ended is not told again', async () => {
  const { desk, answer, read, decide } = await proposed();
  await answer({ participantStatus: 'tentative', comment: 'Perhaps.' });
  await read();
  expect(await onRow(desk)).toHaveLength(1);
  await decide(UPDATE);
  await read();
  expect(await items(desk)).toEqual([]);
});

test('a decision that is undone gives the proposal back to the answer that came meanwhile', async () => {
  const { desk, answer, decide } = await proposed([FIRST], 30);
  const outboxId = await decide(UPDATE);
  await answer({});
  await desk.ask('sync.refresh', undefined);
  await desk.settle();
  expect(await items(desk)).toHaveLength(1);
  await desk.ask('decisions.undo', { outboxId });
  await desk.clock.advance(10 * MINUTE);
  expect(await row(desk)).toMatchObject({ state: 'resolved', outcome: 'accepted-by-patient' });
  expect(await items(desk)).toEqual([]);
});

test('a yes to a second time, once the first is booked, waits until somebody has seen it', async () => {
  const { desk, answer, read, pending } = await proposed([FIRST, SECOND]);
  await answer({});
  await read();
  expect(await row(desk)).toMatchObject({ state: 'resolved', outcome: 'accepted-by-patient' });
  await answer({ id: 'answer-2' }, pending[1]);
  await read();
  expect(await inAttention(desk)).toEqual([
    [
      'Ana Flores accepted Tue, Dec 1, 10:00 AM – 10:30 AM in the portal. That time had been given back: nothing was done.',
      'On the schedule: Mon, Nov 30, 10:00 AM – 10:30 AM with Dr. Ruth Okafor (Booked).',
    ],
  ]);
});

test('of an answer that crossed another desk’s decision only that desk can know; of one that came later all do', async () => {
  const { desk, open, portal, network, answer, decide, read } = await proposed();
  const other = open({ seed: 2, rules: { undoSeconds: 0 } });
  await other.settle();
  network.online = false;
  await answer({});
  await decide(UPDATE);
  network.online = true;
  // The other desk reads first what the portal had first, and books it.
  await other.clock.advance(10 * MINUTE);
  await read();
  expect(await row(desk)).toMatchObject({ state: 'resolved', outcome: 'accepted-by-patient' });
  expect((await row(desk)).conflict).toMatchObject({ chosen: { type: 'update' } });
  for (const one of [desk, other]) expect(await items(one)).toEqual([]);
  expect(await portal.search('Appointment?status=booked&patient=Patient/patient-1')).toHaveLength(1);

  const late = await answeredWhen('late', CANCEL);
  const second = late.open({ seed: 2, rules: { undoSeconds: 0 } });
  await second.settle();
  await second.clock.advance(10 * MINUTE);
  expect(await inAttention(second)).toHaveLength(1);
});

test('a yes to a visit that the practice has cancelled is told, too', async () => {
  const { desk, portal, read } = await proposed();
  await desk.ask('decisions.decide', { on: 'request', id: 'task-1', command: CANCEL });
  await read();
  await portal.put({ ...answerResource('visit-1', 'accepted'), id: 'answer-9' } as AppointmentResponse);
  await read();
  expect(await inAttention(desk)).toHaveLength(1);
  expect(
    historyOfAppointments(desk.db, ['visit-1']).filter(({ kind }) => kind === 'answer-received'),
  ).toMatchObject([{ detail: { answerTo: 'visit', answer: 'accepted' } }]);
});
