import type { AppEvent, Topic } from '../src-shared/ipc/events.ts';
import type { StorageTrouble, SyncStatus } from '../src-shared/ipc/sync-views.ts';
import { onceReadable } from './db/once-readable.ts';
import type { Clock } from './ports.ts';
import { createAlarm } from './timing/alarm.ts';

/** However busy a round with the portal is, the window refetches no more often than this. */
const AT_MOST_EVERY_MS = 100;

export interface EventHub {
  /** Something of these may have changed. Told at once, then gathered for a moment. */
  changed(topics: readonly Topic[]): void;
  /** The sync status may have changed. Told at once, then at most every moment; the same one is not told twice. */
  statusChanged(): void;
  /** Another program holds the database and something waits for it, or not any more. */
  databaseBusy(busy: boolean): void;
  /** The disk keeps something from being written, or does not any more. */
  storage(trouble: StorageTrouble | null): void;
  /** The function returned stops it. */
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** Tells what is gathered and nothing afterwards. */
  stop(): void;
}

/** Tells listeners what has changed: after the commit, in few words, and only what they have to know. */
export function createEventHub(clock: Clock, status: () => SyncStatus): EventHub {
  const listeners = new Set<(event: AppEvent) => void>();
  const gathered = new Set<Topic>();
  let told = '';
  const gathering = createAlarm(clock, flush);
  let mayHaveChanged = false;
  const untilNext = createAlarm(clock, () => {
    if (mayHaveChanged) statusChanged();
  });
  let stopped = false;

  function publish(event: AppEvent): void {
    for (const listener of [...listeners]) listener(event);
  }

  function statusChanged(): void {
    if (stopped) return;
    if (untilNext.pending) mayHaveChanged = true;
    else tellNow();
  }

  function tellNow(): void {
    mayHaveChanged = true;
    // Until somebody listens nothing is told, and nothing has to wake for it.
    if (listeners.size === 0) return;
    untilNext.set(AT_MOST_EVERY_MS);
    onceReadable(clock, tellStatus);
  }

  function tellStatus(): void {
    if (stopped) return;
    mayHaveChanged = false;
    const now = status();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    publish({ type: 'sync-status', status: now });
  }

  function flush(): void {
    if (gathered.size === 0) return;
    const topics = [...gathered].sort();
    gathered.clear();
    publish({ type: 'changed', topics });
    // Its counts follow from the same tables.
    tellNow();
    gathering.set(AT_MOST_EVERY_MS);
  }

  return {
    changed(topics) {
      if (stopped) return;
      for (const topic of topics) gathered.add(topic);
      if (!gathering.pending) flush();
    },
    statusChanged,
    databaseBusy: (busy) => publish({ type: 'database', busy }),
    storage: (trouble) => publish({ type: 'storage', trouble }),
    onEvent(listener) {
      listeners.add(listener);
      if (mayHaveChanged && !untilNext.pending) untilNext.set(0);
      return () => {
        listeners.delete(listener);
      };
    },
    stop() {
      gathering.clear();
      untilNext.clear();
      if (gathered.size > 0) publish({ type: 'changed', topics: [...gathered].sort() });
      gathered.clear();
      stopped = true;
    },
  };
}
