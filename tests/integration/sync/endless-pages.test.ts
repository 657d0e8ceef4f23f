import type { Bundle, Resource } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { appointmentResource } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';

const BASE = 'http://portal.example/fhir';

const bundle = (resources: readonly Resource[], next: string): PortalAnswer => {
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [{ relation: 'next', url: `${BASE}/${next}` }],
    entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
  };
  return { kind: 'answer', status: 200, body, retryAfterMs: null };
};

const states = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('outbox').select('state').orderBy('seq')).map(({ state }) => state);

/** The portal's answers to searches for appointments come from `page`, by its number, a second each. */
async function clinicOfPages(page: (number: number) => PortalAnswer) {
  const { clock, open } = await openSmallClinic();
  const turned = { endless: false, pages: 0 };
  const desk = open({
    async between(request: PortalRequest, send) {
      const appointments = request.method === 'GET' && /(^|\/)Appointment\?/.test(request.url);
      if (!turned.endless || !appointments) return send(request);
      await new Promise<void>((resolve) => clock.after(1000, resolve));
      turned.pages += 1;
      return page(turned.pages);
    },
  });
  await desk.settle();
  turned.endless = true;
  return { clock, desk, turned };
}

const stamped = (id: string, n: number) =>
  appointmentResource({
    id,
    meta: { versionId: '1', lastUpdated: new Date(Date.UTC(2026, 10, 20, 15, 0, 0, n % 1000)).toISOString() },
  });

test('a decision made while pages are being read leaves between two of them', async () => {
  const { clock, desk, turned } = await clinicOfPages((n) =>
    bundle([stamped(`visit-${n + 1}`, n)], `Appointment?page=${n + 1}`),
  );
  await clock.advance(20_000);
  await desk.ask('decisions.decide', {
    on: 'schedule',
    command: {
      type: 'update',
      appointmentId: 'visit-1',
      slot: slotAt('2026-11-30T15:00:00Z'),
      words: WORDS,
      notify: true,
    },
  });
  await clock.advance(12_000);
  expect(states(desk)).toEqual(['done']);
  const then = turned.pages;
  await clock.advance(5000);
  expect(turned.pages).toBeGreaterThan(then);
});

test.each([
  ['the same visits again and again', ['visit-2', 'visit-3'], 3],
  ['nothing, again and again', [], 100],
])('%s, each time under another address, is said to be no end', async (_how, ids, pages) => {
  const { clock, desk, turned } = await clinicOfPages((n) =>
    bundle(
      ids.map((id) => stamped(id, n)),
      `Appointment?page=${n + 1}`,
    ),
  );
  for (let seconds = 0; desk.core.status().phase !== 'server-error' && seconds < 300; seconds += 1)
    await clock.advance(1000);
  expect(desk.core.status()).toMatchObject({
    phase: 'server-error',
    detail: expect.stringContaining('circle'),
  });
  expect(turned.pages).toBe(pages);
});

test('a page that is too large to be read is asked for again with fewer on it', async () => {
  const { open } = await openSmallClinic();
  const desk = open({
    async between(request: PortalRequest, send) {
      const count = Number(new URLSearchParams(request.url.split('?')[1]).get('_count'));
      return request.url.startsWith('Patient?') && count > 50
        ? { kind: 'answer', status: 200, body: undefined, retryAfterMs: null, tooLarge: true }
        : send(request);
    },
  });
  await desk.settle();
  expect(desk.core.status().phase).toBe('up-to-date');
  expect((await desk.ask('patients.get', { id: 'patient-1' })).name).toBe('Ana Flores');
});
