/** From this width on the month stands beside the calendar; below it a button opens it. */
export const WITH_MONTH = '(min-width: 1200px)';
/** The same while an appointment's panel stands on the other side. */
export const WITH_MONTH_AND_PANEL = '(min-width: 1560px)';
/** Below this height the calendar's grid does not shrink: everything around it scrolls. In CSS pixels. */
export const LEAST_GRID_HEIGHT = 340;
