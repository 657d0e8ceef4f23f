/** What was found wrong with the record, and whether somebody has noted just that. */

interface Findings {
  readonly faults: number;
  readonly first: number | null;
}
type Head = { readonly is: string; readonly reached?: number };

/** Lines that are not what was written, or a record that does not go on from where it had been. */
export const isRecordFaulty = (findings: Findings | null, head: Head | null): boolean =>
  head !== null || (findings !== null && findings.faults > 0);

/**
 * Whether what is wrong now is more, or other, than what was noted. While the lines have not been looked at in this run nothing is said of
 * them.
 */
export function isRecordFaultNew(
  findings: Findings | null,
  head: Head | null,
  noted: Findings | null,
): boolean {
  if (head !== null) return true;
  if (findings === null || findings.faults === 0) return false;
  return noted === null || findings.faults !== noted.faults || findings.first !== noted.first;
}
