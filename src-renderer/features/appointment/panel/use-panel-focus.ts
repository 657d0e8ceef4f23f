import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useShortcuts } from '../../../keyboard/use-shortcuts.ts';
import { useAppointments } from '../../../stores/appointments.ts';
import { entryOf } from '../../schedule/entry-of.ts';

/**
 * Puts the focus on the panel's heading once there is something to read, and gives the function that closes the panel: the
 * focus goes back to where it came from, or, where that is gone, to the appointment's entry.
 */
export function usePanelFocus(panel: RefObject<HTMLElement | null>, id: string, ready: boolean): () => void {
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    opener.current = document.activeElement;
  }, []);
  const asked = useAppointments((state) => state.asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, an open panel gets the focus again.
  useEffect(() => {
    if (!ready) return;
    const inside = panel.current?.contains(document.activeElement) ?? false;
    if (!inside) (panel.current?.querySelector<HTMLElement>('h2') ?? panel.current)?.focus();
  }, [ready, panel, asked]);

  const close = useCallback(() => {
    useAppointments.getState().closePanel();
    const back = opener.current;
    const goesBack = back instanceof HTMLElement && back !== document.body && back.checkVisibility();
    (goesBack ? back : entryOf(id))?.focus();
  }, [id]);
  useShortcuts({
    'appointment-close': () => {
      close();
      return true;
    },
  });
  return close;
}
