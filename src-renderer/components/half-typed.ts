const FIELDS = 'input[type="date"], input[type="time"]';

/**
 * The first date or time within that is typed halfway, or names a day that its month lacks. The browser hands out nothing for it, as for a field
 * that was left empty: what somebody had begun to say would be taken for nothing said.
 */
export const halfTyped = (within: Element): HTMLInputElement | undefined =>
  [...within.querySelectorAll<HTMLInputElement>(FIELDS)].find(({ validity }) => validity.badInput);
