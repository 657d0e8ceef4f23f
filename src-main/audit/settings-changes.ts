import type { HistoryDetail } from '../../src-shared/domain/history.ts';

export type SettingChange = NonNullable<HistoryDetail['settings']>[number];

/** Of more than so many changes at once the record names the first, and how many more there were. */
const MOST_CHANGES = 50;
/** Of a longer value, a letter say, the record keeps the beginning. */
const LONGEST_VALUE = 200;

/**
 * What differs between the settings as they were and as they are, by the path to each value; of a list what was taken out and what was added.
 * `before` and `after` hold no secrets.
 */
export function settingChanges(before: unknown, after: unknown): SettingChange[] {
  const found: SettingChange[] = [];
  compare(before, after, '', found);
  if (found.length <= MOST_CHANGES) return found;
  const more = String(found.length - MOST_CHANGES);
  return [...found.slice(0, MOST_CHANGES), { setting: '…', from: more, to: more }];
}

function compare(before: unknown, after: unknown, path: string, found: SettingChange[]): void {
  if (isPlain(before) && isPlain(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare(before[name], after[name], path === '' ? name : `${path}.${name}`, found);
    return;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [was, is] = [before, after].map((list: readonly unknown[]) => list.map((one) => written(one)));
    const gone = (was ?? []).filter((one) => !is?.includes(one));
    const added = (is ?? []).filter((one) => !was?.includes(one));
    for (const one of gone) found.push({ setting: path, from: shortened(one), to: '' });
    for (const one of added) found.push({ setting: path, from: '', to: shortened(one) });
    if (gone.length + added.length > 0 || JSON.stringify(was) === JSON.stringify(is)) return;
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
