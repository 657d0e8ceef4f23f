import type { KeyboardEvent } from 'react';
import type { ShortcutId } from '../../src-shared/shortcuts.ts';
import { singleKeysOn } from '../stores/clinic.ts';
import { focusKindOf, shortcutFor } from './match.ts';

/** The one of `among` that a key pressed in a form or dialog asks for; nothing when an inner part has taken the key. */
export function askedFor<I extends ShortcutId>(event: KeyboardEvent, among: readonly I[]): I | null {
  if (event.defaultPrevented) return null;
  return shortcutFor(event.nativeEvent, among, {
    singleKeys: singleKeysOn(),
    focus: focusKindOf(event.target),
  });
}
