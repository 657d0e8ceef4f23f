import type { ErrorCode } from '../../src-shared/errors.ts';
import { SHORTCUT_IDS, type ShortcutId } from '../../src-shared/shortcuts.ts';

/** Something that can be done on one request or appointment, as its button, its menu's item and its key have it alike. */
export interface Action {
  readonly id: string;
  readonly label: string;
  /** The key that does the same. */
  readonly shortcut: ShortcutId | undefined;
  /** Why it cannot be done now; `null`: it can. */
  readonly whyNot: ErrorCode | null;
  /** Waits for a moment: something else is being done on it. */
  readonly busy: boolean;
  /** Does it; what cannot be done is said in words instead. */
  readonly run: () => void;
}

/** An action that a key does has that key's name. */
export const shortcutOf = (id: string): ShortcutId | undefined => SHORTCUT_IDS.find((one) => one === id);
