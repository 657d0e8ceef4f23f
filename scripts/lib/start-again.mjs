/** What the preview ends with where the program has asked to be started again (`app.relaunch`): whoever has started it does so. */
export const START_AGAIN = 75;
