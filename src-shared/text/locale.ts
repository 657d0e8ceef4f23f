/** How this person's system counts hours and begins a week, whatever the language of the words. */
import type { Weekday } from '../domain/time.ts';
import type { HourCycle } from './time-formats.ts';

/** What newer and older engines know of a locale's week (ECMA-402, Intl Locale Info); some know neither. */
interface WeekInfo {
  readonly getWeekInfo?: () => { readonly firstDay: number };
  readonly weekInfo?: { readonly firstDay: number };
}

/** The IANA zone of this computer's clock. */
export const systemZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The system's languages, the preferred one first (BCP 47 tags). */
const systemLanguages = (): readonly string[] => globalThis.navigator?.languages ?? [];

/**
 * How many hours a day has on the clocks of the person at this desk: those of the first of `languages` that the engine can
 * read, of the system's own unless told. A tag may say it itself (`en-US-u-hc-h23`). 12 hours where no tag can be read.
 */
export function hourCycle(languages: readonly string[] = systemLanguages()): HourCycle {
  for (const tag of languages) {
    const locale = localeOf(tag);
    if (locale === null) continue;
    const { hourCycle: cycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
    return cycle === 'h23' || cycle === 'h24' ? 'h23' : 'h12';
  }
  return 'h12';
}

/**
 * The day a week begins with (ISO 8601: 1 is Monday, 7 is Sunday), by the first of `languages` that the engine can read, of
 * the system's own unless told. Where the engine does not know the weeks of a locale: Sunday for English of the United
 * States, where our times are at home, and Monday (ISO 8601) elsewhere.
 */
export function weekStart(languages: readonly string[] = systemLanguages()): Weekday {
  for (const tag of languages) {
    const locale: (Intl.Locale & WeekInfo) | null = localeOf(tag);
    if (locale === null) continue;
    const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay;
    return WEEKDAYS.find((day) => day === first) ?? (locale.maximize().region === 'US' ? 7 : 1);
  }
  return 7;
}

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** `null` for a tag no engine should meet but some systems hand out (`en-US@posix`, `C`). */
function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}
