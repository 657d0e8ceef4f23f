import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDecisions } from '../../../../src-renderer/stores/decisions.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { appointmentView, at, NOW, requestRow, ZONE } from '../requests/rows.ts';

const moment = { zone: ZONE, now: NOW };
let answers: Record<string, (input: unknown) => unknown> = {};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  vi.stubGlobal('window', {
    reslot: { invoke: async (name: string, input: unknown) => answers[name]?.(input) },
  });
  useDecisions.setState(useDecisions.getInitialState());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a line names the visit, so that two patients of one name are told apart', () => {
  const { birthDate } = requestRow().patient ?? { birthDate: null };
  expect(
    t.visit.visitDetail({ birthDate, practitionerName: 'Dr. Adams' }, at('2026-11-24', '09:00'), moment),
  ).toBe('born Mar 3, 1980 · Tue, Nov 24, 9:00 AM · Dr. Adams');
  const about = { ...appointmentView(), birthDate };
  const words = { reasonCode: 'other', reasonText: 'Other', message: '' };
  const update = (start: number) => ({
    type: 'update' as const,
    appointmentId: about.id,
    slot: {
      practitionerId: 'provider-1',
      locationId: null,
      type: about.type,
      start,
      end: start + 1_800_000,
    },
    words,
    notify: true,
  });
  expect(t.appointments.scheduleDetail(update(at('2026-11-25', '09:00')), about, moment)).toBe(
    'born Mar 3, 1980 · was Tue, Nov 24, 9:00 AM · Dr. Adams',
  );
  expect(t.appointments.scheduleDetail(update(about.start), about, moment)).toBe(
    'born Mar 3, 1980 · Dr. Adams',
  );
});

test('a decision of the schedule is offered to be undone with whose visit it was', async () => {
  answers = {
    'decisions.decide': () => ({
      ok: true,
      value: { outboxId: 'o-1', undoUntil: NOW + 8000, appointmentId: 'appointment-1', requestId: null },
    }),
    'patients.get': () => ({ ok: true, value: requestRow().patient }),
  };
  await useDecisions.getState().decide({
    on: 'schedule',
    appointment: appointmentView(),
    command: { type: 'set-status', appointmentId: 'appointment-1', status: 'checked-in' },
  });
  expect(useDecisions.getState().undoable).toMatchObject([
    {
      sentence: 'Checked in: Maria Lopez',
      detail: expect.stringMatching(/^born Mar 3, 1980 · .* · Dr\. Adams$/),
    },
  ]);
});

test('what stood in the way of an undo is forgotten once another has been undone', async () => {
  answers = {
    'decisions.undo': (input) =>
      (input as { outboxId: string }).outboxId === 'first' && useDecisions.getState().undoable.length === 2
        ? { ok: false, error: { code: 'undo-slot-taken' } }
        : { ok: true, value: null },
  };
  const { offerUndo, undo } = useDecisions.getState();
  for (const outboxId of ['first', 'second'])
    offerUndo({ outboxId, sentence: outboxId, undoUntil: NOW + 8000, about: null });
  await undo('first');
  expect(useDecisions.getState().undoable.map(({ error }) => error?.code ?? null)).toEqual([
    'undo-slot-taken',
    null,
  ]);
  await undo('second');
  expect(useDecisions.getState().undoable).toMatchObject([{ outboxId: 'first', error: null }]);
  await undo('first');
  expect(useDecisions.getState().undoable).toEqual([]);
});

test('an undo asked for while a decision is being made takes back what comes of it, never the one before', async () => {
  const undone: unknown[] = [];
  let answer: (value: unknown) => void = () => undefined;
  answers = {
    'decisions.decide': () => new Promise((settle) => (answer = settle)),
    'decisions.undo': (input) => {
      undone.push((input as { outboxId: string }).outboxId);
      return { ok: true, value: null };
    },
  };
  const { offerUndo, decide, undoNewest } = useDecisions.getState();
  offerUndo({ outboxId: 'of another patient', sentence: 'first', undoUntil: NOW + 8000, about: null });

  const refused = decide({ on: 'request', row: requestRow(), command: { type: 'approve' } });
  const nothing = undoNewest();
  await vi.waitFor(() => expect(useDecisions.getState().busy.size).toBe(1));
  await vi.advanceTimersByTimeAsync(1);
  answer({ ok: false, error: { code: 'not-allowed' } });
  await refused;
  await nothing;
  expect(undone).toEqual([]);

  const made = decide({ on: 'request', row: requestRow(), command: { type: 'approve' } });
  const taken = undoNewest();
  await vi.advanceTimersByTimeAsync(1);
  answer({
    ok: true,
    value: {
      outboxId: 'just made',
      undoUntil: NOW + 8000,
      appointmentId: 'appointment-1',
      requestId: 'request-1',
    },
  });
  await made;
  await taken;
  expect(undone).toEqual(['just made']);
  await undoNewest();
  expect(undone).toEqual(['just made', 'of another patient']);
});
