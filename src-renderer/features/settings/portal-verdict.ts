import type { PortalTest } from '../../../src-shared/ipc/settings-views.ts';

/** Which sentence sums a connection test up. What a passing trouble kept from being tried counts against nobody. */
export function portalVerdict({
  ok,
  findings,
}: PortalTest): 'testGood' | 'testLacking' | 'testUnfinished' | 'testFailed' {
  if (ok) return 'testGood';
  if (findings.some(({ level, code }) => level === 'failed' && code !== 'untried')) return 'testFailed';
  return findings.some(({ level }) => level === 'lacking') ? 'testLacking' : 'testUnfinished';
}
