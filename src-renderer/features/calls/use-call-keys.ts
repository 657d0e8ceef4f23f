import type { RefObject } from 'react';
import { type ShortcutsAt, shortcutsAt } from '../../../src-shared/shortcuts.ts';
import { type ShortcutHandlers, useShortcuts } from '../../keyboard/use-shortcuts.ts';

/** The keys of the Call list: from call to call, and the buttons of the one in focus. `list`: what holds the calls. */
export function useCallKeys(list: RefObject<HTMLElement | null>): void {
  const inFocus = (): HTMLElement | null => {
    const place = document.activeElement?.closest<HTMLElement>('[data-place]') ?? null;
    return place !== null && list.current?.contains(place) ? place : null;
  };
  const press = (id: ShortcutsAt<'call'>) => (): boolean => {
    const button = inFocus()?.querySelector<HTMLButtonElement>(`button[data-shortcut="${id}"]`);
    button?.click();
    return button !== undefined && button !== null;
  };
  const go = (by: 1 | -1) => (): boolean => {
    const places = [...(list.current?.querySelectorAll<HTMLElement>('[data-place]:not([inert])') ?? [])];
    const focused = inFocus();
    const next = focused === null ? places.at(by === 1 ? 0 : -1) : places[places.indexOf(focused) + by];
    next?.focus();
    return next !== undefined;
  };
  const presses: ShortcutHandlers = Object.fromEntries(shortcutsAt('call').map((id) => [id, press(id)]));
  useShortcuts({ 'next-request': go(1), 'previous-request': go(-1), ...presses });
}
