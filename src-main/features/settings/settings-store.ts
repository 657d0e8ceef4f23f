import {
  DESK_SETTING_NAMES,
  type DeskSettingName,
  eachSetting,
  SETTINGS,
  type SettingName,
  type Settings,
} from '../../../src-shared/domain/settings.ts';
import type { Db } from '../../db/db.ts';
import { readSetting, writeSetting } from '../../db/queries/settings.ts';

/** The desk's settings by name, read once and kept until they are saved. */
export type SettingsStore = { readonly [N in SettingName]: () => Settings[N] } & {
  /** Those that are stored and cannot be read: their defaults hold, and what is stored stays until they are saved. */
  unreadable(): readonly SettingName[];
  /** Writes this desk's own that are given, and what `together` writes, in one transaction. They count from its commit on. */
  save(settings: DeskOwn, together?: () => void): void;
  /** What is stored has changed without this store. */
  reload(): void;
};

/** Those of `Settings` that are a desk's own: the practice's are saved as `sync/shared/sections.ts` says. */
type DeskOwn = { readonly [N in DeskSettingName]?: Settings[N] | undefined };

/** `defaults`: those of this desk, where they are not every desk's. */
export function createSettingsStore(db: Db, defaults: Partial<Settings>): SettingsStore {
  let unreadable: SettingName[];
  const stored = (name: SettingName): unknown => {
    const { schema, fallback } = SETTINGS[name];
    return readSetting<unknown>(db, name, schema, defaults[name] ?? fallback, () => unreadable.push(name));
  };
  const read = (): Settings => {
    unreadable = [];
    return eachSetting<Settings>(stored);
  };
  let current = read();
  return {
    ...eachSetting<{ readonly [N in SettingName]: () => Settings[N] }>((name) => () => current[name]),
    unreadable: () => unreadable,
    save(settings, together = () => {}) {
      db.transaction(() => {
        for (const name of DESK_SETTING_NAMES) {
          if (settings[name] !== undefined) writeSetting(db, name, settings[name]);
        }
        together();
      });
      current = read();
    },
    reload() {
      current = read();
    },
  };
}
