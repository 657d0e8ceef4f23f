import { t } from '../../../../src-shared/text/text.ts';

/** What is wrong with one field: `field` is the end of its element id, `text` the sentence shown at it. */
export interface Problem {
  readonly field: string;
  readonly text: string;
}

/** A form read into what Settings store, or everything wrong with it, in the order of the fields on the screen. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The value when nothing is wrong. `value` must be complete in that case. */
export const checked = <T>(value: T, problems: readonly Problem[]): Checked<T> =>
  problems.length === 0 ? { ok: true, value } : { ok: false, problems };

/** The sentence for a field, or null when nothing is wrong with it. */
export const problemAt = (problems: readonly Problem[], field: string): string | null =>
  problems.find((problem) => problem.field === field)?.text ?? null;

/** A whole number written in digits between `min` and `max`, both included; null otherwise. */
export const wholeNumber = (text: string, min: number, max: number): number | null => {
  const digits = text.trim();
  if (!/^\d{1,6}$/.test(digits)) return null;
  const value = Number(digits);
  return value >= min && value <= max ? value : null;
};

/** An http or https address, trimmed; null when it is not one. */
export const webAddress = (text: string): URL | null => {
  const url = URL.parse(text.trim());
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
};

/** Adds a problem when `text` is longer than `limit`. */
export const checkLength = (problems: Problem[], field: string, text: string, limit: number): void => {
  if (text.length > limit) problems.push({ field, text: t.settings.problemText.tooLong(limit) });
};
