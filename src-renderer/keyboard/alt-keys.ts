/**
 * On Windows and Linux an Alt that is let go without another key opens the menu bar. Electron sees only the keys that the page
 * has not taken: after Alt+1, which it has, it takes the Alt for a single one, and the next key would go to the menu. So the
 * page takes that Alt, too, when it is let go. Returns the function that stops this.
 */
export function keepMenuBarClosed(window: EventTarget): () => void {
  /** What was pressed with this Alt. Whether one of them was taken shows only once everybody has seen it. */
  let pressed: Event[] = [];
  const onDown = (event: Event): void => {
    if (keyOf(event) === 'Alt') {
      if (!is(event, 'repeat')) pressed = [];
    } else if (is(event, 'altKey') && pressed.length < MOST_PRESSED) pressed.push(event);
  };
  const onUp = (event: Event): void => {
    if (keyOf(event) !== 'Alt') return;
    if (pressed.some(({ defaultPrevented }) => defaultPrevented)) event.preventDefault();
    pressed = [];
  };
  const listening = { capture: true };
  window.addEventListener('keydown', onDown, listening);
  window.addEventListener('keyup', onUp, listening);
  return () => {
    window.removeEventListener('keydown', onDown, listening);
    window.removeEventListener('keyup', onUp, listening);
  };
}

/** A key held down comes again and again: what the first of them met says enough. */
const MOST_PRESSED = 50;

const is = (event: Event, state: 'altKey' | 'repeat'): boolean => Reflect.get(event, state) === true;

const keyOf = (event: Event): unknown => ('key' in event ? event.key : null);
