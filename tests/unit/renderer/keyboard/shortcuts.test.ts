import { describe, expect, it } from 'vitest';
import { createPressGuard, DOUBLE_PRESS_MS } from '../../../../src-renderer/keyboard/double-press.ts';
import { type FocusKind, type Pressed, shortcutFor } from '../../../../src-renderer/keyboard/match.ts';
import {
  isCharacterKey,
  liveKeys,
  SHORTCUT_IDS,
  type ShortcutId,
  shortcut,
} from '../../../../src-shared/shortcuts.ts';
import { t } from '../../../../src-shared/text/text.ts';

const press = (key: string, change: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  keyCode: 0,
  ...change,
});

function found(
  pressed: Pressed,
  { singleKeys = true, focus = 'free' }: { singleKeys?: boolean; focus?: FocusKind } = {},
  among: readonly ShortcutId[] = SHORTCUT_IDS.filter((id) =>
    ['lists', 'request', 'window'].includes(shortcut(id).place),
  ),
): ShortcutId | null {
  return shortcutFor(pressed, among, { singleKeys, focus });
}

/** What is live at once: the window with its list and the request in focus, or with the calendar; the form, or a dialog. */
const TOGETHER = [
  ['window', 'lists', 'request'],
  ['window', 'calendar', 'grid'],
  ['form'],
  ['dialog'],
] as const satisfies readonly (readonly string[])[];

describe('the table', () => {
  it('gives no key to two shortcuts that work at once', () => {
    for (const places of TOGETHER) {
      const keys = SHORTCUT_IDS.filter((id) => places.some((place) => place === shortcut(id).place)).flatMap(
        (id) => [...shortcut(id).keys, ...(shortcut(id).menu ?? [])],
      );
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    }
  });

  it('says each shortcut and each place in words', () => {
    for (const id of SHORTCUT_IDS) {
      expect(t.shortcuts.SHORTCUT[id]).not.toBe('');
      expect(t.shortcuts.SHORTCUT_PLACE[shortcut(id).place]).not.toBe('');
    }
    expect(new Set(Object.keys(t.shortcuts.SHORTCUT))).toEqual(new Set(SHORTCUT_IDS));
  });

  it('leaves no way to the list of shortcuts, to refresh, search, undo or move that needs a single key', () => {
    const ids = ['shortcuts', 'refresh', 'search', 'undo', 'next-request', 'previous-request'] as const;
    for (const id of ids) {
      const other = [...liveKeys(id, false), ...(shortcut(id).menu ?? [])];
      expect(other.length, id).toBeGreaterThan(0);
      expect(other.filter(isCharacterKey), id).toEqual([]);
    }
  });

  it('works in fields only with keys that write nothing', () => {
    const inFields = SHORTCUT_IDS.filter((id) => shortcut(id).inFields);
    expect(inFields.length).toBeGreaterThan(0);
    expect(inFields.flatMap((id) => shortcut(id).keys).filter(isCharacterKey)).toEqual([]);
  });
});

describe('dispatch', () => {
  it.each([
    ['j', 'next-request'],
    ['ArrowDown', 'next-request'],
    ['k', 'previous-request'],
    ['ArrowUp', 'previous-request'],
    ['Enter', 'open-request'],
    ['a', 'approve'],
    ['A', 'approve'],
    ['d', 'deny'],
    ['p', 'propose'],
    ['u', 'update'],
    ['c', 'cancel-appointment'],
    ['h', 'history'],
    ['z', 'undo'],
    ['/', 'search'],
    ['?', 'shortcuts'],
    ['r', 'refresh'],
    ['x', 'select-request'],
    ['y', null],
  ] as const)('%s: %s', (key, id) => {
    expect(found(press(key))).toBe(id);
  });

  it('finds a sign with Shift or without, as the keyboard has it', () => {
    expect(found(press('?', { shiftKey: true }))).toBe('shortcuts');
    expect(found(press('/', { shiftKey: true }))).toBe('search');
  });

  it('does nothing with a modifier, but for the shortcuts that have one', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey'] as const) {
      for (const key of ['d', 'p', 'u', 'c', 'h', 'r', 'j', 'x', 'Enter'])
        expect(found(press(key, { [modifier]: true })), `${modifier} ${key}`).toBeNull();
    }
    // All are selected with it, and none approved.
    expect(found(press('a', { ctrlKey: true }))).toBe('select-all');
    for (const modifier of ['altKey', 'shiftKey'] as const)
      expect(found(press('a', { [modifier]: true })), modifier).toBeNull();
    expect(found(press('z', { ctrlKey: true }))).toBe('undo');
    expect(found(press('z', { metaKey: true }))).toBe('undo');
    expect(found(press('Z', { ctrlKey: true, shiftKey: true }))).toBeNull();
  });

  it('moves on while a key is held down, and decides once', () => {
    expect(found(press('j', { repeat: true }))).toBe('next-request');
    for (const key of ['a', 'd', 'p', 'u', 'c', 'h', 'z', 'r', 'Enter'])
      expect(found(press(key, { repeat: true })), key).toBeNull();
  });

  it('leaves fields, menus and characters being composed alone', () => {
    for (const key of ['a', 'j', '/', '?', 'Enter', 'ArrowDown', 'Escape']) {
      expect(found(press(key), { focus: 'field' }), key).toBeNull();
      expect(found(press(key), { focus: 'menu' }), key).toBeNull();
      expect(found(press(key, { isComposing: true })), key).toBeNull();
      expect(found(press(key, { keyCode: 229 })), key).toBeNull();
    }
    expect(found(press('z', { ctrlKey: true }), { focus: 'field' })).toBeNull();
  });

  it('leaves a tab its arrows and Enter', () => {
    for (const key of ['ArrowDown', 'ArrowUp', 'Enter'])
      expect(found(press(key), { focus: 'tab' })).toBeNull();
    expect(found(press('j'), { focus: 'tab' })).toBe('next-request');
  });

  it('knows the ways out of the form from inside its fields', () => {
    const form = ['form-propose', 'form-update', 'form-close'] as const;
    const inField = { focus: 'field', singleKeys: false } as const;
    expect(found(press('Enter', { ctrlKey: true }), inField, form)).toBe('form-propose');
    expect(found(press('Enter', { metaKey: true }), inField, form)).toBe('form-propose');
    expect(found(press('Enter', { ctrlKey: true, shiftKey: true }), inField, form)).toBe('form-update');
    expect(found(press('Escape'), inField, form)).toBe('form-close');
    expect(found(press('Enter'), inField, form)).toBeNull();
  });

  it('with single keys switched off only arrows, Enter and keys with modifiers work', () => {
    for (const key of 'jkadpuchzr/?') expect(found(press(key), { singleKeys: false }), key).toBeNull();
    expect(found(press('ArrowDown'), { singleKeys: false })).toBe('next-request');
    expect(found(press('ArrowUp'), { singleKeys: false })).toBe('previous-request');
    expect(found(press('Enter'), { singleKeys: false })).toBe('open-request');
    expect(found(press('z', { ctrlKey: true }), { singleKeys: false })).toBe('undo');
  });
});

describe('a key that bounces', () => {
  it('acts once, however long it goes on', () => {
    const counts = createPressGuard();
    expect(counts(1000, 'first')).toBe(true);
    expect(counts(1010, null)).toBe(false);
    for (let at = 1030; at < 3000; at += 30) expect(counts(at, 'second')).toBe(false);
    expect(counts(2980 + DOUBLE_PRESS_MS, 'second')).toBe(true);
  });

  it('may be pressed again at once upon the same request: its decision was just taken back', () => {
    const counts = createPressGuard();
    expect(counts(1000, 'first')).toBe(true);
    expect(counts(1050, 'first')).toBe(true);
  });
});

describe('the words', () => {
  it('under the list say what works', () => {
    expect(t.shortcuts.listKeys('inbox', true)).toBe(
      'j and k move between requests, Enter opens Reschedule, ? lists all keys',
    );
    expect(t.shortcuts.listKeys('inbox', false)).toBe(
      'The arrow keys move between requests, Enter opens Reschedule, F1 lists all keys',
    );
    expect(t.shortcuts.listKeys('history', true)).not.toContain('Enter');
  });

  it('above the suggestions say what works', () => {
    expect(t.shortcuts.suggestionKeys(true)).toBe('Alt+1 to Alt+9, or 1 to 9 in here');
    expect(t.shortcuts.suggestionKeys(false)).toBe('Alt+1 to Alt+9');
  });

  it('for a screen reader name Control and Meta', () => {
    expect(t.shortcuts.ariaKeys(['Z', 'CmdOrCtrl+Z'])).toBe('Z Control+Z Meta+Z');
  });
});
