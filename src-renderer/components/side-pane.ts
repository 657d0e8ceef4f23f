/** From this width on the day's schedule stands beside the list. */
export const WITH_SIDE_PANE = '(min-width: 1280px)';
