import { create } from 'zustand';
import type { AppError } from '../../src-shared/errors.ts';
import type { SyncStatus } from '../../src-shared/ipc/sync-views.ts';
import { invoke } from '../api/client.ts';

interface SyncState {
  readonly status: SyncStatus | null;
  readonly refreshing: boolean;
  readonly refreshError: AppError | null;
  seen(status: SyncStatus): void;
  /** Asks for a round with the portal now; ends when the round has ended. */
  refresh(): Promise<void>;
}

/** Where things stand with the portal and the mail server. */
export const useSync = create<SyncState>()((set, get) => ({
  status: null,
  refreshing: false,
  refreshError: null,
  seen: (status) => set({ status }),
  refresh: async () => {
    if (get().refreshing) return;
    set({ refreshing: true });
    const result = await invoke('sync.refresh', undefined);
    set(
      result.ok
        ? { status: result.value, refreshing: false, refreshError: null }
        : { refreshing: false, refreshError: result.error },
    );
  },
}));

const isReadOnly = ({ status }: Pick<SyncState, 'status'>): boolean => status?.readOnly ?? false;

/** Whether the portal is only read: nothing can be decided at this desk. */
export const useReadOnly = (): boolean => useSync(isReadOnly);
export const readOnlyNow = (): boolean => isReadOnly(useSync.getState());
