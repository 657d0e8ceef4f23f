import { expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import type { PortalAnswer, PortalRequest } from '../../../src-main/ports.ts';
import { EMPTY_DRAFT } from '../../../src-shared/domain/draft.ts';
import { appointmentResource, rescheduleTask } from '../../support/clinic-resources.ts';
import { openSmallClinic, type PortalDesk, slotAt, WORDS } from '../../support/portal-desk.ts';

const isWrite = ({ method }: PortalRequest): boolean => method === 'POST';
const UNREACHABLE: PortalAnswer = { kind: 'none', why: 'unreachable', detail: 'no network' };
const NOT_WANTED: PortalAnswer = {
  kind: 'answer',
  status: 422,
  body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'business-rule' }] },
  retryAfterMs: null,
};

/** A desk at which two decisions about one request wait, one built on the other, each with words typed for it. */
async function twoDecisionsWithWords() {
  const clinic = await openSmallClinic();
  const { clock, portal, open } = clinic;
  await portal.put(rescheduleTask());
  const network = { write: UNREACHABLE as PortalAnswer | null };
  const desk = open({
    between: async (request, send) => (network.write && isWrite(request) ? network.write : send(request)),
  });
  await desk.settle();
  const type = (message: string) =>
    desk.ask('drafts.save', { subject: 'request/task-1', draft: { ...EMPTY_DRAFT, message } });
  await type('the first words');
  const slot = slotAt('2026-11-30T16:00:00Z');
  const decide = (command: Parameters<typeof desk.ask<'decisions.decide'>>[1]) =>
    desk.ask('decisions.decide', command);
  const { outboxId } = await decide({
    on: 'request',
    id: 'task-1',
    command: { type: 'propose', slots: [slot], words: WORDS },
  });
  await clock.advance(10_000);
  await type('the last words');
  await decide({ on: 'request', id: 'task-1', command: { type: 'withdraw-proposal', words: WORDS } });
  await clock.advance(10_000);
  expect(typed(desk)).toEqual([]);
  return { ...clinic, desk, network, first: outboxId ?? '' };
}

const typed = ({ db }: PortalDesk): string[] =>
  db
    .all(qb.selectFrom('draft').select('draft_json'))
    .map(({ draft_json }) => (JSON.parse(draft_json) as typeof EMPTY_DRAFT).message);

const states = ({ db }: PortalDesk) =>
  db.all(qb.selectFrom('outbox').select('state').orderBy('seq')).map(({ state }) => state);

test('two decisions fall together because the portal has changed: the words typed last are there again', async () => {
  const { clock, portal, desk, network } = await twoDecisionsWithWords();
  await portal.put(appointmentResource({ start: '2026-12-01T16:00:00Z', end: '2026-12-01T16:30:00Z' }));
  network.write = null;
  await clock.advance(60_000);
  expect(states(desk)).toEqual(['conflict', 'conflict']);
  expect(typed(desk)).toEqual(['the last words']);
});

test('two decisions are given up together: the words typed last are there again', async () => {
  const { clock, desk, network, first } = await twoDecisionsWithWords();
  network.write = NOT_WANTED;
  await clock.advance(60_000);
  expect(states(desk)).toEqual(['failed', 'ready']);
  await desk.ask('attention.dismiss', { kind: 'decision', id: first });
  expect(states(desk)).toEqual(['undone', 'undone']);
  expect(typed(desk)).toEqual(['the last words']);
});
