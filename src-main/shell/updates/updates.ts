import { errorSummary, logVersion } from '../../log-values.ts';
import type { Clock, Logger, UpdateSource } from '../../ports.ts';
import { createAlarm } from '../../timing/alarm.ts';
import { isLater } from './update-rules.ts';

/** The desk's start comes first. */
const FIRST_MS = 60_000;
const EVERY_MS = 4 * 3_600_000;
/** So long the system may take to have an update installed: macOS reads it anew first. */
const LEAVE_LIMIT_MS = 120_000;

/** The newer version of the program: fetched by itself, installed when somebody says so. */
export interface Updates {
  /** The version that lies ready, or `null`. */
  ready(): string | null;
  /** Has the version that lies ready installed when the program has ended; false when none does. */
  installAtEnd(): boolean;
  /**
   * Called once everything is saved: true when the program is being ended, and the newer version put in its place. Where
   * that fails, or takes too long, `startAgain` is called, once: there is no window any more, and nobody else would.
   */
  leave(startAgain: () => void): boolean;
  stop(): void;
}

/** Where this program looks for none. */
export const noUpdates: Updates = {
  ready: () => null,
  installAtEnd: () => false,
  leave: () => false,
  stop: () => undefined,
};

/** Looks for a newer version now and then, and tells `onReady` once it lies ready. What fails is tried again next time. */
export function createUpdates(options: {
  readonly clock: Clock;
  readonly source: UpdateSource;
  readonly logger: Logger;
  /** The version of this program. */
  readonly current: string;
  readonly onReady: (version: string) => void;
}): Updates {
  const { clock, source, logger, current, onReady } = options;
  let ready: string | null = null;
  let chosen = false;
  let stopped = false;
  const alarm = createAlarm(clock, () => void look());
  alarm.set(FIRST_MS);

  async function look(): Promise<void> {
    try {
      const version = await source.fetchNewer();
      if (version !== null && version !== ready && isLater(version, ready ?? current) && !stopped) {
        ready = version;
        logger.info('update-ready', { version: logVersion(version) });
        onReady(version);
      }
    } catch (error) {
      logger.warn('update-failed', errorSummary(error));
    }
    if (!stopped) alarm.set(EVERY_MS);
  }

  return {
    ready: () => ready,
    installAtEnd: () => {
      chosen = ready !== null;
      return chosen;
    },
    leave: (startAgain) => {
      if (!chosen) return false;
      let left = false;
      const once = (): void => {
        if (left) return;
        left = true;
        startAgain();
      };
      clock.after(LEAVE_LIMIT_MS, once);
      source.install(once);
      return true;
    },
    stop: () => {
      stopped = true;
      alarm.clear();
    },
  };
}
