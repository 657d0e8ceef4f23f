import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Portal, PortalAnswer } from '../../../src-main/ports.ts';
import { testPortal } from '../../../src-main/sync/connection-test.ts';
import { PULLED_TYPES } from '../../../src-main/sync/cursor.ts';
import { examine } from '../../../src-main/sync/examine.ts';
import { SECTIONS_SEARCH } from '../../../src-main/sync/fhir/shared-section.ts';
import { loadQuery } from '../../../src-main/sync/load-query.ts';
import { getHistory, getResource } from '../../../src-main/sync/portal-reader.ts';
import { FULL_PAGE } from '../../../src-main/sync/search-ways.ts';
import { MAIN_JOB } from '../../support/main-job.ts';

/** What docs/portal.md says to whoever makes a portal, held against what the desk does. */
const guide = /## Making a portal\n([\s\S]*?)\n## /.exec(readFileSync('docs/portal.md', 'utf8'))?.[1] ?? '';
const section = (heading: string): string =>
  new RegExp(`### ${heading}\\n([\\s\\S]*?)(\\n### |$)`).exec(guide)?.[1] ?? '';

/** In the second column of the table of searches. */
const named = [...section('What desks ask, word for word').matchAll(/\| `([^`]+)` \|$/gm)].map(
  ([, url]) => url ?? '',
);

const DECISION = '00000000-0000-4000-8000-000000000001';

/** A portal that has nothing, and what it is asked. */
function emptyPortal(status = 200): Portal & { readonly asked: string[] } {
  const asked: string[] = [];
  const body = status === 200 ? { resourceType: 'Bundle', type: 'searchset' } : undefined;
  const answer: PortalAnswer = { kind: 'answer', status, body, retryAfterMs: null };
  return {
    asked,
    async send({ url }) {
      asked.push(url);
      return answer;
    },
  };
}

test('the searches it names are those that are sent', async () => {
  const portal = emptyPortal();
  await getHistory(portal, 'Task', 'task-1');
  const created = { op: 'post', type: 'Appointment', localId: 'new', portalId: null, basedOn: null } as const;
  await examine(portal, [created], DECISION, {
    created: new Map(),
    isPast: () => false,
    isAsWritten: () => true,
    copyOf: () => null,
    histories: { wereShown: () => false, shown: () => {} },
    isInPart: false,
  });
  const gone = emptyPortal(404);
  await getResource(gone, 'Appointment', 'visit-1');
  await testPortal(gone);
  const moved = await MAIN_JOB['move-with-slots']?.();
  const sent = [
    loadQuery('Task', null, false, FULL_PAGE),
    loadQuery('Task', 'ge2026-11-20T15:00:00Z', true, FULL_PAGE),
    loadQuery('Task', 'gt2026-11-20T15:01:00Z', true, FULL_PAGE),
    loadQuery('AppointmentResponse', null, true, FULL_PAGE),
    SECTIONS_SEARCH,
    ...portal.asked,
    ...gone.asked,
    ...(moved?.asked ?? []).filter((url) => url.startsWith('Slot?')),
  ];
  expect([...new Set(named)].toSorted()).toEqual([...new Set(sent)].toSorted());
  expect(guide).toContain(PULLED_TYPES.map((type) => `\`${type}\``).join(', '));
});

/** What stays of a search when it is about another resource, type, or instant. */
const formOf = (url: string): string =>
  url
    .replace(/^[A-Z][A-Za-z]+/, 'Type')
    .replace(/\d{4}-\d\d-\d\dT\d\d(%3A\d\d){2}(\.\d+)?Z/g, 'instant')
    .replace(/^Type\/[A-Za-z0-9.-]+/, 'Type/id')
    .replace(/Schedule%2F[a-z0-9-]+/, 'Schedule');

test.each([
  'approve',
  'proposal-accepted',
  'superseded',
  'book',
  'move-with-slots',
  'new-patient',
  'given-back',
])('nothing else is asked: %s', async (step) => {
  const asked = (await MAIN_JOB[step]?.())?.asked ?? [];
  expect(asked.length).toBeGreaterThan(10);
  const forms = new Set(named.map(formOf));
  expect(asked.filter((url) => !forms.has(formOf(url)))).toEqual([]);
});

test('the transaction it shows is the one that is sent', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(section('What desks send')) ?? [];
  const example: unknown = JSON.parse(readFileSync('resources/fhir/examples/desk/approve.json', 'utf8'));
  expect(JSON.parse(json)).toEqual(example);
});
