/** The entry of an appointment on the schedule shown, in whichever view; `null` when none is to be seen. */
export const entryOf = (id: string): HTMLElement | null =>
  [...document.querySelectorAll<HTMLElement>(`[data-entry="${CSS.escape(id)}"]`)].find((one) =>
    one.checkVisibility(),
  ) ?? null;
