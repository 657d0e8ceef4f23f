import { isSoundBlock } from './blocked-time.ts';
import { repeatsOf } from './closed-days.ts';
import { areSoundLetters } from './letters.ts';
import { portalLinkTo } from './portal-link.ts';
import type { DayHours, PracticeRules } from './practice.ts';
import { isPlainDate, isZone } from './time.ts';

type Checked = {
  readonly [N in 'practice' | 'reasons' | 'visitTypes' | 'letters' | 'blocks']: PracticeRules[N] | undefined;
};

/**
 * What the schema cannot say of the rules that are given: the zone has to exist (`zone-unknown`); and, else `bad-input`: every
 * weekday once, opening times in order and apart, also of each provider, real dates, each closed day, each code and each block once, a link a browser opens, letters
 * that can be filled in.
 */
export function rulesFault(rules: Partial<Checked>): 'zone-unknown' | 'bad-input' | null {
  const { practice, reasons, visitTypes, letters, blocks } = rules;
  if (practice !== undefined && !isZone(practice.zone)) return 'zone-unknown';
  const sound =
    (practice === undefined || isSoundPractice(practice)) &&
    (reasons === undefined ||
      [reasons.change, reasons.cancel, reasons.deny].every((list) => unique(list.map((one) => one.code)))) &&
    (visitTypes === undefined || unique(visitTypes.map((type) => type.code))) &&
    (letters === undefined || areSoundLetters(letters)) &&
    (blocks === undefined || (unique(blocks.map((one) => one.id)) && blocks.every(isSoundBlock)));
  return sound ? null : 'bad-input';
}

const isSoundPractice = ({
  hours,
  providerHours = [],
  closedDays,
  portalLink,
}: PracticeRules['practice']): boolean =>
  unique(hours.map((day) => day.weekday)) &&
  hours.every(inOrder) &&
  unique(providerHours.map((one) => one.practitionerId)) &&
  providerHours.every((one) => unique(one.hours.map((day) => day.weekday)) && one.hours.every(inOrder)) &&
  closedDays.every(
    ({ date, repeats }) => isPlainDate(date) && (repeats === undefined || repeatsOf(date).includes(repeats)),
  ) &&
  unique(closedDays.map((day) => day.date)) &&
  (portalLink === null || portalLinkTo(portalLink, '1') !== null);

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
