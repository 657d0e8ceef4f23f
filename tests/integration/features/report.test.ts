import { describe, expect, test } from 'vitest';
import type { SheetPrinter } from '../../../src-main/ports.ts';
import type { DeskCommand } from '../../../src-shared/domain/commands.ts';
import { HOUR_MS } from '../../../src-shared/domain/time.ts';
import { err } from '../../../src-shared/result.ts';
import { rescheduleTask } from '../../support/clinic-resources.ts';
import { buildSlot, buildWords, HALF_HOUR, NOW, OWN_START } from '../../support/domain.ts';
import { openLocalCore } from '../../support/local-core.ts';
import { actor, seedAppointment, seedPeople, seedRequest } from '../../support/local-desk.ts';
import { openSmallClinic, slotAt, WORDS } from '../../support/portal-desk.ts';

const caller = { actor };
const WEEK_BEFORE = { from: '2026-11-15', to: '2026-11-21', weekStart: 7 } as const;
const WEEK = { from: '2026-11-22', to: '2026-11-28', weekStart: 7 } as const;

/** A desk with five requests of the day, asked an hour ago; what was printed is kept. */
async function desk() {
  const printed: string[] = [];
  const printer: SheetPrinter = {
    toPdf: async () => err('pdf-failed'),
    print: async (html) => {
      printed.push(html);
      return 'printed';
    },
  };
  const local = openLocalCore({ printer });
  const { db, core, clock } = local;
  seedPeople(db);
  for (const nth of [1, 2, 3, 4, 5]) {
    const start = OWN_START + nth * HOUR_MS;
    seedAppointment(db, {
      id: `visit-${nth}`,
      uid: `uid-${nth}`,
      practitionerId: nth > 3 ? 'practitioner-2' : 'practitioner-1',
      start,
      end: start + HALF_HOUR,
    });
    seedRequest(db, {
      id: `request-${nth}`,
      appointmentId: `visit-${nth}`,
      kind: nth === 5 ? 'cancel' : 'reschedule',
      requested: nth === 5 ? null : { start: start + 48 * HOUR_MS, end: start + 48 * HOUR_MS + HALF_HOUR },
      authoredAt: NOW - HOUR_MS,
    });
  }
  const decide = async (nth: number, command: DeskCommand) => {
    const decided = await core.handlers['decisions.decide'](
      { on: 'request', id: `request-${nth}`, command },
      caller,
    );
    if (!decided.ok) throw new Error(decided.error.code);
    return decided.value.outboxId ?? '';
  };
  const report = async (input = WEEK as Parameters<(typeof core.handlers)['report.get']>[0]) => {
    const asked = Promise.resolve(core.handlers['report.get'](input, caller));
    await clock.advance(0);
    const read = await asked;
    if (!read.ok) throw new Error(read.error.code);
    return read.value;
  };
  return { ...local, decide, report, printed };
}

describe('the report of a desk', () => {
  test('counts what another desk proposed as the answer it is', async () => {
    const { portal, open } = await openSmallClinic();
    await portal.put(rescheduleTask());
    const [front, back] = [1, 2].map((seed) => open({ seed, rules: { undoSeconds: 0 } }));
    if (!front || !back) throw new Error('no desks');
    await front.settle();
    await front.ask('decisions.decide', {
      on: 'request',
      id: 'task-1',
      command: { type: 'propose', slots: [slotAt('2026-12-01T16:00:00Z')], words: WORDS },
    });
    await front.settle();
    await back.settle();
    const [own, read] = await Promise.all([front, back].map((desk) => desk.ask('report.get', WEEK_BEFORE)));
    expect(read?.all).toEqual(own?.all);
    expect(read?.all).toMatchObject({ answered: 1 });
    const { history } = await back.ask('requests.get', { id: 'task-1' });
    expect(history.filter(({ kind }) => kind === 'decided')).toMatchObject([
      { detail: { command: 'propose', to: { start: Date.parse('2026-12-01T16:00:00Z') } } },
    ]);
  });

  test('counts what another desk answered from when it did, however late that is read', async () => {
    const { clock, portal, open } = await openSmallClinic();
    await portal.put(rescheduleTask());
    const [front, back] = [1, 2].map((seed) => open({ seed, rules: { undoSeconds: 0 } }));
    if (!front || !back) throw new Error('no desks');
    await front.settle();
    await back.settle();
    await back.core.stop();
    await front.ask('decisions.decide', { on: 'request', id: 'task-1', command: { type: 'approve' } });
    await front.settle();
    const own = await front.ask('report.get', WEEK_BEFORE);
    await front.core.stop();
    await clock.advance(70 * HOUR_MS);
    const later = open({ seed: 2, database: back });
    await later.settle();
    const read = await later.ask('report.get', WEEK_BEFORE);
    expect(read.all).toEqual(own.all);
    expect(read.all).toMatchObject({ answered: 1, sameDay: 1 });
  });

  test('counts what was answered and when, by provider; what was undone is no answer', async () => {
    const { core, clock, decide, report } = await desk();
    await decide(1, { type: 'approve' });
    const undone = await decide(2, { type: 'deny', words: buildWords() });
    await core.handlers['decisions.undo']({ outboxId: undone }, caller);
    await clock.advance(HOUR_MS);
    // The first answer counts, a proposal, not what became of it.
    await decide(4, { type: 'propose', slots: [buildSlot()], words: buildWords() });
    await clock.advance(HOUR_MS);
    await decide(4, { type: 'withdraw-proposal' });
    await clock.advance(24 * HOUR_MS);
    await decide(5, { type: 'keep', words: buildWords() });
    expect(await report()).toEqual({
      all: { requests: 5, answered: 3, medianMs: 2 * HOUR_MS, p90Ms: 27 * HOUR_MS, sameDay: 2 },
      weeks: [{ from: '2026-11-22', reschedule: 4, cancel: 1, new: 0 }],
      outcomes: [
        { outcome: null, requests: 3 },
        { outcome: 'approved', requests: 1 },
        { outcome: 'kept', requests: 1 },
      ],
      providers: [
        { name: 'Dr. Ruth Okafor', requests: 3, answered: 1, medianMs: HOUR_MS, p90Ms: HOUR_MS, sameDay: 1 },
        {
          name: 'Dr. Ivan Petrov',
          requests: 2,
          answered: 2,
          medianMs: 2 * HOUR_MS,
          p90Ms: 27 * HOUR_MS,
          sameDay: 1,
        },
      ],
    });
    expect((await report({ ...WEEK, from: '2026-11-24' })).all.requests).toBe(0);
    expect(await core.handlers['report.get']({ ...WEEK, to: '2026-11-21' }, caller)).toEqual({
      ok: false,
      error: { code: 'bad-input' },
    });
  });

  test('names no patient, on paper neither', async () => {
    const { core, clock, decide, report, printed } = await desk();
    await decide(1, { type: 'approve' });
    const printing = Promise.resolve(core.handlers['report.print'](WEEK, caller));
    await clock.advance(0);
    expect(await printing).toEqual({ ok: true, value: { printed: true } });
    const said = `${JSON.stringify(await report())} ${printed.join()}`;
    expect(said).toContain('Dr. Ruth Okafor');
    expect(said).toContain('America/Chicago');
    for (const secret of ['Ada', 'Marsh', '1984', '555-0101', 'Could I come later'])
      expect(said).not.toContain(secret);
    expect(printed[0]).not.toMatch(/<script|https?:/);
  });
});
