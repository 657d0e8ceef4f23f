import { say } from './say.mjs';

/** A terminal's line is drawn anew so often. */
const LIVE_MS = 500;
/** A log hears of a step after so many seconds, then at twice the time, and never more rarely than every five minutes. */
const FIRST_S = 10;
const RAREST_S = 300;

/**
 * Does `work` and shows that it goes on: on a terminal one line that keeps the time, elsewhere a line now and then. `work`
 * gets a function that takes how far it is, in a few words. Where it resolves to `false` it was not done; what it throws is
 * passed on.
 * @template T
 * @param {string} title what is being done, such as `Building`
 * @param {(progress: (detail: string) => void) => Promise<T>} work
 * @param {{ stream?: NodeJS.WriteStream, env?: NodeJS.ProcessEnv }} where
 * @returns {Promise<T>}
 */
export async function step(title, work, { stream = process.stdout, env = process.env } = {}) {
  const began = performance.now();
  const seconds = () => Math.floor((performance.now() - began) / 1000);
  let detail = '';
  const state = () => ` … ${[detail, elapsed(seconds())].filter(Boolean).join(', ')}`;
  const live = Boolean(stream.isTTY) && env.TERM !== 'dumb';
  const clear = () => stream.write('\r\x1b[K');
  const draw = () => {
    clear();
    stream.write(fitted(title, state(), (stream.columns || 80) - 1));
  };

  let next = FIRST_S;
  if (live) draw();
  else say(`${title} …`, stream);
  const timer = setInterval(() => {
    if (live) draw();
    else if (seconds() >= next) {
      say(`${title}${state()}`, stream);
      next = laterReport(seconds());
    }
  }, LIVE_MS);
  timer.unref();
  try {
    const result = await work((text) => {
      detail = text;
    });
    if (live) clear();
    say(`${title}: ${result === false ? 'given up after' : 'done in'} ${elapsed(seconds())}`, stream);
    return result;
  } catch (error) {
    // How far it came stays to be read above the sentence that follows.
    if (live) say('', stream);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** One line of a terminal: how far it is and for how long are what one looks for. */
function fitted(title, state, columns) {
  const kept = title.slice(0, Math.max(0, columns - state.length));
  return `${kept}${state}`.slice(0, columns);
}

/** The second at which a log hears of a step again that it has heard of at this one. */
export function laterReport(second) {
  return second + Math.min(second, RAREST_S);
}

/** `8 s`, `2 min 05 s`. */
export function elapsed(seconds) {
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
