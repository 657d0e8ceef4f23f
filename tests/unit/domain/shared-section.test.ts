import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import {
  PRACTICE_SECTIONS,
  readSection,
  type SectionValue,
  sectionOf,
  sectionsIn,
} from '../../../src-shared/domain/practice-sections.ts';
import {
  atAnotherPortal,
  mineChosen,
  refusedByPortal,
  type SectionCopy,
  type SectionState,
  sameValue,
  savedHere,
  seenInPortal,
  theirsChosen,
  UNSHARED,
  unreadableInPortal,
  valueInForce,
} from '../../../src-shared/domain/shared-section.ts';

const value = (undoSeconds: number): SectionValue => ({ undoSeconds, proposalExpiryHours: 24 });
const copy = (
  version: number,
  seconds: number,
  writes: readonly string[],
  deskId = 'theirs',
): SectionCopy => ({
  portalId: 'basic-1',
  version: String(version),
  lastUpdated: '',
  deskId,
  deskName: deskId,
  writes: [...writes],
  value: value(seconds),
  rest: {},
});
const save = (seconds: number, write: string) => ({ value: value(seconds), write });
const atDesk = (state: SectionState, seconds: number, write: string, seen: string | null) =>
  savedHere(state, save(seconds, write), seen, 'ours');

describe('a section', () => {
  const first = seenInPortal(UNSHARED, copy(1, 5, ['a']));

  it('counts as the portal has it', () => {
    expect(valueInForce(UNSHARED)).toBeNull();
    expect(valueInForce(first)).toEqual(value(5));
  });

  it('counts as it was saved here until the portal has it', () => {
    const waiting = atDesk(first, 9, 'b', '1');
    expect(valueInForce(waiting)).toEqual(value(9));
    const landed = seenInPortal(waiting, copy(2, 9, ['b', 'a'], 'ours'));
    expect(landed.own).toBeNull();
  });

  it('is ours again beneath somebody else’s', () => {
    const waiting = atDesk(first, 9, 'b', '1');
    const theirs = seenInPortal(waiting, copy(3, 7, ['c', 'b', 'a']));
    expect(theirs.own).toBeNull();
    expect(valueInForce(theirs)).toEqual(value(7));
  });

  it('that this desk saved twice is no conflict when the first of the two turns up', () => {
    const twice = atDesk(atDesk(first, 9, 'b', '1'), 11, 'c', '1');
    const seen = seenInPortal(twice, copy(2, 9, ['b', 'a'], 'ours'));
    expect(seen.own).toMatchObject({ standing: 'waiting', basedOn: '2', write: 'c' });
    expect(valueInForce(seen)).toEqual(value(11));
  });

  it('that is put back while the save is on its way stays put back', () => {
    const onItsWay = atDesk(first, 9, 'b', '1');
    const back = atDesk(onItsWay, 5, 'c', '1');
    expect(valueInForce(back)).toEqual(value(5));
    // A read that was answered before the save arrived says nothing of it.
    expect(seenInPortal(back, copy(1, 5, ['a'])).own?.write).toBe('c');
    const arrived = seenInPortal(back, copy(2, 9, ['b', 'a'], 'ours'));
    expect(valueInForce(arrived)).toEqual(value(5));
    expect(arrived.own).toMatchObject({ write: 'c', basedOn: '2', standing: 'waiting' });
    expect(seenInPortal(arrived, copy(3, 5, ['c', 'b', 'a'], 'ours')).own).toBeNull();
    // Once the portal has it, the save that was overtaken comes too late: nothing waits any more.
    expect(seenInPortal(back, copy(2, 5, ['c', 'a'], 'ours')).own).toBeNull();
    // Where nothing was on its way, there is nothing to send.
    expect(atDesk(first, 5, 'd', '1').own).toBeNull();
    expect(atDesk(refusedByPortal(onItsWay, 'b', 'no'), 5, 'd', '1').own).toBeNull();
  });

  it('that this desk saves on what it saved before it saw it arrive is no conflict', () => {
    const landed = seenInPortal(atDesk(first, 9, 'b', '1'), copy(2, 9, ['b', 'a'], 'ours'));
    expect(atDesk(landed, 11, 'c', '1').own).toMatchObject({ standing: 'waiting', basedOn: '2' });
  });

  it('that the portal refused counts here only where the portal has none', () => {
    const refused = refusedByPortal(atDesk(first, 9, 'b', '1'), 'b', 'no');
    expect(valueInForce(refused)).toEqual(value(5));
    expect(valueInForce(refusedByPortal(atDesk(UNSHARED, 9, 'b', null), 'b', 'no'))).toEqual(value(9));
    // Said of an earlier save, it says nothing of this one.
    expect(refusedByPortal(atDesk(first, 9, 'b', '1'), 'x', 'no').own?.standing).toBe('waiting');
  });

  it('whose choice is out of date stays as it is', () => {
    const conflict = seenInPortal(atDesk(first, 9, 'b', '1'), copy(2, 7, ['c']));
    expect(mineChosen(conflict, 'd', '1')).toBe(conflict);
    expect(mineChosen(conflict, 'd', '2').own).toMatchObject({
      standing: 'waiting',
      basedOn: '2',
      write: 'd',
    });
  });

  it('goes to another portal with what was saved here, and without what others saved', () => {
    expect(atAnotherPortal(first, 'ours')).toEqual(UNSHARED);
    const ours = seenInPortal(UNSHARED, copy(1, 5, ['a'], 'ours'));
    expect(atAnotherPortal(ours, 'ours').own).toMatchObject({
      value: value(5),
      basedOn: null,
      standing: 'waiting',
    });
  });
});

/** What can happen to a section at one desk, in any order. `seen`: how far behind the newest version the window is. */
const event = fc.oneof(
  fc.record({ what: fc.constant('save' as const), seconds: fc.nat(4), behind: fc.nat(1) }),
  fc.record({ what: fc.constant('arrives' as const) }),
  fc.record({ what: fc.constant('theirs-saved' as const), seconds: fc.nat(4), onTop: fc.boolean() }),
  fc.record({ what: fc.constant('unreadable' as const) }),
  fc.record({ what: fc.constant('choose' as const), mine: fc.boolean() }),
  fc.record({ what: fc.constant('refused' as const) }),
);

it('nobody’s words are lost: what was saved here is in the portal, kept for a choice, or was let go by a person', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 25 }), (events) => {
      let state: SectionState = UNSHARED;
      let portal: SectionCopy | null = null;
      let version = 0;
      let saves = 0;
      /** The last save here that nobody has let go of. */
      let mine = null as { readonly write: string; readonly seconds: number } | null;
      for (const one of events) {
        const { own } = state;
        if (one.what === 'save') {
          saves += 1;
          mine = { write: `mine-${saves}`, seconds: one.seconds };
          const seen =
            one.behind > 0 ? String(version - 1) : (state.unreadable?.version ?? state.copy?.version ?? null);
          state = atDesk(state, one.seconds, mine.write, seen);
        } else if (
          one.what === 'arrives' &&
          own?.standing === 'waiting' &&
          own.basedOn === (portal?.version ?? null)
        ) {
          version += 1;
          const seconds = own.value.undoSeconds ?? -1;
          portal = copy(version, seconds, [own.write, ...(portal?.writes ?? [])], 'ours');
          // The answer may be lost: only the next reading tells.
          if (version % 2 === 0) state = seenInPortal(state, portal);
        } else if (one.what === 'theirs-saved') {
          version += 1;
          saves += 1;
          portal = copy(version, one.seconds, [
            `theirs-${saves}`,
            ...(one.onTop ? (portal?.writes ?? []) : []),
          ]);
          state = seenInPortal(state, portal);
        } else if (one.what === 'unreadable') {
          version += 1;
          const { portalId, lastUpdated, deskName, rest } = copy(version, 0, []);
          state = unreadableInPortal(state, {
            portalId,
            lastUpdated,
            deskName,
            rest,
            version: String(version),
            why: 'broken',
          });
        } else if (one.what === 'choose' && own !== null) {
          saves += 1;
          const newest: string | null = state.unreadable?.version ?? state.copy?.version ?? null;
          if (one.mine && mine !== null) mine = { ...mine, write: `mine-${saves}` };
          if (!one.mine) mine = null;
          state = one.mine ? mineChosen(state, `mine-${saves}`, newest) : theirsChosen(state);
        } else if (one.what === 'refused' && own !== null) {
          state = refusedByPortal(state, own.write, 'no');
        }
        if (mine === null) continue;
        const kept = state.own !== null && sameValue(state.own.value, value(mine.seconds));
        const hasArrived =
          state.own === null &&
          state.copy !== null &&
          (state.copy.writes.includes(mine.write) || sameValue(state.copy.value, value(mine.seconds)));
        // Once it was there, a later one may take its place.
        if (hasArrived) mine = null;
        else expect(kept).toBe(true);
        // What is not the newest never counts over it.
        if (state.own?.standing === 'conflict' && state.copy !== null)
          expect(valueInForce(state)).toEqual(state.copy.value);
      }
    }),
  );
});

describe('a section as another desk wrote it down', () => {
  it.each(PRACTICE_SECTIONS)('%s is read as it was written', (section) => {
    const written: unknown = JSON.parse(JSON.stringify(sectionOf(defaultRules, section)));
    expect(readSection(section, written)).toEqual({ ok: true, value: sectionOf(defaultRules, section) });
  });

  it('is read whole or not at all', () => {
    const times = { undoSeconds: 8, proposalExpiryHours: 48 };
    expect(readSection('times', { ...times, grace: 1 })).toEqual({ ok: false, why: 'newer' });
    expect(readSection('times', { undoSeconds: 8 })).toEqual({ ok: false, why: 'broken' });
    expect(readSection('times', { ...times, undoSeconds: -1, grace: 1 })).toEqual({
      ok: false,
      why: 'broken',
    });
    const { practice } = defaultRules;
    for (const change of [
      { zone: 'Atlantis/Deep' },
      { hours: practice.hours.map((day) => ({ ...day, weekday: 1 })) },
    ])
      expect(readSection('practice', { practice: { ...practice, ...change } })).toEqual({
        ok: false,
        why: 'broken',
      });
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PRACTICE_SECTIONS), fc.jsonValue(), (section, anything) => {
        const read = readSection(section, anything);
        if (read.ok) expect(sectionsIn(read.value)).toEqual([section]);
      }),
    );
  });

  it('every rule belongs to one section', () => {
    const all = PRACTICE_SECTIONS.map((section) => sectionOf(defaultRules, section));
    expect(Object.fromEntries(all.flatMap((one) => Object.entries(one)))).toEqual(defaultRules);
    expect(all.flatMap((one) => Object.keys(one))).toHaveLength(Object.keys(defaultRules).length);
  });
});
