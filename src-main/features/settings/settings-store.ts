import { z } from 'zod';
import { type PracticeRules, practiceRules } from '../../../src-shared/domain/practice.ts';
import {
  type Appearance,
  appearance as appearances,
  type CalendarSetup,
  calendarSetup,
  DEFAULT_CALENDAR,
  type MailConfig,
  mailConfig,
  type PortalConfig,
  portalConfig,
} from '../../../src-shared/ipc/settings-views.ts';
import { DEFAULT_SHEET, type SheetSettings, sheetSettings } from '../../../src-shared/ipc/sheet-views.ts';
import type { Db } from '../../db/db.ts';
import { readSetting, writeSetting } from '../../db/queries/settings.ts';

/** What holds before anybody has opened Settings. */
export interface SettingsDefaults {
  readonly rules: PracticeRules;
  readonly portal: PortalConfig;
  readonly mail: MailConfig;
}

interface StoredSettings extends SettingsDefaults {
  /** Letters and signs alone are shortcuts at this desk. */
  readonly singleKeys: boolean;
  /** How this desk has set up its calendar. */
  readonly calendar: CalendarSetup;
  readonly sheet: SheetSettings;
  /** How the window looks at this desk. */
  readonly appearance: Appearance;
}

/** The practice's settings, read once and kept until they are saved. */
export interface SettingsStore {
  readonly rules: () => PracticeRules;
  readonly portal: () => PortalConfig;
  readonly mail: () => MailConfig;
  readonly singleKeys: () => boolean;
  readonly calendar: () => CalendarSetup;
  readonly sheet: () => SheetSettings;
  readonly appearance: () => Appearance;
  /** Writes those that are given, in one transaction. They count from its commit on. */
  save(settings: Partial<{ [K in keyof StoredSettings]: StoredSettings[K] | undefined }>): void;
}

/** Reads at once: a stored value that is not valid throws here, not in the middle of a decision. */
export function createSettingsStore(db: Db, defaults: SettingsDefaults): SettingsStore {
  const read = (): StoredSettings => ({
    rules: readSetting<PracticeRules>(db, 'rules', practiceRules, defaults.rules),
    portal: readSetting(db, 'portal', portalConfig, defaults.portal),
    mail: readSetting(db, 'mail', mailConfig, defaults.mail),
    singleKeys: readSetting(db, 'singleKeys', z.boolean(), true),
    calendar: readSetting(db, 'calendar', calendarSetup, DEFAULT_CALENDAR),
    sheet: readSetting(db, 'sheet', sheetSettings, DEFAULT_SHEET),
    appearance: readSetting<Appearance>(db, 'appearance', appearances, 'system'),
  });
  let current = read();
  return {
    rules: () => current.rules,
    portal: () => current.portal,
    mail: () => current.mail,
    singleKeys: () => current.singleKeys,
    calendar: () => current.calendar,
    sheet: () => current.sheet,
    appearance: () => current.appearance,
    save({ rules, portal, mail, singleKeys, calendar, appearance, sheet }) {
      db.transaction(() => {
        if (rules !== undefined) writeSetting(db, 'rules', rules);
        if (portal !== undefined) writeSetting(db, 'portal', portal);
        if (mail !== undefined) writeSetting(db, 'mail', mail);
        if (singleKeys !== undefined) writeSetting(db, 'singleKeys', singleKeys);
        if (calendar !== undefined) writeSetting(db, 'calendar', calendar);
        if (sheet !== undefined) writeSetting(db, 'sheet', sheet);
        if (appearance !== undefined) writeSetting(db, 'appearance', appearance);
      });
      current = read();
    },
  };
}
