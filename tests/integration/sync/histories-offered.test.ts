import { expect, test } from 'vitest';
import type { Portal, PortalAnswer } from '../../../src-main/ports.ts';
import { historiesAt } from '../../../src-main/sync/histories-offered.ts';
import { getHistory } from '../../../src-main/sync/portal-reader.ts';
import { saveKnownServer } from '../../../src-main/sync/server-known.ts';
import { temporaryDatabase } from '../../support/local-desk.ts';

const answer = (status: number, body?: unknown): PortalAnswer => ({
  kind: 'answer',
  status,
  body,
  retryAfterMs: null,
});
const HISTORY = answer(200, { resourceType: 'Bundle', type: 'history', entry: [] });
const OUTCOME = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] };
const GATEWAY = [400, 404, 413].map((status) => answer(status));
const ITS_OWN = [answer(404, OUTCOME), answer(400, OUTCOME), answer(501), answer(405), answer(403)];

function serverOf(url: string, db = temporaryDatabase().db) {
  saveKnownServer(db, url);
  /** `none`: there is no history; `unknown`: that was no answer. */
  const asked = async (given: PortalAnswer): Promise<'versions' | 'none' | 'unknown'> => {
    const portal: Portal = { send: async () => given };
    const found = await getHistory(portal, 'Task', 'task-1', historiesAt(db));
    if (!found.ok) return 'unknown';
    return found.value === null ? 'none' : 'versions';
  };
  return { db, asked };
}

test('a server that never showed a history has none, whoever says so', async () => {
  const { asked } = serverOf('https://portal.example/fhir');
  for (const given of [...GATEWAY, ...ITS_OWN]) expect(await asked(given)).toBe('none');
  expect(await asked(answer(503))).toBe('unknown');
});

test('of one that showed some, a gateway’s “not found” is no answer; the server’s own is', async () => {
  const { db, asked } = serverOf('https://portal.example/fhir');
  expect(await asked(HISTORY)).toBe('versions');
  for (const given of GATEWAY) expect(await asked(given)).toBe('unknown');
  for (const given of ITS_OWN) expect(await asked(given)).toBe('none');
  // Another server is another matter, and the first is known when it comes back.
  const other = serverOf('https://other.example/fhir', db);
  for (const given of GATEWAY) expect(await other.asked(given)).toBe('none');
  const again = serverOf('https://portal.example/fhir', db);
  for (const given of GATEWAY) expect(await again.asked(given)).toBe('unknown');
});
