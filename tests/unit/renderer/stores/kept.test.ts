import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { useCalendar } from '../../../../src-renderer/stores/calendar.ts';
import { useCallNotes } from '../../../../src-renderer/stores/call-notes.ts';
import { useDialogs } from '../../../../src-renderer/stores/dialogs.ts';
import { useDrafts } from '../../../../src-renderer/stores/drafts.ts';
import { useInbox } from '../../../../src-renderer/stores/inbox.ts';
import { alsoKeep, takeKept, typedNow } from '../../../../src-renderer/stores/kept.ts';
import { useNavigation } from '../../../../src-renderer/stores/navigation.ts';
import { useRequestNotes } from '../../../../src-renderer/stores/request-notes.ts';
import { useSelection } from '../../../../src-renderer/stores/selection.ts';
import { lockDesk } from '../../../../src-renderer/stores/session.ts';
import { IN_DIALOG, useTypedStore } from '../../../../src-renderer/stores/typed.ts';

const afresh = (): void => {
  useCalendar.setState(useCalendar.getInitialState());
  useDialogs.setState(useDialogs.getInitialState());
  useSelection.setState(useSelection.getInitialState());
  useTypedStore.setState(useTypedStore.getInitialState());
  useCallNotes.setState(useCallNotes.getInitialState());
  useNavigation.setState(useNavigation.getInitialState());
  useInbox.setState(useInbox.getInitialState());
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
  const opened = { open: 'request-2', 'awaiting-patient': null, resolved: null };
  useInbox.setState({ opened });
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
  expect(useInbox.getState().opened).toEqual(opened);
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

test('a draft that the disk does not take is handed over at a lock, and counts more than what the disk has', async () => {
  let handed = '';
  let refuses = true;
  const saved = vi.fn();
  vi.useFakeTimers();
  const invoke = async (name: string, input: { kept?: string; draft?: unknown }) => {
    if (name === 'drafts.save' && !refuses) saved(input);
    if (name === 'drafts.save' && refuses) return { ok: false, error: { code: 'disk-full' } };
    if (name === 'session.lock') handed = input.kept ?? '';
    return { ok: true, value: name === 'session.takeKept' ? { kept: handed } : null };
  };
  vi.stubGlobal('window', { reslot: { invoke }, setTimeout });
  onTestFinished(() => void vi.useRealTimers());
  useDrafts.getState().edit('request/request-1', { message: 'Dear Ms.' });
  await useDrafts.getState().flush();
  useDrafts.getState().edit('request/request-1', { message: 'Dear Ms. Lopez' });
  await lockDesk(true);
  expect(saved).not.toHaveBeenCalled();
  useDrafts.setState({ drafts: {}, errors: {} });
  refuses = false;
  await takeKept();
  useDrafts.getState().loaded('request/request-1', { message: 'as the disk has it' });
  expect(useDrafts.getState().drafts).toEqual({ 'request/request-1': { message: 'Dear Ms. Lopez' } });
  await useDrafts.getState().flush();
  expect(saved.mock.calls).toEqual([
    [{ subject: 'request/request-1', draft: { message: 'Dear Ms. Lopez' } }],
  ]);
  expect(useDrafts.getState().unsaved()).toEqual({});
});

test('the desk is locked also where what is typed is too much to be handed over', async () => {
  const locks: (number | null)[] = [];
  const invoke = async (name: string, { kept }: { kept: string | null }) => {
    if (name === 'session.lock') locks.push(kept?.length ?? null);
    return (kept?.length ?? 0) > 1_000_000
      ? { ok: false, error: { code: 'bad-input' } }
      : { ok: true, value: null };
  };
  vi.stubGlobal('window', { reslot: { invoke }, setTimeout });
  useRequestNotes.getState().type('request-1', 'x'.repeat(1_000_001));
  await lockDesk(true);
  expect(locks).toEqual([expect.any(Number), null]);
});
