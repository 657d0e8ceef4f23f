import type { Minutes, PlainDate, PlainTime, Weekday, ZoneId } from './time.ts';

export type { Weekday };

/** Opening hours of one weekday; an empty list means closed. A break is the gap between two intervals. */
export interface DayHours {
  readonly weekday: Weekday;
  readonly open: readonly { readonly from: PlainTime; readonly to: PlainTime }[];
}

export interface ClosedDay {
  readonly date: PlainDate;
  readonly name: string;
}

export interface Practice {
  readonly name: string;
  readonly phone: string;
  readonly zone: ZoneId;
  readonly hours: readonly DayHours[];
  readonly closedDays: readonly ClosedDay[];
  /** Where patients sign in to the portal, for the link in e-mails; `null` when there is none. */
  readonly portalLink: string | null;
}

/** workflow: two independent settings. Days are calendar days in the clinic's zone. */
export interface CancellationPolicy {
  readonly approval:
    | { readonly mode: 'never' }
    | { readonly mode: 'always' }
    | { readonly mode: 'within'; readonly days: number };
  readonly charges:
    | { readonly mode: 'none' }
    | { readonly mode: 'within'; readonly days: number; readonly text: string };
}

export interface Reason {
  readonly code: string;
  /** The words on the screen and in the e-mail. */
  readonly text: string;
}

/** The pick lists of the Reason for change dialog. `other` is always last and asks for words. */
export interface Reasons {
  readonly change: readonly Reason[];
  readonly cancel: readonly Reason[];
  readonly deny: readonly Reason[];
}

export interface VisitTypeSetting {
  readonly code: string;
  readonly display: string;
  readonly minutes: Minutes;
}

/** The rules the practice sets for itself. */
export interface PracticeRules {
  readonly practice: Practice;
  readonly policy: CancellationPolicy;
  readonly reasons: Reasons;
  readonly visitTypes: readonly VisitTypeSetting[];
  /** The time in which a decision can be undone before anything leaves the desk, in seconds: 0 to 60. */
  readonly undoSeconds: number;
  /** A proposal expires this many hours before the earlier of its two times. */
  readonly proposalExpiryHours: number;
}
