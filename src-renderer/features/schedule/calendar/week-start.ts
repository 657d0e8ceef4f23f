import type { Weekday } from '../../../../src-shared/domain/time.ts';

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The day on which weeks begin where this window's language is spoken; Sunday where that is not known. */
export function weekStart(): Weekday {
  const { getWeekInfo } = Intl.Locale.prototype as { getWeekInfo?: () => { readonly firstDay: number } };
  const first = getWeekInfo?.call(new Intl.Locale(navigator.language)).firstDay;
  return WEEKDAYS.find((day) => day === first) ?? 7;
}
