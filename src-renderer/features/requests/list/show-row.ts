import { isInSight, showWithin } from '../../schedule/show-within.ts';

/** The row of a request in `list`, if it is drawn. */
export const rowOf = (list: HTMLElement | null, requestId: string): HTMLElement | null =>
  list?.querySelector<HTMLElement>(`article[data-request="${CSS.escape(requestId)}"]`) ?? null;

/** Gives a row the focus, with all of it in sight; of one taller than the list, its beginning with the name. */
export function showRow(row: HTMLElement): void {
  row.focus({ preventScroll: true });
  showWithin(row);
  // Rows far from the screen have a guessed height until they are drawn: once more when it is known.
  requestAnimationFrame(() => {
    if (row.contains(document.activeElement)) showWithin(row);
  });
}

/**
 * Gives a row the focus while somebody points at the list: nothing is scrolled for it from under the pointer. Only when the rows above
 * have closed up, and it went out of sight at the top with them, is it shown.
 */
export function holdRow(row: HTMLElement): void {
  const list = row.parentElement;
  if (list !== null && row.getBoundingClientRect().top < list.getBoundingClientRect().top) showRow(row);
  else row.focus({ preventScroll: true });
}

/** Whether one can see whom a row is about: its name stands in sight. */
export const nameInSight = (row: HTMLElement): boolean => {
  const name = row.querySelector<HTMLElement>('h2');
  return name !== null && isInSight(name);
};
