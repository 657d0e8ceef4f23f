import type { DayHours, PracticeRules } from '../../../src-shared/domain/practice.ts';
import { isPlainDate, isZone } from '../../../src-shared/domain/time.ts';
import type { AppError } from '../../../src-shared/errors.ts';

/**
 * What the contract's schema cannot say: the zone has to exist (`zone-unknown`); and, else `bad-input`: every weekday
 * once, opening times in order and apart, real dates, each closed day and each code once, a link a browser opens.
 */
export function checkRules(rules: PracticeRules): AppError | null {
  const { practice, reasons, visitTypes } = rules;
  if (!isZone(practice.zone)) return { code: 'zone-unknown' };
  const sound =
    unique(practice.hours.map((day) => day.weekday)) &&
    practice.hours.every(inOrder) &&
    practice.closedDays.every((day) => isPlainDate(day.date)) &&
    unique(practice.closedDays.map((day) => day.date)) &&
    [reasons.change, reasons.cancel, reasons.deny].every((list) => unique(list.map((one) => one.code))) &&
    unique(visitTypes.map((type) => type.code)) &&
    (practice.portalLink === null || isWebAddress(practice.portalLink));
  return sound ? null : { code: 'bad-input' };
}

/** `HH:MM` sorts as text. */
function inOrder({ open }: DayHours): boolean {
  return open.every(({ from, to }, index) => {
    const before = open[index - 1];
    return from < to && (before === undefined || before.to <= from);
  });
}

function unique(values: readonly (string | number)[]): boolean {
  return new Set(values).size === values.length;
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}
