import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, tally } from '../../../scripts/lib/checks.mjs';

const counted = (passed: number, failed: number) => () => ({ passed, failed });

describe('tally', () => {
  it('believes a report that fits the exit status', () => {
    expect(tally(0, '{}', counted(5, 0))).toEqual({ passed: 5, failed: 0 });
    expect(tally(1, '{}', counted(5, 2))).toEqual({ passed: 5, failed: 2 });
  });

  it('counts a failure that no test shows', () => {
    expect(tally(1, '{}', counted(5, 0))).toEqual({ passed: 5, failed: 1 });
    expect(tally(137, '{}', counted(5, 0))).toEqual({ passed: 5, failed: 1 });
  });

  it('counts a run without tests as failed', () => {
    expect(tally(0, '{}', counted(0, 0))).toEqual({ passed: 0, failed: 1 });
  });

  it.each([
    ['no report', null],
    ['a report cut in the middle', '{"numPassedTests": 1'],
    ['an empty report', ''],
  ])('counts %s as failed, whatever the exit status', (_name, text) => {
    expect(tally(0, text, counted(5, 0))).toEqual({ passed: 0, failed: 1 });
  });

  it('counts a report of another shape as failed', () => {
    expect(tally(0, '{}', countVitest)).toEqual({ passed: 0, failed: 1 });
    expect(tally(0, '{"stats":{}, "errors":[]}', countPlaywright)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('what the runners report', () => {
  it('a test file of Vitest that could not be loaded is a failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 2 });
  });

  it('a test of Playwright that passed only when tried again is a failure', () => {
    const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 }, errors: [] };
    expect(countPlaywright(report)).toEqual({ passed: 3, failed: 2 });
  });

  it('an error of Playwright outside any test is a failure', () => {
    const report = {
      stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 },
      errors: [{ message: 'x' }],
    };
    expect(countPlaywright(report)).toEqual({ passed: 3, failed: 1 });
  });
});
