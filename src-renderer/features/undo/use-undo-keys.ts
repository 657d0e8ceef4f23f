import { useEffect } from 'react';
import { subscribe } from '../../api/client.ts';
import { focusKindOf } from '../../keyboard/match.ts';
import { dialogOpen, useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { useDecisions } from '../../stores/decisions.ts';

/** The keys that take the newest decision back. */
export function useUndoKeys(): void {
  useShortcuts({ undo: () => void useDecisions.getState().undoNewest() });
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === 'menu' && event.action === 'undo') undoFromMenu();
      }),
    [],
  );
}

/** The menu's Undo takes back typing where somebody types, and otherwise the newest decision. */
function undoFromMenu(): void {
  if (focusKindOf(document.activeElement) === 'field') document.execCommand('undo');
  else if (!dialogOpen()) void useDecisions.getState().undoNewest();
}
