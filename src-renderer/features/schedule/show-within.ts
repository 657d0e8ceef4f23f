/**
 * Scrolls the nearest scrolling box around `element` just so far that it can be seen, and nothing outside that box: unlike
 * `scrollIntoView`, which would move the whole page away under the pointer. Of what is taller than the box, its beginning.
 */
export function showWithin(element: HTMLElement): void {
  const box = scrollingBoxOf(element);
  if (box === null) return;
  const inner = element.getBoundingClientRect();
  const outer = insideOf(box);
  if (inner.top < outer.top || inner.height > box.clientHeight) box.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
}

/** Whether all of `element` can be seen in the nearest scrolling box around it. */
export function isInSight(element: HTMLElement): boolean {
  const box = scrollingBoxOf(element);
  if (box === null) return true;
  const inner = element.getBoundingClientRect();
  const outer = insideOf(box);
  // Pixels of the screen are whole, places in it are not.
  return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
}

function scrollingBoxOf(element: HTMLElement): HTMLElement | null {
  let box = element.parentElement;
  while (box !== null && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  return box;
}

/** Where what a box holds can be seen: within its border, and beside its scroll bar. */
function insideOf(box: HTMLElement): { readonly top: number; readonly bottom: number } {
  const top = box.getBoundingClientRect().top + box.clientTop;
  return { top, bottom: top + box.clientHeight };
}
