import { expect, it } from 'vitest';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { readSections } from '../../../src-main/sync/shared/read-sections.ts';

const OUTCOME = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-supported' }] };
const answering = (status: number, body?: unknown): PortalAnswer => ({
  kind: 'answer',
  status,
  body,
  retryAfterMs: null,
});
const reading = (...answers: readonly PortalAnswer[]) => {
  const asked: PortalRequest[] = [];
  const left = [...answers];
  const portal = {
    async send(request: PortalRequest): Promise<PortalAnswer> {
      asked.push(request);
      return left.shift() ?? answers[0] ?? answering(500);
    },
  };
  return { asked, read: readSections(portal) };
};
const bundle = (resources: readonly object[], next?: string) =>
  answering(200, {
    resourceType: 'Bundle',
    type: 'searchset',
    link: next === undefined ? [] : [{ relation: 'next', url: next }],
    entry: resources.map((resource) => ({ resource })),
  });
const times = (id: string, undoSeconds: number) => ({
  resourceType: 'Basic',
  id,
  meta: { versionId: '1', lastUpdated: '2026-11-27T00:00:00Z' },
  identifier: [{ system: 'urn:reslot:settings', value: 'times' }],
  extension: [
    {
      url: 'urn:reslot:settings',
      extension: [
        { url: 'schema', valueInteger: 1 },
        { url: 'value', valueString: JSON.stringify({ undoSeconds, proposalExpiryHours: 24 }) },
      ],
    },
  ],
});

it('a section in which what is not there is written as null is read', async () => {
  const whole = times('t', 9);
  const spread = whole.extension.map((one) => ({
    ...one,
    extension: one.extension.map((part) => ({
      valueString: null,
      valueInteger: null,
      extension: null,
      ...part,
    })),
  }));
  const read = await reading(bundle([{ ...whole, subject: null, extension: spread }])).read;
  expect(read).toMatchObject({
    kind: 'read',
    seen: [{ section: 'times', copy: { value: { undoSeconds: 9 } } }],
  });
});

it.each([400, 403, 404, 405, 410, 422, 501])(
  '%i in the portal’s own words: it keeps no settings',
  async (status) => {
    expect(await reading(answering(status, OUTCOME)).read).toEqual({ kind: 'not-kept', sure: true });
    expect(await reading(answering(status)).read).toEqual({ kind: 'not-kept', sure: false });
  },
);

it.each([401, 408, 429, 500, 502, 503])('%i says nothing about that', async (status) => {
  expect(await reading(answering(status, OUTCOME)).read).toMatchObject({ kind: 'failed' });
});

it('no answer, and what is no Bundle, says nothing either', async () => {
  const none: PortalAnswer = { kind: 'none', why: 'timeout', detail: '' };
  expect(await reading(none).read).toMatchObject({ kind: 'failed', failure: { kind: 'offline' } });
  expect(await reading(answering(200, { resourceType: 'Basic' })).read).toMatchObject({ kind: 'failed' });
});

it('reads all pages; of several of one section the one with the first id counts, wherever it stands', async () => {
  const foreign = { ...times('aa', 1), identifier: [{ system: 'urn:other', value: 'times' }] };
  for (const order of [
    ['b', 'a', 'c'],
    ['c', 'b', 'a'],
  ]) {
    const [first = '', ...others] = order;
    const pages = [
      bundle([foreign, times(first, 1)], 'next'),
      bundle(others.map((id) => times(id, id === 'a' ? 7 : 2))),
    ];
    const { asked, read } = reading(...pages);
    expect(await read).toMatchObject({
      kind: 'read',
      seen: [{ section: 'times', portalId: 'a', copy: { value: { undoSeconds: 7 } } }],
    });
    expect(asked.map(({ url }) => url)).toEqual([
      'Basic?code=urn%3Areslot%3Aresource%7Cpractice-settings&_count=50',
      'next',
    ]);
  }
});

it('a portal whose pages never end is left', async () => {
  expect(await reading(bundle([], 'next')).read).toMatchObject({ kind: 'failed' });
});
