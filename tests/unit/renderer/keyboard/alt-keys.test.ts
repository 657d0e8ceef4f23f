import { beforeEach, describe, expect, it } from 'vitest';
import { keepMenuBarClosed } from '../../../../src-renderer/keyboard/alt-keys.ts';

let window: EventTarget;
let stop: () => void;
beforeEach(() => {
  window = new EventTarget();
  stop = keepMenuBarClosed(window);
  // The page takes Alt+1, as a shortcut does: after everybody who listens earlier.
  window.addEventListener('keydown', (event) => {
    if (Reflect.get(event, 'key') === '1') event.preventDefault();
  });
});

/** Whether the page took the key. */
function key(type: 'keydown' | 'keyup', name: string, repeat = false): boolean {
  const event = Object.assign(new Event(type, { cancelable: true }), {
    key: name,
    altKey: name !== 'Alt' || type === 'keydown',
    repeat,
  });
  return !window.dispatchEvent(event);
}

describe('an Alt that is let go', () => {
  it('opens the menu bar when nothing was pressed with it', () => {
    key('keydown', 'Alt');
    expect(key('keyup', 'Alt')).toBe(false);
  });

  it('is taken by the page after a key that the page took, also where it was held long', () => {
    key('keydown', 'Alt');
    key('keydown', '1');
    key('keyup', '1');
    key('keydown', 'Alt', true);
    expect(key('keyup', 'Alt')).toBe(true);
  });

  it('is left to the system after a key that the page did not take', () => {
    key('keydown', 'Alt');
    key('keydown', 'F');
    expect(key('keyup', 'Alt')).toBe(false);
  });

  it('is itself again the next time', () => {
    key('keydown', 'Alt');
    key('keydown', '1');
    key('keyup', 'Alt');
    key('keydown', 'Alt');
    expect(key('keyup', 'Alt')).toBe(false);
  });

  it('is nobody’s business once nobody listens', () => {
    stop();
    key('keydown', 'Alt');
    key('keydown', '1');
    expect(key('keyup', 'Alt')).toBe(false);
  });
});
