import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useSettings } from '../../../../src-renderer/features/settings/settings-store.ts';
import { typedNotSaved } from '../../../../src-renderer/features/settings/typed-not-saved.ts';
import { useCallNotes } from '../../../../src-renderer/stores/call-notes.ts';
import { useDrafts } from '../../../../src-renderer/stores/drafts.ts';
import { useUpdate } from '../../../../src-renderer/stores/update.ts';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import { contract } from '../../../../src-shared/ipc/contract.ts';
import { settingsView } from '../settings/settings-view.ts';

const NOTHING: Draft = {
  ...{ patientId: null, practitionerId: null, locationId: null, typeCode: null },
  ...{ date: '', time: '', minutes: '', reasonCode: '', otherReason: '', message: '' },
};

let asked: (readonly [string, unknown])[];
let answers: Record<string, () => unknown>;

beforeEach(() => {
  asked = [];
  answers = {};
  vi.stubGlobal('window', {
    reslot: {
      invoke: async (name: string, input: unknown) => {
        asked.push([name, input]);
        return (await answers[name]?.()) ?? { ok: true, value: null };
      },
    },
  });
  useSettings.setState(useSettings.getInitialState());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const QUIET = { dialogOpen: false, unsaved: false };
const install = () => useUpdate.getState().install(QUIET);

describe('before the program is restarted', () => {
  it('a draft just typed is saved', async () => {
    useDrafts.getState().edit('request/r1', { message: 'We have moved you' }, NOTHING);
    await install();
    expect(asked).toEqual([
      ['drafts.save', { subject: 'request/r1', draft: { ...NOTHING, message: 'We have moved you' } }],
      ['app.installUpdate', QUIET],
    ]);
  });

  it('one that is being saved is waited for', async () => {
    const saved = Promise.withResolvers<unknown>();
    answers = { 'drafts.save': () => saved.promise };
    useDrafts.getState().edit('request/r2', { message: 'Hello' }, NOTHING);
    const saving = useDrafts.getState().flush();
    const installing = install();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked.map(([name]) => name)).toEqual(['drafts.save']);
    saved.resolve({ ok: true, value: null });
    await Promise.all([saving, installing]);
    expect(asked.map(([name]) => name)).toEqual(['drafts.save', 'app.installUpdate']);
  });

  it('one that cannot be saved is said to be unsaved', async () => {
    answers = { 'drafts.save': () => ({ ok: false, error: { code: 'database-busy' } }) };
    useDrafts.getState().edit('request/r3', { message: 'Hello' }, NOTHING);
    await install();
    expect(asked.at(-1)).toEqual(['app.installUpdate', { ...QUIET, unsaved: true }]);
    await useDrafts.getState().forget('request/r3');
  });

  it('the note of a call counts while its call is shown, unless it is blank', () => {
    const { type, forget } = useCallNotes.getState();
    type('c1', '  ');
    expect(typedNotSaved()).toBe(false);
    type('c1', 'Left a message');
    expect(typedNotSaved()).toBe(true);
    forget('c1');
    expect(typedNotSaved()).toBe(false);
  });

  it('what stands in Settings counts until it is saved or discarded', async () => {
    const view = settingsView();
    answers = {
      'settings.get': () => ({ ok: true, value: contract['settings.get'].output.parse(view) }),
      'settings.secrets': () => ({ ok: true, value: contract['settings.secrets'].output.parse(view) }),
    };
    expect(typedNotSaved()).toBe(false);
    await useSettings.getState().load();
    expect(typedNotSaved()).toBe(false);
    useSettings.getState().edit('practice', { name: 'Lakeside' });
    expect(typedNotSaved()).toBe(true);
    useSettings.getState().discard('practice');
    expect(typedNotSaved()).toBe(false);
  });
});
