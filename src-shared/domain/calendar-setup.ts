import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { id } from './values.ts';

/** The steps of the calendar's grid, in minutes. */
export const GRID_STEPS = [5, 10, 15, 30] as const;
/** How a desk has set up its calendar. */
export const calendarSetup = z.strictObject({
  stepMinutes: z.literal(GRID_STEPS),
  /** Providers whose columns are not shown; one who comes new is shown. */
  hiddenProviders: z.array(id).max(500),
  /** `null`: every location. */
  locationId: id.nullable(),
});
export type CalendarSetup = Infer<typeof calendarSetup>;
/** What holds until a desk has chosen. */
export const DEFAULT_CALENDAR: CalendarSetup = { stepMinutes: 15, hiddenProviders: [], locationId: null };
