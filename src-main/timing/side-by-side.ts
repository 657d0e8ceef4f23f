import type { Clock } from '../ports.ts';
import type { Bell } from './bell.ts';
import { within } from './within.ts';

/** Work that others are not kept waiting for. */
interface Work {
  /** Of one key only one is under way at a time. */
  readonly key: string;
  readonly run: () => Promise<void>;
}

export interface SideBySide {
  readonly clock: Clock;
  readonly atOnce: number;
  /** So long the next waits for the one before, so that they normally end in the order they began. */
  readonly headStartMs: number;
  /** Rings when there may be more to begin. */
  readonly bell: Bell;
  /** What is next that has none of the keys under way; null when there is nothing to begin. Asked again when something ends, or the bell rings. */
  readonly next: (underWay: ReadonlySet<string>) => Work | null;
}

/**
 * Does work in order, but what is slow does not hold the rest up. Resolves when nothing is under way and nothing is next. Rejects with
 * the first error, of `next` as of the work, once what was under way has ended: nothing begins after it.
 */
export async function sideBySide({ clock, atOnce, headStartMs, bell, next }: SideBySide): Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  const errors: unknown[] = [];
  const begin = ({ key, run }: Work): Promise<void> => {
    const running = run()
      .catch((error: unknown) => void errors.push(error))
      .finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  };
  try {
    while (errors.length === 0) {
      const work = next(new Set(underWay.keys()));
      if (work) {
        await within(clock, headStartMs, begin(work));
        if (underWay.size >= atOnce) await Promise.race(underWay.values());
      } else if (underWay.size > 0) await Promise.race([...underWay.values(), bell.rung()]);
      else break;
    }
  } catch (error) {
    errors.push(error);
  }
  await Promise.all(underWay.values());
  if (errors.length > 0) throw errors[0];
}
