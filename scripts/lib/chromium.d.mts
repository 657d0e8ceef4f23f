/** The system's Chromium or a browser built on it, or `null`. */
export function findChromium(): string | null;
