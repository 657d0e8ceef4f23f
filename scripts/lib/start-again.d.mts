export const START_AGAIN: number;
