import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followSettings, useSettings } from '../../../../src-renderer/features/settings/settings-store.ts';
import type { SettingsView } from '../../../../src-renderer/features/settings/settings-view.ts';
import { typedNow } from '../../../../src-renderer/stores/kept.ts';
import { practiceRules } from '../../../../src-shared/domain/practice.ts';
import { eachSection } from '../../../../src-shared/domain/practice-sections.ts';
import type { ErrorCode } from '../../../../src-shared/errors.ts';
import { contract } from '../../../../src-shared/ipc/contract.ts';
import { de } from '../../../../src-shared/text/de.ts';
import { speak, t } from '../../../../src-shared/text/text.ts';
import { settingsView } from './settings-view.ts';

/** A main process that keeps settings in memory, checks what it is sent, and answers when it is let. */
class MainProcess {
  view = settingsView();
  /** What the key store answers. */
  secrets: () => Promise<unknown> = async () => contract['settings.secrets'].output.parse(this.view);
  refusal: ErrorCode | null = null;
  readonly saved: unknown[] = [];
  readonly #listeners = new Set<(event: unknown) => void>();
  #held: (() => void)[] | null = null;

  hold(): void {
    this.#held = [];
  }

  release(): void {
    const waiting = this.#held ?? [];
    this.#held = null;
    for (const go of waiting) go();
  }

  change(change: Partial<SettingsView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.#listeners) listener({ type: 'changed', topics: ['settings'] });
  }

  async invoke(name: string, input: unknown): Promise<unknown> {
    const held = this.#held;
    if (held !== null) await new Promise<void>((go) => held.push(go));
    if (this.refusal !== null) return { ok: false, error: { code: this.refusal } };
    if (name === 'settings.get') return { ok: true, value: contract['settings.get'].output.parse(this.view) };
    if (name === 'settings.secrets') return { ok: true, value: await this.secrets() };
    if (name !== 'settings.save') throw new Error(name);
    const { rules, portal, mail, mailSecret } = contract['settings.save'].input.parse(input);
    this.saved.push(input);
    this.change({
      ...(rules === undefined ? {} : { rules: practiceRules.parse({ ...this.view.rules, ...rules }) }),
      ...(portal === undefined ? {} : { portal }),
      ...(mail === undefined ? {} : { mail }),
      ...(mailSecret === undefined ? {} : { mailSecretSet: mailSecret !== null }),
    });
    return { ok: true, value: null };
  }

  onEvent(listener: (event: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

const { edit, save, discard } = useSettings.getState();
const forms = () => {
  const { loaded } = useSettings.getState();
  if (loaded === null) throw new Error('not loaded');
  return loaded.forms;
};

let main: MainProcess;
let stop: () => void;

beforeEach(async () => {
  main = new MainProcess();
  vi.stubGlobal('window', { reslot: main });
  useSettings.setState(useSettings.getInitialState());
  stop = followSettings();
  await vi.waitFor(() => forms());
});

afterEach(async () => {
  await speak('en');
  stop();
  vi.unstubAllGlobals();
});

describe('the settings store', () => {
  it('says in the language that is spoken by now what is wrong with a field', async () => {
    edit('practice', { name: ' ' });
    await save('practice');
    await speak('de');
    await useSettings.getState().load();
    expect(useSettings.getState().saves.practice).toEqual({
      kind: 'problems',
      problems: [{ field: 'name', text: de.settings.problemText.practiceName }],
    });
  });

  it('keeps what was typed when saving is refused', async () => {
    edit('practice', { name: 'New name' });
    main.refusal = 'disk-full';
    await save('practice');
    expect(useSettings.getState().saves.practice).toEqual({ kind: 'failed', error: { code: 'disk-full' } });
    expect(forms().practice.name).toBe('New name');
    main.refusal = null;
    await save('practice');
    expect(useSettings.getState().saves.practice).toEqual({ kind: 'saved' });
    expect(main.view.rules.practice.name).toBe('New name');
  });

  it('hands over what is typed when the desk is locked, and no secret', () => {
    edit('practice', { name: 'Half a na' });
    edit('mail', { secret: { action: 'replace', value: 'qwerty-zqx' } });
    edit('portal', { secret: { action: 'replace', value: 'token-zqx' } });
    expect(typedNow()).toContain('Half a na');
    expect(typedNow()).not.toContain('zqx');
    expect(forms().mail.secret.value).toBe('qwerty-zqx');
  });

  it('sends nothing while something is wrong, and takes a sentence away once its field is mended', async () => {
    edit('times', { undoSeconds: '61', proposalExpiryHours: '' });
    await save('times');
    expect(main.saved).toEqual([]);
    edit('times', { undoSeconds: '10' });
    expect(useSettings.getState().saves.times).toEqual({
      kind: 'problems',
      problems: [{ field: 'proposalExpiryHours', text: t.settings.problemText.expiry }],
    });
    edit('times', { proposalExpiryHours: '24' });
    expect(useSettings.getState().saves.times).toEqual({ kind: 'none' });
  });

  it('saves two sections one after the other, so that neither undoes the other', async () => {
    edit('practice', { phone: '555' });
    edit('times', { undoSeconds: '20' });
    await Promise.all([save('practice'), save('times')]);
    expect(main.view.rules).toMatchObject({ undoSeconds: 20, practice: { phone: '555' } });
  });

  it('keeps what is typed while saving is under way', async () => {
    edit('practice', { name: 'First' });
    main.hold();
    const saving = save('practice');
    await vi.waitFor(() => expect(useSettings.getState().saves.practice).toEqual({ kind: 'saving' }));
    edit('practice', { name: 'First and more' });
    main.release();
    await saving;
    expect(main.view.rules.practice.name).toBe('First');
    expect(forms().practice.name).toBe('First and more');
  });

  it('forgets a secret once it is stored', async () => {
    edit('mail', {
      kind: 'smtp',
      host: 'smtp.example.org',
      user: 'desk',
      fromAddress: 'desk@example.org',
      secret: { action: 'replace', value: 'pw' },
    });
    await save('mail');
    expect(main.saved).toMatchObject([{ mail: { host: 'smtp.example.org' }, mailSecret: 'pw' }]);
    expect(forms().mail.secret).toEqual({ action: 'keep', value: '' });
    expect(useSettings.getState().loaded?.view.mailSecretSet).toBe(true);
  });

  it('takes over what changed elsewhere, but not into a section with unsaved entries', async () => {
    edit('practice', { name: 'Typed' });
    const { rules } = main.view;
    main.change({ rules: { ...rules, undoSeconds: 30, practice: { ...rules.practice, name: 'Elsewhere' } } });
    await vi.waitFor(() => expect(forms().times.undoSeconds).toBe('30'));
    expect(forms().practice.name).toBe('Typed');
    discard('practice');
    expect(forms().practice.name).toBe('Elsewhere');
  });

  it('says on the spot that another desk has saved what is being typed, until it is discarded or saved', async () => {
    const saved = { deskName: 'Room 2', byThisDesk: false, at: null };
    const seen = (section: string, version: string) => ({
      portal: 'kept' as const,
      sections: eachSection((one) => ({
        ...main.view.sharing.sections[one],
        ...(one === section ? { version, saved } : {}),
      })),
    });
    edit('practice', { name: 'Typed' });
    main.change({ sharing: seen('times', '1') });
    await vi.waitFor(() => expect(useSettings.getState().loaded?.view.sharing.portal).toBe('kept'));
    expect(useSettings.getState().overtaken).toEqual({});
    main.change({ sharing: seen('practice', '2') });
    await vi.waitFor(() => expect(useSettings.getState().overtaken.practice).toBe('Room 2'));
    expect(forms().practice.name).toBe('Typed');
    await save('practice');
    expect(main.saved).toMatchObject([{ seen: '2' }]);
    expect(useSettings.getState().overtaken.practice).toBeUndefined();
  });

  it('does not say that something is saved which does not count', async () => {
    edit('times', { undoSeconds: '20' });
    await save('times');
    expect(useSettings.getState().saves.times).toEqual({ kind: 'saved' });
    const own = { value: { undoSeconds: 20 }, standing: 'conflict' as const, detail: '' };
    const { sections } = main.view.sharing;
    main.change({
      sharing: { portal: 'kept', sections: { ...sections, times: { ...sections.times, own } } },
    });
    await vi.waitFor(() => expect(useSettings.getState().saves.times).toEqual({ kind: 'none' }));
  });

  it('opens without waiting for the key store, and shows how it stands once that is known', async () => {
    useSettings.setState(useSettings.getInitialState());
    const { promise, resolve } = Promise.withResolvers<unknown>();
    main.secrets = () => promise;
    const loading = useSettings.getState().load();
    await vi.waitFor(() => expect(useSettings.getState().loaded?.view.keyStore).toBe('asking'));
    resolve({ keyStore: 'unprotected', portalSecretSet: false, mailSecretSet: true });
    await loading;
    expect(useSettings.getState().loaded?.view).toMatchObject({
      keyStore: 'unprotected',
      mailSecretSet: true,
    });
  });

  it('takes no secret for missing before it is known what is stored', async () => {
    main.change({
      portal: { kind: 'fhir', baseUrl: 'https://a.example/fhir', signIn: { method: 'bearer' } },
    });
    await vi.waitFor(() => expect(forms().portal.kind).toBe('fhir'));
    const { promise, resolve } = Promise.withResolvers<unknown>();
    main.secrets = () => promise;
    void useSettings.getState().load();
    await vi.waitFor(() => expect(useSettings.getState().loaded?.view.portalSecretSet).toBe(false));
    const saving = save('portal');
    resolve({ keyStore: 'ready', portalSecretSet: true, mailSecretSet: false });
    await saving;
    expect(useSettings.getState().saves.portal).toEqual({ kind: 'saved' });
  });

  it('says why the settings could not be loaded, and loads them at the next try', async () => {
    useSettings.setState(useSettings.getInitialState());
    main.refusal = 'internal';
    await useSettings.getState().load();
    expect(useSettings.getState()).toMatchObject({ loaded: null, loadError: { code: 'internal' } });
    main.refusal = null;
    await useSettings.getState().load();
    expect(useSettings.getState().loadError).toBeNull();
    expect(forms().practice.name).toBe(main.view.rules.practice.name);
  });
});
