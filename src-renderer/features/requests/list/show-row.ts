import { showWithin } from '../../schedule/show-within.ts';

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
