import type { DeskCommand } from '../../src-shared/domain/commands.ts';
import { aboutRequest } from '../../src-shared/domain/draft.ts';
import type { TimeConflict } from '../../src-shared/domain/time-conflict.ts';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';
import { invoke } from '../api/client.ts';
import { useDecisions } from '../stores/decisions.ts';
import { type OverridableDecision, useDialogs } from '../stores/dialogs.ts';
import { type DraftsState, useDrafts } from '../stores/drafts.ts';
import { useInbox } from '../stores/inbox.ts';
import { conflictIn, conflictOfRow } from './overlaps.ts';

type OverridableCommand = Extract<OverridableDecision, { readonly on: 'request' }>['command'];

const isOverridable = (command: DeskCommand): command is OverridableCommand =>
  command.type === 'approve' || command.type === 'update';

/** Asks why the time is taken all the same. */
const askOverride = (row: RequestRow, command: OverridableCommand, conflict: TimeConflict): void =>
  useDialogs.getState().ask({ asks: 'override', decision: { on: 'request', row, command }, conflict });

/** Gives a command at once; where something speaks against the time, asks for the reason first. True when it was accepted. */
export async function give(row: RequestRow, command: DeskCommand): Promise<boolean> {
  const { decide, setError } = useDecisions.getState();
  const result = await decide({ on: 'request', row, command });
  if (result === null) return false;
  if (result.ok) {
    if (command.type !== 'assign-patient') useInbox.getState().toggle(row.id, false);
    return true;
  }
  const conflict = conflictIn(result.error);
  if (conflict !== null && isOverridable(command)) askOverride(row, command, conflict);
  else setError(row.id, result.error);
  return false;
}

/** Whom the form has been told that a request is from to which nobody is matched; `null` where it says nothing or need not. */
export function chosenPatientOf(
  row: Pick<RequestRow, 'id' | 'patient'>,
  { drafts }: Pick<DraftsState, 'drafts'> = useDrafts.getState(),
): string | null {
  return row.patient === null ? (drafts[aboutRequest(row.id)]?.patientId ?? null) : null;
}

/** Assigns the patient, and gives the request as it stands then; `null` when that was refused. */
export async function assign(row: RequestRow, patientId: string): Promise<RequestRow | null> {
  if (!(await give(row, { type: 'assign-patient', patientId }))) return null;
  const detail = await invoke('requests.get', { id: row.id });
  if (detail.ok) return detail.value.row;
  useDecisions.getState().setError(row.id, detail.error);
  return null;
}

/**
 * **Approve** of a request to reschedule: at once, or after a warning when the row already says what speaks against the time.
 * A patient chosen in the form of a request nobody is matched to is assigned first.
 */
export async function approve(row: RequestRow): Promise<boolean> {
  const chosen = chosenPatientOf(row);
  const asked = chosen === null ? row : await assign(row, chosen);
  if (asked === null) return false;
  const conflict = conflictOfRow(asked);
  if (conflict === null) return give(asked, { type: 'approve' });
  askOverride(asked, { type: 'approve' }, conflict);
  return false;
}
