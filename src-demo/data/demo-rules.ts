import { defaultRules } from '../../src-shared/domain/default-rules.ts';
import type { CancellationPolicy, ClosedDay, PracticeRules } from '../../src-shared/domain/practice.ts';
import {
  addDays,
  type EpochMs,
  type PlainDate,
  plainDateOf,
  weekdayOf,
} from '../../src-shared/domain/time.ts';

/** Where the demo clinic is. */
export const DEMO_ZONE = 'America/Chicago';

export const DEMO_PRACTICE = { name: 'Lakeside Family Medicine', phone: '(312) 555-0142', zone: DEMO_ZONE };

export const DEMO_POLICY: CancellationPolicy = {
  approval: { mode: 'within', days: 2 },
  charges: { mode: 'within', days: 1, text: 'Cancelling less than a day ahead is charged $40.' },
};

/** The patient whose address the demo's mail server refuses, so that a bounced message can be seen. */
export const REFUSED_ADDRESS = 'bounce@example.com';

/** How many working days after today the clinic is closed. */
const CLOSED_IN = 8;

/** The `count`-th weekday (Monday to Friday) after `date`; before it when negative. */
export function weekdayAfter(date: PlainDate, count: number): PlainDate {
  const step = count < 0 ? -1 : 1;
  let found = date;
  for (let left = Math.abs(count); left > 0; ) {
    found = addDays(found, step);
    if (weekdayOf(found) <= 5) left -= 1;
  }
  return found;
}

/** The one day in the coming weeks on which the demo clinic is closed. `today` is an instant. */
export const closedDayOf = (today: EpochMs): ClosedDay => ({
  date: weekdayAfter(plainDateOf(today, DEMO_ZONE), CLOSED_IN),
  name: 'Staff training',
});

/** The demo clinic's rules. `today` is the instant its data was made for; `portalLink` is the portal's address. */
export function demoRules(today: EpochMs, portalLink: string | null): PracticeRules {
  return {
    ...defaultRules,
    practice: {
      ...defaultRules.practice,
      ...DEMO_PRACTICE,
      closedDays: [closedDayOf(today)],
      portalLink,
    },
    policy: DEMO_POLICY,
  };
}
