import { create } from 'zustand';
import type { DemoServers } from '../../src-shared/ipc/sync-views.ts';

interface DemoState {
  /** Null where no demo clinic runs, or before that is known. */
  readonly servers: DemoServers | null;
  seen(servers: DemoServers | null): void;
}

/** How the demo clinic's portal and mailbox stand. */
export const useDemo = create<DemoState>()((set) => ({
  servers: null,
  seen: (servers) => set({ servers }),
}));
