const WINDOW_MS = 60_000;
const MOST_RELOADS = 3;

/** Whether a page that has just died may be loaded again: not when it died `MOST_RELOADS` times within a minute. */
export function createReloadLimit(): (nowMs: number) => boolean {
  let crashes: number[] = [];
  return (nowMs) => {
    crashes = [...crashes.filter((at) => nowMs - at < WINDOW_MS), nowMs];
    return crashes.length <= MOST_RELOADS;
  };
}
