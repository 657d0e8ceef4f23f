import type { Minutes } from '../../../../src-shared/domain/time.ts';

/** The lines of the grid, in minutes. */
export type StepMinutes = 5 | 10 | 15 | 30;

/** The height of an hour in pixels: one step holds a line of text. A step is a whole number of pixels. */
export const HOUR_PX: Readonly<Record<StepMinutes, number>> = { 5: 240, 10: 132, 15: 88, 30: 64 };

/** The least height of an appointment in pixels: a line of text, and a target to hit (WCAG 2.2, 2.5.8 by its spacing). */
export const LEAST_ENTRY_PX = 19;

/** A line of text in an appointment, in pixels, and after how many of them even a tall one is cut. */
const LINE_PX = 16;
export const MOST_LINES = 12;

/** How many lines of text an appointment of that height in pixels has room for: one at least. */
export const linesIn = (height: number): number =>
  Math.min(MOST_LINES, Math.max(1, Math.floor((height - 2) / LINE_PX)));

/** The time axis, and the least widths of a column and of a lane in it, in pixels. */
export const AXIS_PX = 68;
const COLUMN_PX = 168;
const LANE_PX = 84;

/** More appointments at once than this in one column are folded behind a button. */
export const MAX_LANES = 4;

/** Pixels a minute. */
export const pxPerMinute = (step: StepMinutes): number => HOUR_PX[step] / 60;

/** The least length at which an appointment is drawn, in minutes: a shorter one looks that long. */
export const leastMinutes = (step: StepMinutes): Minutes => LEAST_ENTRY_PX / pxPerMinute(step);

/** The least width of a column with that many lanes. */
export const columnWidth = (lanes: number): number => Math.max(COLUMN_PX, lanes * LANE_PX);

/** A label of the axis is so many pixels high; an hour's stands below its line, the present's in the middle of its own. */
const LABEL_PX = 17;

/** Whether the label of the present, `below` pixels below an hour's line (negative: above), lies upon that hour's own. */
export const coversHour = (below: number): boolean => below > -LABEL_PX / 2 && below < LABEL_PX * 1.5;
