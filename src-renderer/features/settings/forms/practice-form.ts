import { type Repeats, repeatsOf } from '../../../../src-shared/domain/closed-days.ts';
import { portalLinkTo } from '../../../../src-shared/domain/portal-link.ts';
import type { Practice } from '../../../../src-shared/domain/practice.ts';
import { isPlainDate, isPlainTime, isZone, type Weekday } from '../../../../src-shared/domain/time.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, checkLength, type Problem } from './checks.ts';
import { type Row, withKeys } from './rows.ts';

/** One pair of times, as typed: `HH:MM` or what a time field gives while it is incomplete (empty). */
export interface IntervalRow extends Row {
  readonly from: string;
  readonly to: string;
}

export interface ClosedDayRow extends Row {
  readonly date: string;
  readonly name: string;
  /** Absent: once. What the date cannot be is once, too. */
  readonly repeats?: Repeats | undefined;
}

export interface DayForm {
  readonly weekday: Weekday;
  readonly open: readonly IntervalRow[];
}

/** A weekday of a provider. `own` false: as the practice, whatever stands in `open`. */
export interface OwnDayForm extends DayForm {
  readonly own: boolean;
}

/** A provider's hours; every weekday. */
export interface ProviderHoursRow extends Row {
  readonly practitionerId: string;
  readonly days: readonly OwnDayForm[];
}

/** The Practice section as typed. */
export interface PracticeForm {
  readonly name: string;
  readonly phone: string;
  readonly zone: string;
  readonly portalLink: string;
  readonly hours: readonly DayForm[];
  readonly providerHours: readonly ProviderHoursRow[];
  readonly closedDays: readonly ClosedDayRow[];
}

const INTERVALS_A_DAY = 6;
const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The stored practice as a form. */
export const practiceForm = (practice: Practice): PracticeForm => ({
  name: practice.name,
  phone: practice.phone,
  zone: practice.zone,
  portalLink: practice.portalLink ?? '',
  hours: WEEKDAYS.map((weekday) => ({
    weekday,
    open: withKeys(practice.hours.find((day) => day.weekday === weekday)?.open ?? []),
  })),
  providerHours: withKeys(practice.providerHours ?? []).map(({ key, practitionerId, hours }) => ({
    key,
    practitionerId,
    days: ownDays(hours),
  })),
  closedDays: withKeys(practice.closedDays),
});

/** The days of somebody with these hours of their own. */
export const ownDays = (hours: Practice['hours']): OwnDayForm[] =>
  WEEKDAYS.map((weekday) => {
    const day = hours.find((one) => one.weekday === weekday);
    return { weekday, own: day !== undefined, open: withKeys(day?.open ?? []) };
  });

/** The ids of fields inside lists, shared by the check and the editors. */
export const hoursField = (weekday: number, key: number, end: 'from' | 'to', whose = ''): string =>
  `hours-${whose}${weekday}-${key}-${end}`;
/** What the fields of one provider's hours have before the rest; of the practice's nothing. */
export const hoursOf = ({ key }: ProviderHoursRow): string => `of-${key}-`;
export const closedDayField = (key: number, part: 'date' | 'name'): string => `closed-${key}-${part}`;

const checkDay = (day: DayForm, problems: Problem[], whose = ''): Practice['hours'][number] => {
  const fieldOf = (key: number, end: 'from' | 'to'): string => hoursField(day.weekday, key, end, whose);
  const before = problems.length;
  for (const { key, from, to } of day.open) {
    if (!isPlainTime(from)) problems.push({ field: fieldOf(key, 'from'), text: t.settings.problemText.time });
    if (!isPlainTime(to)) problems.push({ field: fieldOf(key, 'to'), text: t.settings.problemText.time });
    else if (isPlainTime(from) && to <= from)
      problems.push({
        field: fieldOf(key, 'to'),
        text: t.settings.problemText.closesBeforeOpens,
      });
  }
  const sorted = day.open.toSorted((a, b) => t.language.compareNames(a.from, b.from));
  if (problems.length === before) {
    for (const [index, row] of sorted.entries()) {
      const previous = sorted[index - 1];
      if (previous !== undefined && row.from < previous.to)
        problems.push({
          field: fieldOf(row.key, 'from'),
          text: t.settings.problemText.hoursOverlap,
        });
    }
    const extra = sorted[INTERVALS_A_DAY];
    if (extra !== undefined)
      problems.push({
        field: fieldOf(extra.key, 'from'),
        text: t.settings.problemText.tooManyHours,
      });
  }
  return { weekday: day.weekday, open: sorted.map(({ from, to }) => ({ from, to })) };
};

const checkClosedDays = (rows: readonly ClosedDayRow[], problems: Problem[]): Practice['closedDays'] => {
  const seen = new Set<string>();
  for (const { key, date, name } of rows) {
    const field = closedDayField(key, 'date');
    if (!isPlainDate(date)) problems.push({ field, text: t.settings.problemText.date });
    else if (seen.has(date)) problems.push({ field, text: t.settings.problemText.dateTwice });
    seen.add(date);
    const nameField = closedDayField(key, 'name');
    if (name.trim() === '') problems.push({ field: nameField, text: t.settings.problemText.closedDayName });
    checkLength(problems, nameField, name.trim(), 100);
  }
  return rows
    .map(({ date, name, repeats }) => ({
      date,
      name: name.trim(),
      ...(repeats !== undefined && repeatsOf(date).includes(repeats) ? { repeats } : {}),
    }))
    .toSorted((a, b) => t.language.compareNames(a.date, b.date));
};

/** Reads the form: hours of a day come out in order, closed days by date. */
export const readPractice = (form: PracticeForm): Checked<Practice> => {
  const problems: Problem[] = [];
  const name = form.name.trim();
  const phone = form.phone.trim();
  const portalLink = form.portalLink.trim();
  if (name === '') problems.push({ field: 'name', text: t.settings.problemText.practiceName });
  checkLength(problems, 'name', name, 200);
  checkLength(problems, 'phone', phone, 50);
  if (!isZone(form.zone)) problems.push({ field: 'zone', text: t.settings.problemText.zone });
  if (portalLink !== '' && portalLinkTo(portalLink, '1') === null)
    problems.push({ field: 'portalLink', text: t.settings.problemText.link });
  checkLength(problems, 'portalLink', portalLink, 500);
  const hours = form.hours.map((day) => checkDay(day, problems));
  const providerHours = form.providerHours.flatMap((row) => {
    const own = row.days.filter((day) => day.own).map((day) => checkDay(day, problems, hoursOf(row)));
    return own.length === 0 ? [] : [{ practitionerId: row.practitionerId, hours: own }];
  });
  const closedDays = checkClosedDays(form.closedDays, problems);
  return checked(
    {
      name,
      phone,
      zone: form.zone,
      hours,
      closedDays,
      ...(providerHours.length === 0 ? {} : { providerHours }),
      portalLink: portalLink === '' ? null : portalLink,
    },
    problems,
  );
};
