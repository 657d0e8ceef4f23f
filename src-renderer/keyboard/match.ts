import { liveKeys, type ShortcutId, shortcut } from '../../src-shared/shortcuts.ts';

/** What is read of a `KeyboardEvent`. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** The key is held down, and this is not its first event. */
  readonly repeat: boolean;
  /** An input method is composing a character. */
  readonly isComposing: boolean;
  /** 229 when an input method took the key, also the first one, which composes nothing yet (UI Events, 7.3.1). */
  readonly keyCode: number;
}

/** Whether an input method has the key: it means nothing to the program. */
export function isInputMethods({ isComposing, keyCode }: Pick<Pressed, 'isComposing' | 'keyCode'>): boolean {
  return isComposing || keyCode === 229;
}

/**
 * What has the focus: a field that takes characters, a menu or list that takes all keys, a tab that takes the arrows and
 * Enter, or nothing that takes keys of its own.
 */
export type FocusKind = 'field' | 'menu' | 'tab' | 'free';

const FIELD = 'input, textarea, select, [contenteditable="true"]';
const MENU = '[role="menu"], [role="menuitem"], [role="listbox"]';

export function focusKindOf(target: EventTarget | null): FocusKind {
  if (!(target instanceof Element)) return 'free';
  if (target.closest(FIELD) !== null) return 'field';
  if (target.closest(MENU) !== null) return 'menu';
  return target.closest('[role="tab"]') === null ? 'free' : 'tab';
}

/** Whether the event is that key of the table. Shift must be as the key says, except with signs, which need it or not by layout. */
function isKey(key: string, pressed: Pressed): boolean {
  // A key that is itself a plus sign does not occur in the table.
  const parts = key.split('+');
  const name = parts.at(-1) ?? '';
  const letter = name.length === 1;
  const sign = letter && !/[A-Z0-9]/.test(name);
  return (
    (letter ? pressed.key.toUpperCase() : pressed.key) === name &&
    (pressed.ctrlKey || pressed.metaKey) === parts.includes('CmdOrCtrl') &&
    pressed.altKey === parts.includes('Alt') &&
    (sign || pressed.shiftKey === parts.includes('Shift'))
  );
}

/** The one of `among` that the event asks for, if it may be given now. */
export function shortcutFor<I extends ShortcutId>(
  pressed: Pressed,
  among: readonly I[],
  circumstances: { readonly singleKeys: boolean; readonly focus: FocusKind },
): I | null {
  const { singleKeys, focus } = circumstances;
  if (isInputMethods(pressed) || focus === 'menu') return null;
  for (const id of among) {
    const { inFields, repeats } = shortcut(id);
    const key = liveKeys(id, singleKeys).find((one) => isKey(one, pressed));
    if (key === undefined || (pressed.repeat && repeats !== true)) continue;
    if (focus === 'field' && inFields !== true) continue;
    // Arrows and Enter are the tab's own; Escape is nobody's there.
    if (focus === 'tab' && key.length > 1 && !key.includes('+') && key !== 'Escape') continue;
    return id;
  }
  return null;
}
