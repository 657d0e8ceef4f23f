import type { ReactNode } from 'react';
import type { Interval } from '../../../../src-shared/domain/conflicts.ts';
import type { ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';

/** A column of the time grid: a provider's day. */
export interface CalendarColumn {
  /** Not used by another column. */
  readonly key: string;
  readonly heading: ReactNode;
  /** Its name in words, for screen readers and for what is said during a move: "Dr. Alvarez", "Tue, Nov 24". */
  readonly label: string;
  /** Whose column it is; `null`: appointments that have no provider. Nothing can be moved there. */
  readonly practitionerId: string | null;
  /** When they are away: drawn as time that is not to be had. */
  readonly away: readonly Interval[];
  /** The day, with the appointments of this column alone. */
  readonly day: ScheduleDay;
}
