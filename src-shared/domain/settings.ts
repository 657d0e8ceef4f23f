/** Every setting, declared once: what is stored, read, saved and shown of the settings follows from this table. */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { type Appearance, appearance, type Density, density } from './appearance.ts';
import { calendarSetup, DEFAULT_CALENDAR } from './calendar-setup.ts';
import { type MailConfig, mailConfig, type PortalConfig, portalConfig } from './connections.ts';
import { defaultRules } from './default-rules.ts';
import { type DeskName, deskName } from './desk-name.ts';
import { DEFAULT_SHEET, sheetSettings } from './downtime-sheet.ts';
import { type LanguageChoice, languageChoice } from './language.ts';
import { type PracticeRules, practiceRules } from './practice.ts';

/** A setting. Its name is its key in the database. */
interface Definition<S extends z.ZodType, K extends 'portal' | 'desk'> {
  readonly schema: S;
  /**
   * `portal`: the practice's, the same at every desk, in the sections of `practice-sections.ts`; each desk keeps the last copy.
   * `desk`: its own: where it connects to, its folders, how it shows things.
   */
  readonly kept: K;
  /** What holds until somebody has chosen, and where what is stored cannot be read. */
  readonly fallback: Infer<S>;
  /** `practice`: what every screen shows may be another once it is saved; `desk`: the settings themselves alone. */
  readonly affects: 'practice' | 'desk';
}

const setting = <S extends z.ZodType, K extends 'portal' | 'desk'>(
  definition: Definition<S, K>,
): Definition<S, K> => definition;

const { letters, reminders, blocks } = defaultRules;
const CAME_LATER: Partial<PracticeRules> = { letters, reminders, blocks };

/** What an earlier version has stored lacks the rules that came later: the default of each holds. */
const storedRules = z.preprocess(
  (value) => (typeof value === 'object' && value !== null ? { ...CAME_LATER, ...value } : value),
  practiceRules,
);

export const FEWEST_IDLE_MINUTES = 1;
export const MOST_IDLE_MINUTES = 30;

export const FEWEST_LETTER_MONTHS = 1;
export const MOST_LETTER_MONTHS = 120;

export const SETTINGS = {
  rules: setting({ schema: storedRules, kept: 'portal', fallback: defaultRules, affects: 'practice' }),
  portal: setting({
    schema: portalConfig,
    kept: 'desk',
    fallback: { kind: 'none' } as PortalConfig,
    affects: 'practice',
  }),
  mail: setting({
    schema: mailConfig,
    kept: 'desk',
    fallback: { kind: 'none' } as MailConfig,
    affects: 'practice',
  }),
  deskName: setting({ schema: deskName, kept: 'desk', fallback: 'Desk' as DeskName, affects: 'desk' }),
  /** Letters and signs alone are shortcuts at this desk (WCAG 2.2, 2.1.4). */
  singleKeys: setting({ schema: z.boolean(), kept: 'desk', fallback: true, affects: 'desk' }),
  /** Minutes without a touch after which this desk locks itself. */
  idleMinutes: setting({
    schema: z.number().int().min(FEWEST_IDLE_MINUTES).max(MOST_IDLE_MINUTES),
    kept: 'desk',
    fallback: 5,
    affects: 'desk',
  }),
  /** Months for which this desk keeps the words of e-mails that were sent. */
  letterMonths: setting({
    schema: z.number().int().min(FEWEST_LETTER_MONTHS).max(MOST_LETTER_MONTHS),
    kept: 'desk',
    fallback: 24,
    affects: 'desk',
  }),
  calendar: setting({ schema: calendarSetup, kept: 'desk', fallback: DEFAULT_CALENDAR, affects: 'desk' }),
  sheet: setting({ schema: sheetSettings, kept: 'desk', fallback: DEFAULT_SHEET, affects: 'desk' }),
  appearance: setting({
    schema: appearance,
    kept: 'desk',
    fallback: 'system' as Appearance,
    affects: 'desk',
  }),
  /** In which language the program speaks at this desk. */
  language: setting({
    schema: languageChoice,
    kept: 'desk',
    fallback: 'system' as LanguageChoice,
    affects: 'desk',
  }),
  /** How closely the rows of the lists of requests stand. */
  density: setting({
    schema: density,
    kept: 'desk',
    fallback: 'comfortable' as Density,
    affects: 'desk',
  }),
};

export type SettingName = keyof typeof SETTINGS;
/** Those that are a desk's own. */
export type DeskSettingName = {
  [N in SettingName]: (typeof SETTINGS)[N]['kept'] extends 'desk' ? N : never;
}[SettingName];
type Schemas = { readonly [N in SettingName]: (typeof SETTINGS)[N]['schema'] };
export type Settings = { readonly [N in SettingName]: Infer<Schemas[N]> };

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];
export const DESK_SETTING_NAMES = SETTING_NAMES.filter(
  (name): name is DeskSettingName => SETTINGS[name].kept === 'desk',
);
export const settingName = z.enum(SETTING_NAMES);

/** What `make` gives for each setting, by name; that it is what `T` says of that name, TypeScript cannot follow. */
export function eachSetting<T extends { readonly [N in SettingName]: unknown }>(
  make: (name: SettingName) => unknown,
): T {
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, make(name)])) as T;
}

export const settingSchemas = eachSetting<Schemas>((name) => SETTINGS[name].schema);
