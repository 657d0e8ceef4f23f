import { type RefObject, useEffect } from 'react';
import { subscribe } from '../../api/client.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';

/** The shortcut of the search and the menu's **Search** lead to the field while this place is shown. */
export function useSearchKeys(input: RefObject<HTMLInputElement | null>): void {
  const toSearch = (): undefined => {
    input.current?.focus();
    input.current?.select();
  };
  useShortcuts({ search: toSearch });
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === 'menu' && event.action === 'search') input.current?.focus();
      }),
    [input],
  );
}
