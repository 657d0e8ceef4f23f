import { focusKindOf } from '../../keyboard/match.ts';
import { dialogOpen, useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { useDecisions } from '../../stores/decisions.ts';

/** What takes the newest decision back; where somebody types, the menu's **Undo** takes back typing. */
export function useUndoKeys(): void {
  useShortcuts({
    undo: (key) => {
      if (key === undefined && focusKindOf(document.activeElement) === 'field') document.execCommand('undo');
      else if (!dialogOpen()) void useDecisions.getState().undoNewest();
      return undefined;
    },
  });
}
