import { create } from 'zustand';
import type { DeskCommand } from '../../src-shared/domain/commands.ts';
import type { VisitSlot } from '../../src-shared/domain/request.ts';
import type { TimeConflict } from '../../src-shared/domain/time-conflict.ts';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';

/** What the **Reason for change** dialog is asked for. */
export type Purpose =
  | { readonly type: 'propose'; readonly slot: VisitSlot }
  | { readonly type: 'deny' }
  | { readonly type: 'keep' }
  | { readonly type: 'cancel-appointment' }
  | { readonly type: 'approve-cancellation' };

/** A command that may take a time although something speaks against it. */
export type OverridableCommand = Extract<DeskCommand, { type: 'approve' | 'update' | 'propose' }>;

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
