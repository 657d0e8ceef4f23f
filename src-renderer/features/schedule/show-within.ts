/**
 * Scrolls the nearest scrolling box around `element` just so far that it can be seen, and nothing outside that box: unlike
 * `scrollIntoView`, which would move the whole page away under the pointer.
 */
export function showWithin(element: HTMLElement): void {
  let box = element.parentElement;
  while (box !== null && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  if (box === null) return;
  const inner = element.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
}
