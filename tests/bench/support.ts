/** The value below which that share (0 to 1) of the measurements lies. */
export function percentile(measured: readonly number[], share: number): number {
  const sorted = [...measured].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** A line of the report. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
