import type { Appointment, AppointmentResponse, Task } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { historyOfRequest } from '../../../src-main/db/queries/history.ts';
import { createEffects } from '../../../src-main/sync/effects.ts';
import { noteAnswer } from '../../../src-main/sync/note-answer.ts';
import { t } from '../../../src-shared/text/text.ts';
import {
  answerResource,
  cancelTask,
  newAppointmentTask,
  rescheduleTask,
  wishedAppointment,
} from '../../support/clinic-resources.ts';
import { actor } from '../../support/local-desk.ts';
import {
  type DeskOptions,
  openSmallClinic,
  type PortalDesk,
  slotAt,
  WORDS,
} from '../../support/portal-desk.ts';

const MOMENT = { now: Date.parse('2026-11-20T15:00:00Z'), zone: 'America/Chicago' };
const MINUTE = 60_000;
const FIRST = '2026-11-30T16:00:00Z';
const SECOND = '2026-12-01T16:00:00Z';
const OWN = { start: '2026-12-02T10:00:00-06:00', end: '2026-12-02T10:30:00-06:00' };
const asMs = ({ start, end }: typeof OWN) => ({ start: Date.parse(start), end: Date.parse(end) });
const ALWAYS = { approval: { mode: 'always' }, charges: { mode: 'none' } } as const;
const TAKEN = { undoSeconds: 0, policy: { ...ALWAYS, ownTimes: true } } as const;
const NOT_TAKEN = { undoSeconds: 0, policy: ALWAYS } as const;

type Rules = NonNullable<DeskOptions['rules']>;
type Said = Partial<AppointmentResponse>;

/** A request with a proposal of these times, and who answers it. */
async function proposed(rules: Rules = TAKEN, starts: readonly string[] = [FIRST], task = rescheduleTask()) {
  const clinic = await openSmallClinic();
  if (task.focus?.reference === 'Appointment/wish-1') await clinic.portal.put(wishedAppointment());
  await clinic.portal.put(task);
  const network = { online: true, settings: true };
  const desk = clinic.open({
    rules,
    between: async (request, send) =>
      network.online && (network.settings || !request.url.startsWith('Basic'))
        ? send(request)
        : { kind: 'none', why: 'unreachable', detail: 'no network' },
  });
  await desk.settle();
  await propose(desk, ...starts);
  const pending = (await clinic.portal.search<Appointment>('Appointment?status=pending')).sort((a, b) =>
    (a.start ?? '') < (b.start ?? '') ? -1 : 1,
  );
  let answers = 0;
  /** An answer to the time with this index. */
  const answer = async (index: number, said: Said) => {
    answers += 1;
    await clinic.portal.put({
      ...answerResource(pending[index]?.id ?? '', 'declined'),
      id: `answer-${answers}`,
      ...said,
    } as AppointmentResponse);
  };
  const read = () => desk.clock.advance(2 * MINUTE);
  return { ...clinic, desk, network, answer, read };
}

async function propose(desk: PortalDesk, ...starts: readonly string[]): Promise<void> {
  await decide(desk, { type: 'propose', slots: starts.map(slotAt), words: WORDS });
}

async function decide(
  desk: PortalDesk,
  command: Extract<Parameters<typeof desk.ask<'decisions.decide'>>[1], { on: 'request' }>['command'],
): Promise<void> {
  await desk.ask('decisions.decide', { on: 'request', id: 'task-1', command });
  await desk.settle();
}

const row = async (desk: PortalDesk) => (await desk.ask('requests.get', { id: 'task-1' })).row;

/** What the row says of answers that nobody has dealt with. */
const said = async (desk: PortalDesk): Promise<string[]> => {
  const shown = await row(desk);
  return shown.obstacles.flatMap((one) =>
    one.code === 'answer-to-confirm' || one.code === 'answered-by-another'
      ? [t.portalAnswers.answerSentence(one, shown, MOMENT)]
      : [],
  );
};

type Portal = Awaited<ReturnType<typeof openSmallClinic>>['portal'];
const taskIn = async (portal: Portal): Promise<Task> => {
  const [task] = await portal.search<Task>('Task?_id=task-1');
  if (!task) throw new Error('no task');
  return task;
};
const wishesIn = ({ input }: Task) =>
  input?.map(({ type, valuePeriod }) => [type.coding?.[0]?.code, valuePeriod?.start]);
const pendingIn = async (portal: Portal): Promise<number> =>
  (await portal.search('Appointment?status=pending')).length;

test('a time of the patient’s own in answer to a proposal is what the request asks for from then on', async () => {
  const { desk, portal, answer, read } = await proposed();
  await answer(0, { ...OWN, comment: 'Or any time that morning.' });
  await read();
  const shown = await row(desk);
  expect(shown).toMatchObject({ state: 'open', mark: 'own-time', requested: asMs(OWN), proposal: null });
  expect(shown.note).toContain('Or any time that morning.');
  expect(await said(desk)).toEqual([]);
  expect(await pendingIn(portal)).toBe(0);
  const task = await taskIn(portal);
  expect(task.status).toBe('requested');
  expect(task.businessStatus?.coding?.[0]?.code).toBe('own-time');
  const [earlier] = rescheduleTask().input ?? [];
  expect(wishesIn(task)).toEqual([
    ['earlier-period', earlier?.valuePeriod?.start],
    ['requested-period', '2026-12-02T16:00:00Z'],
  ]);
  expect(task.note?.at(-1)).toMatchObject({
    authorReference: { reference: 'Patient/patient-1' },
    text: 'Or any time that morning.',
  });
  // What was asked for first, what was proposed and what is asked for now stand on the record.
  const record = historyOfRequest(desk.db, 'task-1').map(({ kind, detail }) => [
    kind,
    detail.suggested?.start ?? detail.to?.start ?? null,
  ]);
  expect(record).toContainEqual(['request-received', Date.parse(earlier?.valuePeriod?.start ?? '')]);
  expect(record).toContainEqual(['decided', Date.parse(FIRST)]);
  expect(record).toContainEqual(['patient-answered', asMs(OWN).start]);

  // Nobody is written to, and everything is possible as for a first wish.
  expect(shown.allowed).toEqual(expect.arrayContaining(['approve', 'deny', 'propose', 'update']));
  await decide(desk, { type: 'approve' });
  await read();
  const [visit] = await portal.search<Appointment>('Appointment?_id=visit-1');
  expect(visit).toMatchObject({ status: 'booked', start: '2026-12-02T16:00:00Z' });
  expect(await taskIn(portal)).toMatchObject({ status: 'completed' });
});

test('every desk shows it, and the time that was held is anybody’s again', async () => {
  const { desk, portal, open, answer, read } = await proposed();
  const other = open({ seed: 2, rules: TAKEN });
  await other.settle();
  await answer(0, OWN);
  await read();
  const expected = { state: 'open', mark: 'own-time', requested: asMs(OWN) };
  expect([await row(desk), await row(other)]).toMatchObject([expected, expected]);
  expect((await row(other)).conflict).toBeNull();
  const cancelled = await portal.search<Appointment>('Appointment?status=cancelled');
  // Once, whichever desk it was.
  expect(cancelled.map(({ meta }) => meta?.versionId)).toEqual(['2']);
  expect(cancelled[0]?.cancelationReason?.coding?.[0]?.code).toBe('pat');
  // What the desk proposes again is answered anew.
  await propose(other, SECOND);
  await read();
  expect(await row(desk)).toMatchObject({ state: 'awaiting-patient', requested: asMs(OWN) });
  expect(await said(desk)).toEqual([]);
});

test('where the practice takes no such times the answer is shown with the time, and a person decides', async () => {
  const { desk, portal, answer, read } = await proposed(NOT_TAKEN, [FIRST, SECOND]);
  await answer(0, OWN);
  await answer(1, OWN);
  await read();
  expect(await row(desk)).toMatchObject({ state: 'awaiting-patient' });
  expect(await said(desk)).toEqual([
    'Ana Flores asks for another time instead, in the portal: Wed, Dec 2, 10:00 AM – 10:30 AM. The practice does not take such times there: nothing is done by itself. Call Ana Flores, and record the answer or decide otherwise',
  ]);
  expect(await pendingIn(portal)).toBe(2);
  // Whoever has called them finds the time on the row.
  await decide(desk, { type: 'record-answer', answer: 'declined' });
  expect(await row(desk)).toMatchObject({ state: 'open', mark: 'declined' });
  expect((await said(desk)).join()).toContain('Suggested instead: Wed, Dec 2, 10:00 AM – 10:30 AM.');
});

test.each<[string, readonly [number, Said][], 'taken' | 'asked' | 'accepted' | 'declined']>([
  ['without an end', [[0, { start: OWN.start }]], 'taken'],
  [
    'in another zone',
    [[0, { start: '2026-12-02T17:00:00+01:00', end: '2026-12-02T17:30:00+01:00' }]],
    'taken',
  ],
  [
    'the same twice',
    [
      [0, OWN],
      [0, OWN],
    ],
    'taken',
  ],
  [
    'after a no',
    [
      [0, {}],
      [0, OWN],
    ],
    'taken',
  ],
  [
    'and then a no',
    [
      [0, OWN],
      [0, {}],
    ],
    'declined',
  ],
  [
    'and then another',
    [
      [0, { start: SECOND }],
      [0, OWN],
    ],
    'taken',
  ],
  [
    'and then a yes',
    [
      [0, OWN],
      [0, { participantStatus: 'accepted' }],
    ],
    'accepted',
  ],
  [
    'after a yes',
    [
      [0, { participantStatus: 'accepted' }],
      [0, OWN],
    ],
    'asked',
  ],
  ['with perhaps', [[0, { ...OWN, participantStatus: 'tentative' }]], 'asked'],
  ['with a yes', [[0, { ...OWN, participantStatus: 'accepted' }]], 'asked'],
  ['that ends before it begins', [[0, { start: OWN.end, end: OWN.start }]], 'asked'],
  ['of which only the end is told', [[0, { end: OWN.end }]], 'asked'],
  ['that is the proposed one, but longer', [[0, { start: FIRST, end: '2026-11-30T17:00:00Z' }]], 'asked'],
  ['that is when the visit stands', [[0, { start: '2026-11-24T09:00:00-06:00' }]], 'asked'],
  ['of somebody else', [[0, { ...OWN, actor: { display: 'Someone' } }]], 'asked'],
])('an own time %s: %s', async (_what, given, becomes) => {
  const { desk, answer, network } = await proposed();
  // Read together, however far apart they were given.
  network.online = false;
  for (const [index, one] of given) {
    await desk.clock.advance(5000);
    await answer(index, one);
  }
  network.online = true;
  await desk.clock.advance(10 * MINUTE);
  const shown = await row(desk);
  const expected = {
    taken: { state: 'open', mark: 'own-time', requested: asMs(OWN) },
    asked: { state: 'awaiting-patient' },
    accepted: { state: 'resolved', outcome: 'accepted-by-patient' },
    declined: { state: 'open', mark: 'declined' },
  };
  expect(shown).toMatchObject(expected[becomes]);
  expect((await said(desk)).length).toBe(becomes === 'asked' ? given.length : becomes === 'declined' ? 1 : 0);
});

test('of several proposed times none is taken once each is answered with the one own time', async () => {
  const { desk, portal, answer, read } = await proposed(TAKEN, [FIRST, SECOND]);
  await answer(0, OWN);
  await read();
  expect(await row(desk)).toMatchObject({ state: 'awaiting-patient' });
  expect(await said(desk)).toHaveLength(1);
  await answer(1, OWN);
  await read();
  expect(await row(desk)).toMatchObject({ state: 'open', mark: 'own-time', requested: asMs(OWN) });
  expect(await said(desk)).toEqual([]);
  expect(await pendingIn(portal)).toBe(0);
});

test.each<[string, Said, Said, string]>([
  ['two own times', OWN, { start: '2026-12-03T10:00:00-06:00' }, 'awaiting-patient'],
  ['one of them as the own time to the other', { start: SECOND }, {}, 'awaiting-patient'],
  ['a yes to one, then an own time to the other', { participantStatus: 'accepted' }, OWN, 'awaiting-patient'],
  ['an own time to one, then a yes to the other', OWN, { participantStatus: 'accepted' }, 'resolved'],
])('of several proposed times: %s', async (_what, first, second, state) => {
  const { desk, answer, network } = await proposed(TAKEN, [FIRST, SECOND]);
  network.online = false;
  await answer(0, first);
  await desk.clock.advance(800);
  await answer(1, second);
  network.online = true;
  await desk.clock.advance(10 * MINUTE);
  expect(await row(desk)).toMatchObject({ state });
  expect((await said(desk)).length > 0).toBe(state === 'awaiting-patient');
});

test('a wish for a new appointment is answered likewise, and booked at the patient’s own time', async () => {
  const { desk, portal, answer, read } = await proposed(
    TAKEN,
    [FIRST, SECOND],
    newAppointmentTask({ id: 'task-1' }),
  );
  for (const index of [0, 1]) await answer(index, OWN);
  await read();
  expect(await row(desk)).toMatchObject({
    kind: 'new',
    state: 'open',
    mark: 'own-time',
    requested: asMs(OWN),
  });
  await decide(desk, { type: 'approve' });
  await read();
  const [visit] = await portal.search<Appointment>('Appointment?_id=wish-1');
  expect(visit).toMatchObject({
    status: 'booked',
    start: '2026-12-02T16:00:00Z',
    end: '2026-12-02T16:30:00Z',
  });
});

test('who asked to cancel and names a time says two things: a person asks', async () => {
  const { desk, answer, read } = await proposed(TAKEN, [FIRST], cancelTask());
  await answer(0, OWN);
  await read();
  expect(await row(desk)).toMatchObject({ kind: 'cancel', state: 'awaiting-patient', requested: null });
  const [sentence] = await said(desk);
  expect(sentence).toContain('nothing is done by itself. Suggested instead: Wed, Dec 2, 10:00 AM');
});

test.each<[string, Said, string]>([
  ['past', { start: '2026-11-19T10:00:00-06:00' }, 'time-past'],
  ['longer than a visit may be', { start: OWN.start, end: '2026-12-03T10:00:00-06:00' }, 'too-long'],
  ['on a day without hours', { start: '2026-12-06T10:00:00-06:00' }, 'closed-day'],
])('what speaks against an own time is told as of a first wish: %s', async (_what, time, code) => {
  const { desk, answer, read } = await proposed();
  await answer(0, time);
  await read();
  const shown = await row(desk);
  expect(shown).toMatchObject({ state: 'open', mark: 'own-time' });
  expect(shown.obstacles.map((one) => one.code)).toContain(code);
});

test('an own time that meets what a desk decides about the proposal is never lost', async () => {
  // Withdrawn while the answer was on its way.
  const withdrawn = await proposed();
  withdrawn.network.online = false;
  await withdrawn.answer(0, OWN);
  await decide(withdrawn.desk, { type: 'withdraw-proposal' });
  withdrawn.network.online = true;
  await withdrawn.desk.clock.advance(10 * MINUTE);
  expect(await row(withdrawn.desk)).toMatchObject({ state: 'open', mark: 'proposal-withdrawn' });
  expect(await said(withdrawn.desk)).toEqual([
    'Ana Flores declined the proposal in the portal. It did not wait any more: nothing was done. Suggested instead: Wed, Dec 2, 10:00 AM – 10:30 AM. Ask Ana Flores, and decide again',
  ]);

  // Replaced by another.
  const replaced = await proposed();
  replaced.network.online = false;
  await replaced.answer(0, OWN);
  await propose(replaced.desk, SECOND);
  replaced.network.online = true;
  await replaced.desk.clock.advance(10 * MINUTE);
  expect(await row(replaced.desk)).toMatchObject({ state: 'awaiting-patient' });
  expect((await said(replaced.desk)).join()).toContain('declined the earlier proposal in the portal.');
  const lines = historyOfRequest(replaced.desk.db, 'task-1').filter(({ kind }) => kind === 'answer-received');
  expect(lines).toMatchObject([{ detail: { answer: 'declined', suggested: asMs(OWN) } }]);

  // Another desk has decided first: what it decided stands.
  const decided = await proposed();
  const other = decided.open({ seed: 2, rules: TAKEN });
  await other.settle();
  decided.network.online = false;
  await decided.answer(0, OWN);
  await decide(decided.desk, { type: 'update', slot: slotAt(SECOND), words: WORDS });
  await other.clock.advance(2 * MINUTE);
  decided.network.online = true;
  await decided.desk.clock.advance(10 * MINUTE);
  for (const desk of [decided.desk, other])
    expect(await row(desk)).toMatchObject({ state: 'open', mark: 'own-time', requested: asMs(OWN) });
  expect((await row(decided.desk)).conflict).toMatchObject({ chosen: { type: 'update' } });
  expect((await row(other)).conflict).toBeNull();
});

test('an own time that is shown after the yes that followed it is on the record, and asks nothing', async () => {
  const { desk, portal, answer, read } = await proposed(TAKEN, [FIRST, SECOND]);
  const [held] = await portal.search<Appointment>(`Appointment?status=pending&date=${FIRST.slice(0, 10)}`);
  await answer(0, { participantStatus: 'accepted' });
  await read();
  expect(await row(desk)).toMatchObject({ state: 'resolved', outcome: 'accepted-by-patient' });
  const before = {
    ...asMs(OWN),
    appointmentId: held?.id ?? '',
    by: { reference: 'Patient/patient-1', name: null },
    answer: 'declined',
    comment: '',
    at: MOMENT.now,
  } as const;
  const effects = createEffects(desk.clock.now(), actor);
  desk.db.transaction(() => noteAnswer(desk.db, 'answer-before', before, effects));
  expect(historyOfRequest(desk.db, 'task-1').filter(({ detail }) => detail.suggested)).toMatchObject([
    { kind: 'answer-received', detail: { answer: 'declined', suggested: asMs(OWN) } },
  ]);
  expect(await desk.ask('attention.list', undefined)).toEqual([]);
});

test('what the patient answers after an own time stands on the row, until somebody decides', async () => {
  const { desk, answer, read } = await proposed();
  await answer(0, OWN);
  await read();
  await answer(0, OWN);
  await read();
  expect(await said(desk)).toEqual([]);
  await answer(0, { participantStatus: 'accepted' });
  await answer(0, { start: SECOND });
  await read();
  const later = await said(desk);
  expect(later).toHaveLength(2);
  expect(later[0]).toContain('Ana Flores accepted the proposal in the portal. It did not wait any more');
  expect(later[1]).toContain('Suggested instead: from Tue, Dec 1, 10:00 AM.');
  expect(await row(desk)).toMatchObject({ state: 'open', mark: 'own-time', requested: asMs(OWN) });
  await decide(desk, { type: 'approve' });
  expect(await said(desk)).toEqual([]);
});

test('an approval of an own time is undone to it, and nothing about the proposal comes back', async () => {
  const { desk, portal, answer, read } = await proposed({ ...TAKEN, undoSeconds: 8 });
  await read();
  await answer(0, OWN);
  await read();
  const { outboxId } = await desk.ask('decisions.decide', {
    on: 'request',
    id: 'task-1',
    command: { type: 'approve' },
  });
  await desk.ask('decisions.undo', { outboxId: outboxId ?? '' });
  await read();
  expect(await row(desk)).toMatchObject({ state: 'open', mark: 'own-time', requested: asMs(OWN) });
  expect(await pendingIn(portal)).toBe(0);
});

test('while the portal may have another policy than this desk, an own time waits for it', async () => {
  const { desk, open, network, answer, read } = await proposed(NOT_TAKEN);
  const other = open({ seed: 2, rules: NOT_TAKEN });
  await other.settle();
  network.settings = false;
  await other.ask('settings.save', { rules: { policy: TAKEN.policy } });
  await other.settle();
  other.core.stop();
  await answer(0, OWN);
  await read();
  expect(await row(desk)).toMatchObject({ state: 'awaiting-patient' });
  network.settings = true;
  await read();
  expect(await row(desk)).toMatchObject({ state: 'open', mark: 'own-time', requested: asMs(OWN) });
});
