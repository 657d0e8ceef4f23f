/** The system's Chromium or a browser built on it, or `null`. */
export function findChromium(): string | null;
/** What the end-to-end tests run in: Chromium's headless shell where it is, or Chromium. */
export function findTestBrowser(): string | null;
/** What to say when there is none. */
export const NO_CHROMIUM: string;
