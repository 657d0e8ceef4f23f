import { create } from 'zustand';
import type { AppError } from '../../../src-shared/errors.ts';
import type { SettingsView } from '../../../src-shared/ipc/settings-views.ts';
import { invoke, subscribe } from '../../api/client.ts';
import type { SectionId } from '../../text/settings.ts';
import type { Problem } from './forms/checks.ts';
import { adopt, formsOf, readSection, type SettingsForms } from './forms/sections.ts';

/** How the last Save of a section ended. */
export type SaveState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'failed'; readonly error: AppError };

const NONE: SaveState = { kind: 'none' };

interface SettingsState {
  /** What is stored, and beside it what stands in the fields; null until loaded. */
  readonly loaded: { readonly view: SettingsView; readonly forms: SettingsForms } | null;
  readonly loadError: AppError | null;
  readonly saves: Readonly<Partial<Record<SectionId, SaveState>>>;
  readonly section: SectionId;
  /** Reads what is stored; sections with unsaved entries keep them. */
  load(): Promise<void>;
  open(section: SectionId): void;
  /** Changes entries of a section; the sentences at its fields go once they no longer hold. */
  edit<S extends SectionId>(section: S, patch: Partial<SettingsForms[S]>): void;
  /** Puts what is stored back into the fields of a section. */
  discard(section: SectionId): void;
  /** Shows problems at the fields of a section. */
  show(section: SectionId, problems: readonly Problem[]): void;
  /** Checks a section and stores it. What is typed meanwhile, and everything after a refusal, stays in the fields. */
  save(section: SectionId): Promise<void>;
}

/** The Settings screen. It lives as long as the window, so that leaving the screen loses nothing. */
export const useSettings = create<SettingsState>()((set, get) => {
  const ended = (section: SectionId, state: SaveState): void =>
    set(({ saves }) => ({ saves: { ...saves, [section]: state } }));

  const received = (view: SettingsView): void =>
    set(({ loaded }) => ({
      loadError: null,
      loaded: { view, forms: loaded === null ? formsOf(view) : adopt(loaded.forms, loaded.view, view) },
    }));

  const putBack = (section: SectionId): void =>
    set(({ loaded }) =>
      loaded === null
        ? {}
        : { loaded: { ...loaded, forms: { ...loaded.forms, [section]: formsOf(loaded.view)[section] } } },
    );

  const store = async (section: SectionId): Promise<void> => {
    const { loaded } = get();
    if (loaded === null) return ended(section, NONE);
    const sent = loaded.forms[section];
    const checked = readSection(section, loaded.forms, loaded.view);
    if (!checked.ok) return ended(section, { kind: 'problems', problems: checked.problems });
    const result = await invoke('settings.save', checked.value);
    if (!result.ok) return ended(section, { kind: 'failed', error: result.error });
    const fresh = await invoke('settings.get', undefined);
    if (!fresh.ok)
      return set({ loadError: fresh.error, saves: { ...get().saves, [section]: { kind: 'saved' } } });
    const untouched = get().loaded?.forms[section] === sent;
    received(fresh.value);
    if (untouched) putBack(section);
    ended(section, { kind: 'saved' });
  };

  let queue: Promise<void> = Promise.resolve();

  return {
    loaded: null,
    loadError: null,
    saves: {},
    section: 'practice',

    load: async () => {
      const result = await invoke('settings.get', undefined);
      if (result.ok) received(result.value);
      else set({ loadError: result.error });
    },

    open: (section) => set({ section }),

    edit: (section, patch) => {
      const { loaded, saves } = get();
      if (loaded === null) return;
      const forms = { ...loaded.forms, [section]: { ...loaded.forms[section], ...patch } };
      const last = saves[section] ?? NONE;
      set({ loaded: { ...loaded, forms } });
      if (last.kind === 'saved') ended(section, NONE);
      if (last.kind === 'problems') {
        const checked = readSection(section, forms, loaded.view);
        // Nobody is told off for a field they have not come to yet.
        const still = checked.ok
          ? []
          : checked.problems.filter((now) => last.problems.some((old) => old.field === now.field));
        ended(section, still.length === 0 ? NONE : { kind: 'problems', problems: still });
      }
    },

    discard: (section) => {
      putBack(section);
      ended(section, NONE);
    },

    show: (section, problems) => ended(section, { kind: 'problems', problems }),

    save: (section) => {
      if (get().saves[section]?.kind === 'saving') return Promise.resolve();
      ended(section, { kind: 'saving' });
      // One after the other: each sends the rules whole, so it has to know what the one before stored.
      queue = queue.then(() => store(section));
      return queue;
    },
  };
});

/** Loads the settings and keeps them as the main process has them. Returns the function that stops this. */
export function followSettings(): () => void {
  const { load } = useSettings.getState();
  void load();
  return subscribe((event) => {
    if (event.type === 'changed' && event.topics.includes('settings')) void load();
  });
}
