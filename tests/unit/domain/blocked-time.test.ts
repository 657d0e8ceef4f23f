import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  blockedTimes,
  isSoundBlock,
  keptBlocks,
  mergedBlocks,
} from '../../../src-shared/domain/blocked-time.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { rulesFault } from '../../../src-shared/domain/rules-fault.ts';
import { SETTINGS } from '../../../src-shared/domain/settings.ts';
import {
  type SectionCopy,
  savedHere,
  seenInPortal,
  UNSHARED,
} from '../../../src-shared/domain/shared-section.ts';
import { addDays, dayBounds, plainTimeOf, weekdayOf } from '../../../src-shared/domain/time.ts';
import { ZONE } from '../../support/domain.ts';

const block = (over: Partial<Block> = {}): Block => ({
  id: 'lunch',
  practitionerId: 'practitioner-1',
  reason: 'Lunch with a rep',
  date: '2026-10-26',
  from: '12:00',
  to: '13:00',
  weekly: null,
  ...over,
});
const weekly = (until: string | null = null, except: readonly string[] = []): Block['weekly'] => ({
  until,
  except,
});
const range = (first: string, last: string) => ({
  from: dayBounds(first, ZONE).from,
  to: dayBounds(last, ZONE).to,
});
const told = (one: Block, first: string, last: string): string[] =>
  blockedTimes([one], range(first, last), null, ZONE).map(
    ({ date, start, end }) => `${date} ${plainTimeOf(start, ZONE)}-${plainTimeOf(end, ZONE)}`,
  );

describe('blocked time', () => {
  it('weekly stays at the same time of the wall clock over the change of the clocks, but on no exception', () => {
    const every = block({ weekly: weekly('2026-11-16', ['2026-11-09']) });
    expect(told(every, '2026-10-01', '2026-12-31')).toEqual([
      '2026-10-26 12:00-13:00',
      '2026-11-02 12:00-13:00',
      '2026-11-16 12:00-13:00',
    ]);
  });

  it('covers what the clocks show twice, and moves on over what they skip', () => {
    const night = { from: '01:30', to: '02:30', weekly: weekly() };
    const [autumn] = blockedTimes(
      [block({ ...night, date: '2026-11-01' })],
      range('2026-11-01', '2026-11-01'),
      null,
      ZONE,
    );
    expect(autumn && autumn.end - autumn.start).toBe(2 * 60 * 60_000);
    expect(told(block({ ...night, date: '2026-03-01' }), '2026-03-08', '2026-03-08')).toEqual([
      '2026-03-08 01:30-03:30',
    ]);
  });

  it('is that of the providers who are asked about, the earliest first', () => {
    const all = [
      block({ id: 'b', practitionerId: 'other', from: '08:00' }),
      block(),
      block({ id: 'a', from: '10:00' }),
    ];
    const on = range('2026-10-26', '2026-10-26');
    expect(blockedTimes(all, on, ['practitioner-1'], ZONE).map(({ blockId }) => blockId)).toEqual([
      'a',
      'lunch',
    ]);
    expect(blockedTimes(all, on, null, ZONE).map(({ blockId }) => blockId)).toEqual(['b', 'a', 'lunch']);
    expect(blockedTimes(all, { from: on.to, to: on.from }, null, ZONE)).toEqual([]);
  });

  it('is read only where it can be so', () => {
    expect(isSoundBlock(block({ weekly: weekly('2026-10-26') }))).toBe(true);
    for (const bad of [
      block({ to: '12:00' }),
      block({ date: '2026-02-30' }),
      block({ weekly: weekly('2026-10-25') }),
      block({ weekly: weekly(null, ['2026-02-30']) }),
    ])
      expect(rulesFault({ blocks: [bad] })).toBe('bad-input');
    expect(rulesFault({ blocks: [block(), block()] })).toBe('bad-input');
  });

  it('a practice stored before there was any has none', () => {
    const { blocks: _, ...before } = defaultRules;
    expect(SETTINGS.rules.schema.parse(before)).toEqual(defaultRules);
  });

  it('is let go long after it has ended, and never while it goes on', () => {
    const all = [
      block(),
      block({ id: 'ends', weekly: weekly('2026-11-16') }),
      block({ id: 'on', weekly: weekly() }),
    ];
    expect(keptBlocks(all, '2026-12-24')).toHaveLength(3);
    expect(keptBlocks(all, '2027-01-01').map(({ id }) => id)).toEqual(['ends', 'on']);
    expect(keptBlocks(all, '2036-01-01').map(({ id }) => id)).toEqual(['on']);
  });
});

const dates = fc.integer({ min: 0, max: 600 }).map((day) => addDays('2026-01-01', day));
const anyBlock = fc.record({
  date: dates,
  until: fc.option(fc.integer({ min: 0, max: 200 })),
  every: fc.boolean(),
  skipped: fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 3 }),
  hour: fc.integer({ min: 0, max: 21 }),
});

it('falls on the days that a walk day by day finds, however a range is cut', () => {
  fc.assert(
    fc.property(
      anyBlock,
      dates,
      fc.integer({ min: 0, max: 60 }),
      ({ date, until, every, skipped, hour }, first, more) => {
        const hh = (value: number): string => `${String(value).padStart(2, '0')}:15`;
        const one = block({
          date,
          from: hh(hour),
          to: hh(hour + 2),
          weekly: every
            ? weekly(
                until === null ? null : addDays(date, until),
                skipped.map((week) => addDays(date, 7 * week)),
              )
            : null,
        });
        const days = Array.from({ length: more + 1 }, (_, day) => addDays(first, day));
        const isOn = (day: string): boolean =>
          one.weekly === null
            ? day === date
            : day >= date &&
              weekdayOf(day) === weekdayOf(date) &&
              (one.weekly.until === null || day <= one.weekly.until) &&
              !one.weekly.except.includes(day);
        const found = blockedTimes([one], range(first, addDays(first, more)), null, ZONE);
        expect(found.map((time) => time.date)).toEqual(days.filter(isOn));
        const byDay = days.flatMap((day) => blockedTimes([one], range(day, day), null, ZONE));
        expect(byDay).toEqual(found);
      },
    ),
    { numRuns: 150 },
  );
});

describe('what two desks make of the same blocks', () => {
  const [a, b, c] = [block({ id: 'a' }), block({ id: 'b' }), block({ id: 'c' })];
  const ids = (all: readonly Block[]): string[] => all.map(({ id }) => id).sort();

  it('counts together: added, changed and removed, each where nobody else touched it', () => {
    const changed = { ...b, reason: 'Longer' };
    expect(mergedBlocks([a, b], [a, changed, c], [b], 'm')).toEqual([changed, c]);
    expect(mergedBlocks([a, b], [a, b], [a, b, c], 'm')).toEqual([a, b, c]);
  });

  it('stands twice where both changed it otherwise, and stays where one changed and the other removed it', () => {
    const [mine, theirs] = [
      { ...a, from: '11:00' },
      { ...a, from: '11:30' },
    ];
    expect(mergedBlocks([a], [mine], [theirs], 'm')).toEqual([theirs, { ...mine, id: 'a+m' }]);
    expect(mergedBlocks([a], [mine], [], 'm')).toEqual([mine]);
    expect(mergedBlocks([a], [], [theirs], 'm')).toEqual([theirs]);
    expect(mergedBlocks([a], [mine], [mine], 'm')).toEqual([mine]);
  });

  const list = fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 })
    .chain((names) =>
      fc.tuple(...names.map((id) => fc.constantFrom('x', 'y', 'z').map((reason) => block({ id, reason })))),
    );

  it('never loses what one of them added or changed, brings nothing back that both let go, and has no id twice', () => {
    fc.assert(
      fc.property(list, list, list, (base, mine, theirs) => {
        const both = mergedBlocks(base, mine, theirs, 'm');
        const was = new Map(base.map((one) => [one.id, one.reason]));
        for (const one of [...mine, ...theirs].filter(({ id, reason }) => was.get(id) !== reason))
          expect(both.map(({ reason, id }) => `${id.slice(0, 1)} ${reason}`)).toContain(
            `${one.id} ${one.reason}`,
          );
        for (const id of was.keys())
          if (![...mine, ...theirs].some((one) => one.id === id)) expect(ids(both)).not.toContain(id);
        expect(new Set(ids(both)).size).toBe(both.length);
        expect(mergedBlocks(base, base, theirs, 'm')).toEqual(theirs);
        expect(ids(mergedBlocks(base, mine, base, 'm'))).toEqual(ids(mine));
      }),
      { numRuns: 300 },
    );
  });

  it('are saved together where another desk was faster, and asked about nowhere', () => {
    const copy = (version: string, blocks: readonly Block[], writes: readonly string[]): SectionCopy => ({
      portalId: 'basic-1',
      version,
      lastUpdated: '',
      deskId: 'theirs',
      deskName: 'Room 2',
      writes: [...writes],
      value: { blocks: [...blocks] },
      rest: {},
    });
    const first = seenInPortal(UNSHARED, copy('1', [a, b], ['w1']));
    const mine = savedHere(first, { value: { blocks: [a, b, c] }, write: 'mine' }, '1', 'ours');
    const later = seenInPortal(mine, copy('2', [b], ['w2', 'w1']));
    expect(later.own).toMatchObject({ standing: 'waiting', basedOn: '2', value: { blocks: [b, c] } });
    // Another one comes before ours has left.
    const again = seenInPortal(later, copy('3', [b, block({ id: 'd' })], ['w3', 'w2', 'w1']));
    expect(ids(again.own?.value.blocks ?? [])).toEqual(['b', 'c', 'd']);
    expect(seenInPortal(again, copy('4', again.own?.value.blocks ?? [], ['mine', 'w3'])).own).toBeNull();
  });
});
