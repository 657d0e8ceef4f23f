import type { DeskCommand } from '../../src-shared/domain/commands.ts';
import { isRequestedTimePast } from '../../src-shared/domain/refusals.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { ErrorCode } from '../../src-shared/errors.ts';
import type { RequestRow } from '../../src-shared/ipc/request-views.ts';

/** A request as far as it says what can be done about it. */
export type Choosable = Pick<RequestRow, 'state' | 'kind' | 'requested' | 'allowed' | 'refused' | 'patient'>;

/**
 * Why a command cannot be given about a request now; `null`: it can.
 *
 * @param now the row may have been drawn while the time asked for was still to come.
 * @param chosenPatientId whom the form has been told that the request is from, where nobody is matched: assigned first.
 */
export function whyNot(
  row: Choosable,
  type: DeskCommand['type'],
  now: EpochMs,
  chosenPatientId: string | null = null,
): ErrorCode | null {
  if (type === 'approve' && row.state === 'open' && isRequestedTimePast(row, now)) return 'time-past';
  if (row.allowed.includes(type)) return null;
  const code = row.refused[type] ?? 'wrong-kind';
  const assignable = chosenPatientId !== null && row.allowed.includes('assign-patient');
  return code === 'patient-unmatched' && assignable ? null : code;
}
