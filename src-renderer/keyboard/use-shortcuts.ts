import { useEffect, useRef } from 'react';
import type { AppEvent } from '../../src-shared/ipc/events.ts';
import { isCharacterKey, SHORTCUT_IDS, type ShortcutId, shortcut } from '../../src-shared/shortcuts.ts';
import { subscribe } from '../api/client.ts';
import { singleKeysOn } from '../stores/clinic.ts';
import { focusKindOf, shortcutFor } from './match.ts';
import { windowGate } from './window-gate.ts';

/** Does what the shortcut says; `false` when there is nothing to do it to here, and the key is left to the browser. */
export type ShortcutHandler = (event: KeyboardEvent) => boolean | undefined;

type MenuAction = Extract<AppEvent, { type: 'menu' }>['action'];

/** What the menu offers, too, is done without a key. */
export type ShortcutHandlers = {
  readonly [I in ShortcutId]?: I extends MenuAction
    ? (event?: KeyboardEvent) => boolean | undefined
    : ShortcutHandler;
};

/** A dialog has the keys to itself. */
export const dialogOpen = (): boolean => document.querySelector('[role="dialog"]') !== null;

/**
 * Listens to the shortcuts given, by their keys and by their items in the menu, all over the window, as long as what calls it is
 * shown. Never while a dialog is open, unless the table lets the menu's item do so. A single key acts a moment later, once it is known that it was no part of something typed or scanned.
 */
export function useShortcuts(handlers: ShortcutHandlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || dialogOpen()) return;
      const offered = SHORTCUT_IDS.filter((id) => latest.current[id] !== undefined);
      const id = shortcutFor(event, offered, {
        singleKeys: singleKeysOn(),
        focus: focusKindOf(event.target),
      });
      if (id === null) return;
      const single = isCharacterKey(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
      // Asking the portal again harms nobody.
      if (!single || event.repeat || id === 'refresh') {
        if (latest.current[id]?.(event) !== false) event.preventDefault();
        return;
      }
      event.preventDefault();
      const { activeElement } = document;
      windowGate.act(() => {
        // What was in focus when the key was pressed is what it was meant for, where it is about what is in focus.
        const meant = shortcut(id).anyFocus === true || document.activeElement === activeElement;
        if (meant && !dialogOpen()) latest.current[id]?.(event);
      });
    };
    document.addEventListener('keydown', onKey);
    const stop = subscribe((event) => {
      if (event.type !== 'menu' || (dialogOpen() && shortcut(event.action).menuOverDialogs !== true)) return;
      latest.current[event.action]?.();
    });
    return () => {
      document.removeEventListener('keydown', onKey);
      stop();
    };
  }, []);
}
