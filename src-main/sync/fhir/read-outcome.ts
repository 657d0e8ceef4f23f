import { operationOutcome } from './schemas.ts';
import { Wrong } from './shape.ts';
import { oneLine } from './text.ts';

const LIMIT = 300;

/** What an OperationOutcome says, in one line for the screen; null when the body is none. It may quote a resource: not for a log. */
export function outcomeText(body: unknown): string | null {
  const read = operationOutcome(body);
  if (read instanceof Wrong) return null;
  const lines = read.issue.flatMap(({ details, diagnostics, code }) => {
    const line = oneLine(details?.text || diagnostics || details?.coding[0]?.display || code || '');
    return line === '' ? [] : [line];
  });
  return [...new Set(lines)].join('; ').slice(0, LIMIT) || 'OperationOutcome';
}
