/**
 * Scrolls the nearest scrolling box around `element` just so far that it can be seen, and nothing outside that box: unlike
 * `scrollIntoView`, which would move the whole page away under the pointer. Of what is taller than the box, its beginning.
 */
export function showWithin(element: HTMLElement): void {
  let box = element.parentElement;
  while (box !== null && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  if (box === null) return;
  const inner = element.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  if (inner.top < outer.top || inner.height > outer.height) box.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
}
