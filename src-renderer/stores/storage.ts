import { create } from 'zustand';
import type { Bootstrap } from '../../src-shared/ipc/sync-views.ts';

type Standing = Pick<Bootstrap, 'databaseBusy' | 'storage'>;

interface StorageState extends Standing {
  seen(standing: Partial<Standing>): void;
}

/** What keeps this computer from writing what was decided. */
export const useStorage = create<StorageState>()((set) => ({
  databaseBusy: false,
  storage: null,
  seen: (standing) => set(standing),
}));
