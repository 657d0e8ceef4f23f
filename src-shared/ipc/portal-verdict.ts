import type { PortalTest } from './settings-views.ts';

/** Which sentence sums a connection test up. What a passing trouble kept from being tried counts against nobody. */
export function portalVerdict({
  ok,
  findings,
}: PortalTest): 'testGood' | 'testReadOnly' | 'testLacking' | 'testUnfinished' | 'testFailed' {
  if (ok) return findings.some(({ code }) => code === 'read-only') ? 'testReadOnly' : 'testGood';
  if (findings.some(({ level, code }) => level === 'failed' && code !== 'untried')) return 'testFailed';
  return findings.some(({ level }) => level === 'lacking') ? 'testLacking' : 'testUnfinished';
}

/** Whether what the server said stands beside the finding's sentence: it helps whoever runs it. */
export const isDetailed = ({ level, code, detail }: PortalTest['findings'][number]): boolean =>
  level !== 'good' && detail !== '' && DETAILED.has(code);

const DETAILED: ReadonlySet<PortalTest['findings'][number]['code']> = new Set<
  PortalTest['findings'][number]['code']
>([
  'sign-in-failed',
  'certificate',
  'search',
  'next-page',
  'type-refused',
  'untried',
  'create',
  'change',
  'write-refused',
  'request-untried',
  'transaction-refused',
  'transaction-answer',
  'atomic',
]);
