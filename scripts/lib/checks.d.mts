export interface Counted {
  readonly passed: number;
  readonly failed: number;
  /** The tests that failed, by file and name, as far as the report names them. */
  readonly names?: readonly string[];
}
export function tally(code: number, text: string | null, count: (report: never) => Counted): Counted;
export function countVitest(report: {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
}): Counted;
export function countPlaywright(report: {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
  suites?: PlaywrightSuite[];
}): Counted;

interface PlaywrightSuite {
  specs?: { title: string; file: string; line: number; tests: { status: string }[] }[];
  suites?: PlaywrightSuite[];
}
