import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, tally } from '../../../scripts/lib/checks.mjs';

const counted = (passed: number, failed: number) => () => ({ passed, failed });

describe('tally', () => {
  it('believes a report that fits the exit status', () => {
    expect(tally(0, '{}', counted(5, 0))).toMatchObject({ passed: 5, failed: 0 });
    expect(tally(1, '{}', counted(5, 2))).toMatchObject({ passed: 5, failed: 2 });
  });

  it('counts a failure that no test shows', () => {
    expect(tally(1, '{}', counted(5, 0))).toMatchObject({ passed: 5, failed: 1 });
    expect(tally(137, '{}', counted(5, 0))).toMatchObject({ passed: 5, failed: 1 });
  });

  it('counts a run without tests as failed', () => {
    expect(tally(0, '{}', counted(0, 0))).toMatchObject({ passed: 0, failed: 1 });
  });

  it.each([
    ['no report', null],
    ['a report cut in the middle', '{"numPassedTests": 1'],
    ['an empty report', ''],
  ])('counts %s as failed, whatever the exit status', (_name, text) => {
    expect(tally(0, text, counted(5, 0))).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts a report of another shape as failed', () => {
    expect(tally(0, '{}', countVitest)).toMatchObject({ passed: 0, failed: 1 });
    expect(tally(0, '{"stats":{}, "errors":[]}', countPlaywright)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('what the runners report', () => {
  it('a test file of Vitest that could not be loaded is a failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [
        { name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'adds' }] },
        {
          name: 'b.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'failed', fullName: 'divides' },
            { status: 'passed', fullName: 'multiplies' },
          ],
        },
        { name: 'c.test.ts', status: 'failed', assertionResults: [] },
      ],
    };
    expect(countVitest(report)).toEqual({
      passed: 3,
      failed: 2,
      names: ['b.test.ts › divides', 'c.test.ts'],
    });
  });

  it('a test of Playwright that passed only when tried again is a failure', () => {
    const spec = (title: string, status: string) => ({
      title,
      file: 'desk.spec.ts',
      line: 7,
      tests: [{ status }],
    });
    const report = {
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 },
      errors: [],
      suites: [
        {
          specs: [spec('opens', 'expected'), spec('closes', 'unexpected')],
          suites: [{ specs: [spec('waits', 'flaky')] }],
        },
      ],
    };
    expect(countPlaywright(report)).toEqual({
      passed: 3,
      failed: 2,
      names: ['desk.spec.ts:7 › closes', 'desk.spec.ts:7 › waits'],
    });
  });

  it('an error of Playwright outside any test is a failure', () => {
    const report = {
      stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 },
      errors: [{ message: 'x' }],
    };
    expect(countPlaywright(report)).toMatchObject({ passed: 3, failed: 1 });
  });
});
