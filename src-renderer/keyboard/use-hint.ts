import { liveKeys, type ShortcutId } from '../../src-shared/shortcuts.ts';
import { t } from '../../src-shared/text/text.ts';
import { useSingleKeys } from '../stores/clinic.ts';

/** What a button tells about its shortcut: to a screen reader, and to the pointer that rests on it. */
export interface Hint {
  readonly 'aria-keyshortcuts'?: string;
  readonly title?: string;
}

const NONE: Hint = {};

/** The hint of a button; nothing while its shortcut does not work, or there is none. */
export function useHint(id: ShortcutId | undefined): Hint {
  const singleKeys = useSingleKeys();
  const keys = id === undefined ? [] : liveKeys(id, singleKeys);
  if (keys.length === 0) return NONE;
  return {
    'aria-keyshortcuts': t.shortcuts.ariaKeys(keys),
    title: keys.map(t.shortcuts.keyWords).join(', '),
  };
}
