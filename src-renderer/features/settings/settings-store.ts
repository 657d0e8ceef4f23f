import { create } from 'zustand';
import { isPracticeSection, type PracticeSection } from '../../../src-shared/domain/practice-sections.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { DeskSettings } from '../../../src-shared/ipc/settings-views.ts';
import type { SectionId } from '../../../src-shared/text/subjects.ts';
import { invoke, subscribe } from '../../api/client.ts';
import { alsoKeep } from '../../stores/kept.ts';
import type { Problem } from './forms/checks.ts';
import { untouchedSecret } from './forms/secret-form.ts';
import {
  adopt,
  formsOf,
  readSection,
  SECTIONS,
  type SettingsForms,
  unsavedSections,
} from './forms/sections.ts';
import { sectionsInQuestion } from './sections-in-question.ts';
import { ASKING, type SettingsView } from './settings-view.ts';

/** How the last Save of a section ended. */
export type SaveState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'failed'; readonly error: AppError };

const NONE: SaveState = { kind: 'none' };

const NEEDS_SECRETS: ReadonlySet<SectionId> = new Set<SectionId>(['portal', 'mail']);

/** What was last heard of the secrets. */
const secretsIn = (view: SettingsView | undefined): typeof ASKING => {
  if (view === undefined) return ASKING;
  const { keyStore, portalSecretSet, mailSecretSet, portalSecretElsewhere, mailSecretElsewhere } = view;
  return {
    keyStore,
    portalSecretSet,
    mailSecretSet,
    ...(portalSecretElsewhere === undefined ? {} : { portalSecretElsewhere }),
    ...(mailSecretElsewhere === undefined ? {} : { mailSecretElsewhere }),
  };
};

interface SettingsState {
  /** What is stored, and beside it what stands in the fields; null until loaded. */
  readonly loaded: { readonly view: SettingsView; readonly forms: SettingsForms } | null;
  readonly loadError: AppError | null;
  readonly saves: Readonly<Partial<Record<SectionId, SaveState>>>;
  readonly section: SectionId;
  /** By section: the desk that has saved it while something stood typed in it here. */
  readonly overtaken: { readonly [S in PracticeSection]?: string | undefined };
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
  save(section: SectionId, also?: { readonly waitingSeen: number }): Promise<void>;
  /** Nothing is said any more of how the last Save of a section ended. */
  ended(section: SectionId): void;
}

/** The sections in which something stands typed, and which another desk has saved since. */
function overtakenIn(
  { view: before, forms }: NonNullable<SettingsState['loaded']>,
  after: SettingsView,
): SettingsState['overtaken'] {
  const typed = unsavedSections(before, forms).filter(isPracticeSection);
  return Object.fromEntries(
    typed.flatMap((section) => {
      const { version, saved } = after.sharing.sections[section];
      const isNew = version !== before.sharing.sections[section].version;
      return isNew && saved !== null && !saved.byThisDesk ? [[section, saved.deskName]] : [];
    }),
  );
}

/** What is said at the fields, said anew: another language may be spoken since. What only another check has found stays as it was said. */
function retold(
  saves: SettingsState['saves'],
  forms: SettingsForms,
  view: SettingsView,
): SettingsState['saves'] {
  const said = SECTIONS.flatMap((id) => {
    const save = saves[id];
    if (save?.kind !== 'problems') return [];
    const checked = readSection(id, forms, view);
    const now = checked.ok ? [] : checked.problems;
    const problems = save.problems.map((old) => now.find(({ field }) => field === old.field) ?? old);
    return [[id, { kind: 'problems', problems }] as const];
  });
  return { ...saves, ...Object.fromEntries(said) };
}

/** The Settings screen. It lives as long as the window, so that leaving the screen loses nothing. */
export const useSettings = create<SettingsState>()((set, get) => {
  const ended = (section: SectionId, state: SaveState): void =>
    set(({ saves }) => ({ saves: { ...saves, [section]: state } }));

  const received = (settings: DeskSettings): void =>
    set(({ loaded, overtaken, saves }) => {
      const view = { ...secretsIn(loaded?.view), ...settings };
      // What does not count is not said to be saved.
      const unsaid = sectionsInQuestion(view.sharing).filter((id) => saves[id]?.kind === 'saved');
      const forms = loaded === null ? formsOf(view) : adopt(loaded.forms, loaded.view, view);
      return {
        loadError: null,
        saves: { ...retold(saves, forms, view), ...Object.fromEntries(unsaid.map((id) => [id, NONE])) },
        overtaken: loaded === null ? {} : { ...overtaken, ...overtakenIn(loaded, view) },
        loaded: { view, forms },
      };
    });

  let questions = 0;

  /** Only the newest answer counts: it is about what is stored now. */
  const askKeyStore = async (): Promise<void> => {
    questions += 1;
    const question = questions;
    const answer = await invoke('settings.secrets', undefined);
    if (question !== questions) return;
    if (!answer.ok) return set({ loadError: answer.error });
    set(({ loaded }) => {
      if (loaded === null) return {};
      const { portalSecretElsewhere: _portal, mailSecretElsewhere: _mail, ...view } = loaded.view;
      return { loaded: { ...loaded, view: { ...view, ...answer.value } } };
    });
  };

  /** What is asked of the key store now, if anything. */
  let asking: Promise<void> = Promise.resolve();
  const askSecrets = (): Promise<void> => {
    asking = askKeyStore();
    return asking;
  };

  const putBack = (section: SectionId): void =>
    set(({ loaded, overtaken }) =>
      loaded === null
        ? {}
        : {
            overtaken: { ...overtaken, [section]: undefined },
            loaded: { ...loaded, forms: { ...loaded.forms, [section]: formsOf(loaded.view)[section] } },
          },
    );

  const store = async (section: SectionId, also: object): Promise<void> => {
    // Whether a secret is missing shows only once it is known what is stored.
    if (NEEDS_SECRETS.has(section)) await asking;
    const { loaded } = get();
    if (loaded === null) return ended(section, NONE);
    const sent = loaded.forms[section];
    const checked = readSection(section, loaded.forms, loaded.view);
    if (!checked.ok) return ended(section, { kind: 'problems', problems: checked.problems });
    const result = await invoke('settings.save', { ...checked.value, ...also });
    if (!result.ok) return ended(section, { kind: 'failed', error: result.error });
    const fresh = await invoke('settings.get', undefined);
    if (!fresh.ok)
      return set({ loadError: fresh.error, saves: { ...get().saves, [section]: { kind: 'saved' } } });
    received(fresh.value);
    if (NEEDS_SECRETS.has(section)) await askSecrets();
    // What was typed while the key store kept everybody waiting stays.
    if (get().loaded?.forms[section] === sent) putBack(section);
    set(({ overtaken }) => ({ overtaken: { ...overtaken, [section]: undefined } }));
    const isInQuestion = sectionsInQuestion(fresh.value.sharing).some((id) => id === section);
    ended(section, isInQuestion ? NONE : { kind: 'saved' });
  };

  let queue: Promise<void> = Promise.resolve();

  return {
    loaded: null,
    loadError: null,
    saves: {},
    section: 'practice',
    overtaken: {},

    load: async () => {
      const result = await invoke('settings.get', undefined);
      if (!result.ok) return set({ loadError: result.error });
      received(result.value);
      await askSecrets();
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

    ended: (section) => ended(section, NONE),

    save: (section, also) => {
      if (get().saves[section]?.kind === 'saving') return Promise.resolve();
      ended(section, { kind: 'saving' });
      // One after the other: each sends the rules whole, so it has to know what the one before stored.
      queue = queue.then(() => store(section, also ?? {}));
      return queue;
    },
  };
});

/** A secret that is being typed leaves its field for the key store alone. */
const withoutSecrets = (forms: SettingsForms): SettingsForms => ({
  ...forms,
  portal: { ...forms.portal, secret: untouchedSecret },
  mail: { ...forms.mail, secret: untouchedSecret },
});

alsoKeep('settings', {
  now: () => {
    const { loaded, section } = useSettings.getState();
    return loaded === null ? null : { loaded: { ...loaded, forms: withoutSecrets(loaded.forms) }, section };
  },
  putBack: (kept: Pick<SettingsState, 'loaded' | 'section'>) => useSettings.setState(kept),
});

/** Loads the settings and keeps them as the main process has them. Returns the function that stops this. */
export function followSettings(): () => void {
  const { load } = useSettings.getState();
  void load();
  return subscribe((event) => {
    if (event.type === 'changed' && event.topics.includes('settings')) void load();
  });
}
