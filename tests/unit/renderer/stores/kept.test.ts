import { afterEach, expect, test, vi } from 'vitest';
import { useCalendar } from '../../../../src-renderer/stores/calendar.ts';
import { useCallNotes } from '../../../../src-renderer/stores/call-notes.ts';
import { useDialogs } from '../../../../src-renderer/stores/dialogs.ts';
import { alsoKeep, takeKept, typedNow } from '../../../../src-renderer/stores/kept.ts';
import { useNavigation } from '../../../../src-renderer/stores/navigation.ts';
import { useRequestNotes } from '../../../../src-renderer/stores/request-notes.ts';
import { useSelection } from '../../../../src-renderer/stores/selection.ts';
import { IN_DIALOG, useTypedStore } from '../../../../src-renderer/stores/typed.ts';

const afresh = (): void => {
  useCalendar.setState(useCalendar.getInitialState());
  useDialogs.setState(useDialogs.getInitialState());
  useSelection.setState(useSelection.getInitialState());
  useTypedStore.setState(useTypedStore.getInitialState());
  useCallNotes.setState(useCallNotes.getInitialState());
  useNavigation.setState(useNavigation.getInitialState());
  useRequestNotes.setState(useRequestNotes.getInitialState());
};
afterEach(() => {
  vi.unstubAllGlobals();
  afresh();
});

/** The main process gives back what it was handed. */
const giving = (kept: string | null): void => {
  vi.stubGlobal('window', { reslot: { invoke: async () => ({ ok: true, value: { kept } }) } });
};

test('what was typed and where somebody was is back after a lock', async () => {
  useNavigation.getState().go({ tab: 'week', view: 'calls' });
  useRequestNotes.getState().toggle('request-1');
  useRequestNotes.getState().type('request-1', 'Ask for the');
  useCallNotes.getState().type('call-1', 'rings');
  const handed = typedNow();
  afresh();
  giving(handed);
  await takeKept();
  expect(useNavigation.getState()).toMatchObject({ screen: 'schedule', tab: 'week', view: 'calls' });
  expect(useRequestNotes.getState()).toMatchObject({
    open: new Set(['request-1']),
    typed: { 'request-1': 'Ask for the' },
  });
  expect(useCallNotes.getState().typed).toEqual({ 'call-1': 'rings' });
});

test('a dialog is back with what was typed in it, beside the day and the requests that were chosen', async () => {
  useCalendar.getState().show('2026-11-24');
  useSelection.getState().all(['request-1', 'request-2']);
  useDialogs.getState().ask({ asks: 'booking', start: { patientId: 'patient-1' } });
  useTypedStore.getState().set(`${IN_DIALOG}booking/adding`, true);
  useTypedStore.getState().set('contact/patient-1/phone', { typed: '(312)' });
  const handed = typedNow();
  afresh();
  giving(handed);
  await takeKept();
  expect(useCalendar.getState().date).toBe('2026-11-24');
  expect([...useSelection.getState().chosen.keys()]).toEqual(['request-1', 'request-2']);
  // What was typed in it counts more than what it began with.
  expect(useDialogs.getState().open).toEqual({
    asks: 'booking',
    start: { patientId: 'patient-1' },
    goesOn: true,
  });
  expect(useTypedStore.getState().typed).toEqual({
    [`${IN_DIALOG}booking/adding`]: true,
    'contact/patient-1/phone': { typed: '(312)' },
  });
  // It goes with the dialog, and nothing else does.
  useDialogs.getState().close();
  expect(useTypedStore.getState().typed).toEqual({ 'contact/patient-1/phone': { typed: '(312)' } });
});

test('what an earlier version has kept is put back as far as it goes', async () => {
  const { calendar, selected, typed, ...earlier } = JSON.parse(typedNow()) as Record<string, unknown>;
  expect([calendar, selected, typed]).not.toContain(undefined);
  giving(JSON.stringify({ ...earlier, callNotes: { 'call-1': 'rings' } }));
  await takeKept();
  expect(useCallNotes.getState().typed).toEqual({ 'call-1': 'rings' });
  expect(useTypedStore.getState().typed).toEqual({});
});

test('of what is typed one thing is forgotten, or all below a name', () => {
  const { set, forget } = useTypedStore.getState();
  for (const key of ['call/1/again', 'call/11/again', 'call/1']) set(key, key);
  forget('call/1');
  expect(Object.keys(useTypedStore.getState().typed)).toEqual(['call/1/again', 'call/11/again']);
  forget('call/1/');
  expect(Object.keys(useTypedStore.getState().typed)).toEqual(['call/11/again']);
});

test('somebody of whom nothing is kept begins at the inbox', async () => {
  giving(null);
  await takeKept();
  expect(useNavigation.getState()).toMatchObject({ screen: 'schedule', tab: 'requests', view: 'inbox' });
});

test('a place that nobody has been to since keeps what was typed there, over a second lock, too', async () => {
  giving(
    JSON.stringify({ ...JSON.parse(typedNow()), places: { elsewhere: { name: 'Half typed' }, none: null } }),
  );
  await takeKept();
  const again = typedNow();
  expect(JSON.parse(again)).toMatchObject({ places: { elsewhere: { name: 'Half typed' } } });
  const putBack = vi.fn();
  alsoKeep('elsewhere', { now: () => ({ name: 'More' }), putBack });
  expect(putBack.mock.calls).toEqual([[{ name: 'Half typed' }]]);
  expect(JSON.parse(typedNow())).toMatchObject({ places: { elsewhere: { name: 'More' } } });
});
