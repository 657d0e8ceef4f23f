/** The rules the practice sets for itself. */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { blocks } from './blocked-time.ts';
import { letterSettings } from './letters.ts';
import { reminderSettings } from './reminders.ts';
import { id, plainDate, plainTime, weekday } from './values.ts';

const days = z.number().int().min(0).max(365);

/** Opening hours of one weekday; an empty list means closed. A break is the gap between two intervals. */
const dayHours = z.strictObject({
  weekday,
  open: z.array(z.strictObject({ from: plainTime, to: plainTime })).max(6),
});
export type DayHours = Infer<typeof dayHours>;

/**
 * When a provider sees patients on the weekdays on which that is not when the practice opens; on all others the practice's hours are
 * theirs, too.
 */
const providerHours = z.strictObject({ practitionerId: id, hours: z.array(dayHours).min(1).max(7) });

const closedDay = z.strictObject({
  date: plainDate,
  name: z.string().max(100),
  /** Every year from then on: see `closed-days.ts`. Left out for a day that comes once. */
  repeats: z.enum(['date', 'weekday', 'last-weekday']).optional(),
});
export type ClosedDay = Infer<typeof closedDay>;

const practice = z.strictObject({
  name: z.string().min(1).max(200),
  phone: z.string().max(50),
  /** IANA name. */
  zone: z.string().max(100),
  hours: z.array(dayHours).length(7),
  closedDays: z.array(closedDay).max(400),
  /** Left out where nobody has hours of their own: so a version that does not know them reads everything else. */
  providerHours: z.array(providerHours).min(1).max(500).optional(),
  /** Where patients sign in to the portal, for the link in e-mails; `null` when there is none. */
  portalLink: z.string().max(500).nullable(),
});
export type Practice = Infer<typeof practice>;

/** Independent settings (docs/workflow.md, 2 and 3). Days are calendar days in the clinic's zone. */
const cancellationPolicy = z.strictObject({
  approval: z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('never') }),
    z.strictObject({ mode: z.literal('always') }),
    z.strictObject({ mode: z.literal('within'), days }),
  ]),
  charges: z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('none') }),
    z.strictObject({ mode: z.literal('within'), days, text: z.string().min(1).max(500) }),
  ]),
  /**
   * A patient may answer a proposal with a time of their own, which becomes what the request asks for. Left out where they are asked to
   * call: so a version that does not know it reads everything else.
   */
  ownTimes: z.literal(true).optional(),
});
export type CancellationPolicy = Infer<typeof cancellationPolicy>;

const reason = z.strictObject({
  code: z.string().min(1).max(100),
  /** The words on the screen and in the e-mail. */
  text: z.string().min(1).max(200),
});
export type Reason = Infer<typeof reason>;

const reasonList = z.array(reason).min(1).max(50);

/** The pick lists of the Reason for change dialog. `other` is always last and asks for words. */
const reasons = z.strictObject({ change: reasonList, cancel: reasonList, deny: reasonList });
export type Reasons = Infer<typeof reasons>;

const visitTypeSetting = z.strictObject({
  code: z.string().min(1).max(200),
  display: z.string().min(1).max(200),
  minutes: z.number().int().min(5).max(720),
});
export type VisitTypeSetting = Infer<typeof visitTypeSetting>;

export const practiceRules = z.strictObject({
  practice,
  policy: cancellationPolicy,
  reasons,
  visitTypes: z.array(visitTypeSetting).max(200),
  /** What the letters to patients look like and say. */
  letters: letterSettings,
  /** The e-mails that remind patients of their visits. */
  reminders: reminderSettings,
  /** Time of providers that somebody has blocked. */
  blocks,
  /** The time in which a decision can be undone before anything leaves the desk, in seconds. */
  undoSeconds: z.number().int().min(0).max(60),
  /** A proposal expires this many hours before the earlier of its two times. */
  proposalExpiryHours: z.number().int().min(1).max(720),
});
export type PracticeRules = Infer<typeof practiceRules>;
