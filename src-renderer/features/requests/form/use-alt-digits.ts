import { useEffect, useRef } from 'react';
import { useInbox } from '../../../stores/inbox.ts';
import { suggestionNumber } from './suggest.ts';

/**
 * Alt+1 to Alt+9 anywhere while that request is the one in focus, also in its fields: of several open forms only one is meant.
 * `choose` says whether there was something of that number; the key is then used up. Not behind a dialog.
 */
export function useAltDigits(requestId: string, choose: (number: number) => boolean): void {
  const latest = useRef(choose);
  latest.current = choose;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || useInbox.getState().focused?.id !== requestId) return;
      const number = suggestionNumber(event, 'with-alt');
      if (number === null || document.querySelector('[role="dialog"]') !== null) return;
      if (latest.current(number)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [requestId]);
}
