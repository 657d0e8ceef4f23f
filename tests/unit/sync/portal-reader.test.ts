import { expect, test } from 'vitest';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { getResource } from '../../../src-main/sync/portal-reader.ts';

const answer = (status: number, body?: unknown): PortalAnswer => ({
  kind: 'answer',
  status,
  body,
  retryAfterMs: null,
});
const visit = { resourceType: 'Appointment', id: 'visit-1', status: 'booked' };
const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] };
const nothingFound = { resourceType: 'Bundle', type: 'searchset' };
const found = { ...nothingFound, entry: [{ resource: visit }] };

/** A portal that answers a read and a search by id. */
function portalThat(read: PortalAnswer, search: PortalAnswer) {
  const asked: string[] = [];
  const send = async ({ url }: PortalRequest) => {
    asked.push(url);
    return url.includes('?') ? search : read;
  };
  return { asked, read: () => getResource({ send }, 'Appointment', 'visit-1') };
}

test.each([404, 410])('%i with an OperationOutcome: the portal has none', async (status) => {
  const portal = portalThat(answer(status, outcome), answer(500));
  expect(await portal.read()).toEqual({ ok: true, value: null });
  expect(portal.asked).toEqual(['Appointment/visit-1']);
});

test('a search that finds nothing may say so by null', async () => {
  const empty = { ...nothingFound, entry: null, link: null, total: 0 };
  expect(await portalThat(answer(404), answer(200, empty)).read()).toEqual({ ok: true, value: null });
});

test.each([404, 410])('%i without one: only where a search finds nothing either', async (status) => {
  expect(await portalThat(answer(status), answer(200, nothingFound)).read()).toEqual({
    ok: true,
    value: null,
  });
  expect(await portalThat(answer(status), answer(200, found)).read()).toEqual({ ok: true, value: visit });
});

test.each([
  ['a page of HTML to the search too', answer(404)],
  ['a search that is no Bundle', answer(200, visit)],
  ['no answer to the search', { kind: 'none', why: 'timeout', detail: 'timeout' } as const],
])('404 of a gateway, and %s: nobody knows', async (_name, search) => {
  expect(await portalThat(answer(404), search).read()).toMatchObject({ ok: false });
});
