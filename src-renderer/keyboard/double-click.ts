/**
 * Watches over the second click of a double click: where the first one opened a dialog, or moved what stood there, the second would meet
 * something nobody aimed at. It counts only on what the first one was made on. To be called once; returns the function that stops this.
 */
export function guardAgainstDoubleClicks(): () => void {
  let first: Element | null = null;
  const onPress = (event: MouseEvent): void => {
    // A key, or a label that passes a click on to its box: no press of a mouse.
    if (event.detail === 0) return;
    const met = event.target instanceof Element ? usableAt(event.target) : null;
    // `detail` counts the clicks in quick succession at one place.
    if (event.detail === 1) {
      first = met;
      return;
    }
    if (met === first) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const types = ['mousedown', 'click'] as const;
  for (const type of types) window.addEventListener(type, onPress, { capture: true });
  return () => {
    for (const type of types) window.removeEventListener(type, onPress, { capture: true });
  };
}

const USABLE = 'button, a, input, select, textarea, summary, [role], [tabindex]';

/** A label and its box are one thing. */
const usableAt = (target: Element): Element => target.closest('label') ?? target.closest(USABLE) ?? target;
