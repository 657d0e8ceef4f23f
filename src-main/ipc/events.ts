import type { AppEvent } from '../../src-shared/ipc/events.ts';

/** Tells listeners what may have changed. */
export interface Events {
  publish(event: AppEvent): void;
  /** The function returned stops it. */
  subscribe(listener: (event: AppEvent) => void): () => void;
}

export function createEvents(): Events {
  const listeners = new Set<(event: AppEvent) => void>();
  return {
    publish(event) {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
