import { create } from 'zustand';
import type { AppError } from '../../src-shared/errors.ts';
import type { CommandInput } from '../../src-shared/ipc/contract.ts';
import { invoke } from '../api/client.ts';
import { saveAllDrafts } from './drafts.ts';

interface UpdateState {
  /** The newer version of the program that lies ready; null where there is none. */
  readonly version: string | null;
  /** Why it was not installed when that was asked for last. */
  readonly refused: AppError | null;
  /** One that lies ready stays so: an answer asked for earlier does not know of it. */
  seen(version: string | null): void;
  /** Has it installed, once every draft is saved; one that could not be counts as unsaved, too. */
  install(midway: CommandInput<'app.installUpdate'>): Promise<void>;
}

export const useUpdate = create<UpdateState>()((set) => ({
  version: null,
  refused: null,
  seen: (version) => {
    if (version !== null) set({ version });
  },
  install: async ({ dialogOpen, unsaved }) => {
    const saved = await saveAllDrafts();
    const answer = await invoke('app.installUpdate', { dialogOpen, unsaved: unsaved || !saved });
    set({ refused: answer.ok ? null : answer.error });
  },
}));
