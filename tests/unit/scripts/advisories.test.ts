import { expect, it } from 'vitest';
import { advisoryFaults, readAdvisories } from '../../../scripts/package/advisories.ts';

const advisory = (name: string, id: string, severity = 'high') => ({
  source: 1,
  name,
  title: `Something about ${name}`,
  url: `https://github.com/advisories/${id}`,
  severity,
  range: '<2',
});

it('each advisory about a packed library is a fault, once, unless a reason stands beside it', () => {
  const output = JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      a: { via: [advisory('a', 'GHSA-1')] },
      b: { via: ['a', advisory('b', 'GHSA-2', 'low')] },
      again: { via: [advisory('a', 'GHSA-1')] },
      tool: { via: [advisory('tool', 'GHSA-3')] },
    },
  });
  const read = readAdvisories(output) ?? [];
  expect(read.map(({ library }) => library)).toEqual(['a', 'b', 'tool']);
  const packed = new Set(['a', 'b', '@scope/c']);
  expect(advisoryFaults(read, packed)).toEqual([
    'a (high): Something about a. https://github.com/advisories/GHSA-1',
    'b (low): Something about b. https://github.com/advisories/GHSA-2',
  ]);
  const excepted = [{ id: 'GHSA-1', why: 'no such input reaches it' }];
  expect(advisoryFaults(read, packed, excepted).map((line) => line.slice(0, 1))).toEqual(['b']);
  // Another that only ends alike is not excepted.
  expect(advisoryFaults(read, packed, [{ id: '1', why: '' }])).toHaveLength(2);
});

it('nothing known is an answer; no answer is none', () => {
  expect(readAdvisories('{"auditReportVersion":2,"vulnerabilities":{},"metadata":{}}\n')).toEqual([]);
  for (const silent of [
    '',
    'npm error audit endpoint returned an error',
    '{"message":"405 Method Not Allowed","error":{"summary":"","detail":""}}',
    '{"auditReportVersion":3,"vulnerabilities":{}}',
    '{"auditReportVersion":2,"vulnerabilities":{"a":{"via":[{"name":"a"}]}}}',
  ])
    expect(readAdvisories(silent)).toBeNull();
});
