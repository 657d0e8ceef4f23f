import type { HistoryDetail } from '../../src-shared/domain/history.ts';

export type SettingChange = NonNullable<HistoryDetail['settings']>[number];

/** Of more than so many changes at once the record names the first, and says that there were more. */
const MOST_CHANGES = 50;
/** Of a longer value, a letter say, the record keeps the beginning. */
const LONGEST_VALUE = 200;

/**
 * What differs between the settings as they were and as they are, by the path to each value; a list counts as one value. `before` and
 * `after` hold no secrets.
 */
export function settingChanges(before: unknown, after: unknown): SettingChange[] {
  const found: SettingChange[] = [];
  compare(before, after, '', found);
  return found.slice(0, MOST_CHANGES);
}

function compare(before: unknown, after: unknown, path: string, found: SettingChange[]): void {
  if (isPlain(before) && isPlain(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare(before[name], after[name], path === '' ? name : `${path}.${name}`, found);
    return;
  }
  const [from, to] = [before, after].map(written);
  if (from !== to) found.push({ setting: path, from: shortened(from ?? ''), to: shortened(to ?? '') });
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** '' for what is not there. */
function written(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const shortened = (text: string): string =>
  text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE).toWellFormed()}…` : text;
