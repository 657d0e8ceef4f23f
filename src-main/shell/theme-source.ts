import type { Appearance } from '../../src-shared/domain/appearance.ts';

/**
 * What the system draws for us (title bar, menus, dialogs) is to look as the window does. It has no contrast of its own to
 * choose: high contrast is light or dark to it.
 */
export function themeSourceOf(chosen: Appearance): 'system' | 'light' | 'dark' {
  switch (chosen) {
    case 'system':
      return 'system';
    case 'light':
    case 'contrast-light':
      return 'light';
    case 'dark':
    case 'contrast-dark':
      return 'dark';
  }
}

/** The window's colour before its page has one, and at its edges while it is made larger. */
export function backgroundOf(
  chosen: Appearance,
  system: { readonly dark: boolean; readonly contrast: boolean },
): string {
  const contrast = chosen === 'system' ? system.contrast : chosen.startsWith('contrast-');
  if (!system.dark) return '#ffffff';
  return contrast ? '#000000' : '#121212';
}
