import type { DeskCommand } from '../../domain/commands.ts';
import type { RequestRow } from '../../ipc/request-views.ts';
import { DECISION } from './requests.ts';

/** What the toast says of a decision: "Angenommen: Maria Lopez". */
export function decisionSentence(
  row: Pick<RequestRow, 'kind' | 'patientName'>,
  command: DeskCommand,
): string {
  return `${decisionWords(row.kind, command)}: ${row.patientName}`;
}

function decisionWords(kind: RequestRow['kind'], command: DeskCommand): string {
  if (command.type === 'approve') return DECISION.approve[kind];
  if (command.type === 'record-answer') return DECISION['record-answer'][command.answer];
  return DECISION[command.type];
}
