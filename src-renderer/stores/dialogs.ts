import { create } from 'zustand';
import type { TimeConflict } from '../../src-shared/domain/time-conflict.ts';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';
import type { OverridableCommand } from '../features/requests/dialog/overlaps.ts';
import type { Purpose } from '../features/requests/dialog/purpose.ts';

interface DialogsState {
  /** The open **Reason for change** dialog. */
  readonly reason: { readonly row: RequestRow; readonly purpose: Purpose } | null;
  /** The open warning that something speaks against a time; the command is given again with a reason. */
  readonly taken: {
    readonly row: RequestRow;
    readonly command: OverridableCommand;
    readonly conflict: TimeConflict;
  } | null;
  /** What was typed as the reason for an override, by request. */
  readonly overrideReasons: Readonly<Record<string, string>>;
  askReason(row: RequestRow, purpose: Purpose): void;
  warnTaken(row: RequestRow, command: OverridableCommand, conflict: TimeConflict): void;
  typeOverride(requestId: string, reason: string): void;
  close(): void;
}

/** Which dialog is open about which request. */
export const useDialogs = create<DialogsState>()((set) => ({
  reason: null,
  taken: null,
  overrideReasons: {},
  askReason: (row, purpose) => set({ reason: { row, purpose }, taken: null }),
  warnTaken: (row, command, conflict) => set({ taken: { row, command, conflict }, reason: null }),
  typeOverride: (requestId, reason) =>
    set((state) => ({ overrideReasons: { ...state.overrideReasons, [requestId]: reason } })),
  close: () => set({ reason: null, taken: null }),
}));
