import { HOUR_MS, MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { Clock } from '../ports.ts';
import type { PulledType } from './cursor.ts';

/** How often what may have become visible late is looked for: after something was found, and as long as nothing is. */
const EVERY_MS = { soonest: 5 * MINUTE_MS, latest: HOUR_MS } as const;

/**
 * When a type is read from long before its cursor on: some servers' searches show what was written only minutes or hours later (an index
 * that is built apart, a long transaction), while what was written after it has been read already.
 */
export interface LateWatch {
  isDue(type: PulledType): boolean;
  /** It has been read so, to the end; `found`: so much of it should have been read before. */
  looked(type: PulledType, found: number): void;
  /** Another server. */
  forget(): void;
}

/** First after the shortest time, then ever less often while nothing comes late. */
export function createLateWatch(clock: Clock): LateWatch {
  const looks = new Map<PulledType, { readonly at: number; readonly everyMs: number }>();
  const last = (type: PulledType) => {
    const look = looks.get(type) ?? { at: clock.elapsed(), everyMs: EVERY_MS.soonest };
    looks.set(type, look);
    return look;
  };
  return {
    isDue(type) {
      const { at, everyMs } = last(type);
      return clock.elapsed() - at >= everyMs;
    },
    looked(type, found) {
      const everyMs = found > 0 ? EVERY_MS.soonest : Math.min(EVERY_MS.latest, 2 * last(type).everyMs);
      looks.set(type, { at: clock.elapsed(), everyMs });
    },
    forget: () => looks.clear(),
  };
}
