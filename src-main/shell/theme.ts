import { type BrowserWindow, nativeTheme } from 'electron';
import type { Appearance } from '../../src-shared/domain/appearance.ts';
import { backgroundOf, themeSourceOf } from './theme-source.ts';

/** Has the system draw as is chosen at this desk. */
export function followAppearance(chosen: Appearance): void {
  const source = themeSourceOf(chosen);
  if (nativeTheme.themeSource !== source) nativeTheme.themeSource = source;
}

/** `backgroundOf` as things are now; `followAppearance` comes first. */
export function backgroundNow(chosen: Appearance): string {
  return backgroundOf(chosen, {
    dark: nativeTheme.shouldUseDarkColors,
    contrast: nativeTheme.shouldUseHighContrastColors,
  });
}

/** Keeps the system's drawing and the window's own colour as is chosen, and as the system's own choice becomes. */
export function keepAppearance(
  window: BrowserWindow,
  chosen: () => Appearance,
): { readonly changed: () => void } {
  const paint = (): void => {
    if (!window.isDestroyed()) window.setBackgroundColor(backgroundNow(chosen()));
  };
  nativeTheme.on('updated', paint);
  return {
    changed: () => {
      followAppearance(chosen());
      paint();
    },
  };
}
