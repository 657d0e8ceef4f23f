/** The field stands in the bar above the lists, one for all of them. */
export const SEARCH_ID = 'search-requests';

/** Leads to the search, with what stands there selected. */
export function toSearch(): void {
  const field = document.getElementById(SEARCH_ID);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}
