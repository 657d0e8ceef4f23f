import type { RefObject } from 'react';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';

/** The shortcut of the search and the menu's **Find** lead to the field while this place is shown. */
export function useSearchKeys(input: RefObject<HTMLInputElement | null>): void {
  useShortcuts({
    search: () => {
      input.current?.focus();
      input.current?.select();
      return undefined;
    },
  });
}
