import { create } from 'zustand';
import type { AppError } from '../../src-shared/errors.ts';
import { invoke } from '../api/client.ts';

interface UpdateState {
  /** The newer version of the program that lies ready; null where there is none. */
  readonly version: string | null;
  /** Why it was not installed when that was asked for last. */
  readonly refused: AppError | null;
  /** One that lies ready stays so: an answer asked for earlier does not know of it. */
  seen(version: string | null): void;
  /** Has it installed. `dialogOpen`: somebody is in the middle of something. */
  install(dialogOpen: boolean): Promise<void>;
}

export const useUpdate = create<UpdateState>()((set) => ({
  version: null,
  refused: null,
  seen: (version) => {
    if (version !== null) set({ version });
  },
  install: async (dialogOpen) => {
    const answer = await invoke('app.installUpdate', { dialogOpen });
    set({ refused: answer.ok ? null : answer.error });
  },
}));
