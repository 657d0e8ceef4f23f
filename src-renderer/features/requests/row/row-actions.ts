import type { DeskCommand, RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { conflictIn, conflictOfRow, type OverridableCommand } from '../dialog/overlaps.ts';

const isOverridable = (command: DeskCommand): command is OverridableCommand =>
  command.type === 'approve' || command.type === 'update' || command.type === 'propose';

/** Gives a command at once; where something speaks against the time, asks for the reason first. True when it was accepted. */
export async function give(row: RequestRow, command: DeskCommand): Promise<boolean> {
  const { decide, setError } = useDecisions.getState();
  const result = await decide(row, command);
  if (result === null) return false;
  if (result.ok) {
    if (command.type !== 'assign-patient') useInbox.getState().toggle(row.id, false);
    return true;
  }
  const conflict = conflictIn(result.error);
  if (conflict !== null && isOverridable(command)) useDialogs.getState().warnTaken(row, command, conflict);
  else setError(row.id, result.error);
  return false;
}

/** **Approve** of a request to reschedule: at once, or after a warning when the row already says what speaks against the time. */
export async function approve(row: RequestRow): Promise<boolean> {
  const conflict = conflictOfRow(row);
  if (conflict === null) return give(row, { type: 'approve' });
  useDialogs.getState().warnTaken(row, { type: 'approve' }, conflict);
  return false;
}
