import { useKeyNotice } from '../stores/key-notice.ts';
import { createKeyGate } from './burst.ts';
import { focusKindOf, isInputMethods, type Pressed } from './match.ts';

/** The gate of the window's keys: what is typed or pasted in bursts outside a field decides nothing, and is told. */
export const windowGate = createKeyGate(
  {
    // The clock by which key events are stamped.
    now: () => new Event('now').timeStamp,
    later: (run, ms) => {
      const timer = window.setTimeout(run, ms);
      return () => window.clearTimeout(timer);
    },
  },
  () => useKeyNotice.getState().typed(),
);

/** What a scanner sends: characters, and Enter or Tab at the end. */
const isTyped = (pressed: Pick<Pressed, 'key'>): boolean =>
  pressed.key.length === 1 || pressed.key === 'Enter' || pressed.key === 'Tab';

/** Fields and menus take what is typed. */
const takesText = (target: EventTarget | null): boolean => ['field', 'menu'].includes(focusKindOf(target));

/** Listens before everything else in the window: the keys of a burst reach neither a shortcut nor the button in focus. */
export function guardAgainstBursts(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.repeat || isInputMethods(event) || !isTyped(event) || takesText(event.target)) return;
    if (event.key === 'Tab' ? windowGate.goOn(event.timeStamp) : windowGate.press(event.timeStamp)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (!takesText(event.target)) useKeyNotice.getState().typed();
  };
  window.addEventListener('keydown', onKey, { capture: true });
  window.addEventListener('paste', onPaste, { capture: true });
  return () => {
    window.removeEventListener('keydown', onKey, { capture: true });
    window.removeEventListener('paste', onPaste, { capture: true });
  };
}
