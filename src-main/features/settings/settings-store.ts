import {
  eachSetting,
  SETTING_NAMES,
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
  /** Writes those that are given, in one transaction. They count from its commit on. */
  save(settings: { readonly [N in SettingName]?: Settings[N] | undefined }): void;
};

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
    save(settings) {
      db.transaction(() => {
        for (const name of SETTING_NAMES) {
          if (settings[name] !== undefined) writeSetting(db, name, settings[name]);
        }
      });
      current = read();
    },
  };
}
