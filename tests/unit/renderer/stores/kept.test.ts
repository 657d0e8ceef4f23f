import { afterEach, expect, test, vi } from 'vitest';
import { useCallNotes } from '../../../../src-renderer/stores/call-notes.ts';
import { alsoKeep, takeKept, typedNow } from '../../../../src-renderer/stores/kept.ts';
import { useNavigation } from '../../../../src-renderer/stores/navigation.ts';
import { useRequestNotes } from '../../../../src-renderer/stores/request-notes.ts';

const afresh = (): void => {
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
