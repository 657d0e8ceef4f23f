import { type RefObject, useEffect } from 'react';
import { subscribe } from '../../api/client.ts';

const EDITABLE = 'input, textarea, select, [contenteditable="true"]';

/** `/`, Ctrl+F and the menu's **Search** lead to the field while this place is shown. */
export function useSearchKeys(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const toSearch = (): void => {
      input.current?.focus();
      input.current?.select();
    };
    const onKey = (event: KeyboardEvent): void => {
      const command = event.ctrlKey || event.metaKey;
      const inField = event.target instanceof Element && event.target.closest(EDITABLE) !== null;
      const wanted = command ? event.key.toLowerCase() === 'f' : event.key === '/' && !inField;
      if (event.defaultPrevented || event.altKey || !wanted) return;
      event.preventDefault();
      toSearch();
    };
    document.addEventListener('keydown', onKey);
    const stop = subscribe((event) => {
      if (event.type === 'menu' && event.action === 'search') toSearch();
    });
    return () => {
      document.removeEventListener('keydown', onKey);
      stop();
    };
  }, [input]);
}
