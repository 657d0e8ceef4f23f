import type { SectionId } from '../../../src-shared/text/subjects.ts';
import type { Problem } from './forms/checks.ts';
import { type SettingsForms, unsavedSections } from './forms/sections.ts';
import { useSettings } from './settings-store.ts';
import type { SettingsView } from './settings-view.ts';

interface Section<S extends SectionId> {
  readonly form: SettingsForms[S];
  /** What is stored. */
  readonly view: SettingsView;
  readonly problems: readonly Problem[];
  readonly unsaved: boolean;
  readonly edit: (patch: Partial<SettingsForms[S]>) => void;
}

const NO_PROBLEMS: readonly Problem[] = [];

/** One section as typed, and how to change it. Only below the screen, which waits for the settings. */
export function useSection<S extends SectionId>(id: S): Section<S> {
  const loaded = useSettings((state) => state.loaded);
  const save = useSettings((state) => state.saves[id]);
  if (loaded === null) throw new Error('used before the settings were loaded');
  return {
    form: loaded.forms[id],
    view: loaded.view,
    problems: save?.kind === 'problems' ? save.problems : NO_PROBLEMS,
    unsaved: unsavedSections(loaded.view, loaded.forms).includes(id),
    edit: (patch) => useSettings.getState().edit(id, patch),
  };
}
