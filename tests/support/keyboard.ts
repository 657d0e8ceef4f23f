import type { Page } from '@playwright/test';
import { BURST_MS } from '../../src-renderer/keyboard/burst.ts';

/** A person holds a key for about a tenth of a second. */
const HELD_MS = BURST_MS + 30;

/**
 * Makes `page.keyboard.press` hold each key as a person does. Keys that follow each other sooner are a scanner's, of which
 * the desk does nothing; those are typed with `page.keyboard.type`.
 */
export function pressAsAPersonDoes({ keyboard }: Page): void {
  const press = keyboard.press.bind(keyboard);
  keyboard.press = (key, options) => press(key, { delay: HELD_MS, ...options });
}
