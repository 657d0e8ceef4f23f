/**
 * The built program, run by the preview (`--preview-main`), with waits that a test ends: `{ type: 'hurry', ms }` over its channel lets every
 * wait of at least `LONG_MS` end that has no longer than that to go. Its clock shows what it would have shown.
 */
const LONG_MS = 60_000;

interface Wait {
  readonly dueAt: number;
  readonly end: () => void;
}
const waits = new Map<unknown, Wait>();
const { setTimeout: set, clearTimeout: clear } = globalThis;

globalThis.setTimeout = ((run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
  const end = (): void => {
    waits.delete(timer);
    run(...given);
  };
  const timer = set(end, ms);
  if (ms >= LONG_MS) waits.set(timer, { dueAt: performance.now() + ms, end });
  return timer;
}) as typeof setTimeout;

globalThis.clearTimeout = ((timer) => {
  waits.delete(timer);
  clear(timer);
}) as typeof clearTimeout;

process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('type' in message) || message.type !== 'hurry')
    return;
  const ms = 'ms' in message ? Number(message.ms) : 0;
  const until = performance.now() + ms;
  for (const [timer, { dueAt, end }] of [...waits]) {
    if (dueAt > until) continue;
    clear(timer as NodeJS.Timeout);
    end();
  }
});

const built = '../../out/main/main.js';
await import(built);
