export interface Counted {
  readonly passed: number;
  readonly failed: number;
}
export function tally(code: number, text: string | null, count: (report: never) => Counted): Counted;
export function countVitest(report: {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}): Counted;
export function countPlaywright(report: {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}): Counted;
