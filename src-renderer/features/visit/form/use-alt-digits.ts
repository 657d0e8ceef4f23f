import { type RefObject, useEffect, useRef } from 'react';
import { SHORTCUTS } from '../../../../src-shared/shortcuts.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { suggestionNumber } from './suggest.ts';

/**
 * The keys of `suggestion` (Alt and a digit) anywhere while that request is the one in focus, also in its fields: of several open forms only one is meant.
 * `choose` says whether there was something of that number; the key is then used up. Not behind a dialog. Without a request
 * anywhere in the dialog that `group` stands in, while no other one is open above it.
 */
export function useAltDigits(
  requestId: string | null,
  group: RefObject<HTMLElement | null>,
  choose: (number: number) => boolean,
): void {
  const latest = useRef(choose);
  latest.current = choose;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const number = suggestionNumber(event, SHORTCUTS.suggestion.keys);
      if (number === null || !hears(requestId, group.current)) return;
      if (latest.current(number)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [requestId, group]);
}

function hears(requestId: string | null, group: HTMLElement | null): boolean {
  const top = [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? null;
  if (requestId !== null) return top === null && useInbox.getState().focused?.id === requestId;
  return top?.contains(group) ?? false;
}
