import { type Appearance, appearance as choices } from '../../src-shared/domain/appearance.ts';
import type { Scheme } from './schemes.ts';

/** What the system asks for (CSS Media Queries Level 5). */
export interface SystemLook {
  readonly dark: boolean;
  /** `prefers-contrast: more`, or colours of the system's own (`forced-colors: active`, Windows' contrast themes). */
  readonly contrast: boolean;
}

/** The scheme for what is chosen at this desk and what the system asks for. A choice at the desk wins. */
export function schemeFor(chosen: Appearance, system: SystemLook): Scheme {
  switch (chosen) {
    case 'light':
      return 'light';
    case 'dark':
      return 'dark';
    case 'contrast-light':
      return 'contrastLight';
    case 'contrast-dark':
      return 'contrastDark';
    case 'system':
      if (system.contrast) return system.dark ? 'contrastDark' : 'contrastLight';
      return system.dark ? 'dark' : 'light';
  }
}

/** Where the window remembers the choice for its next start. */
const REMEMBERED = 'appearance';

const query = (text: string): MediaQueryList => window.matchMedia(text);

/** Gives the document the scheme that held at this desk when it was last open. */
export function paintAsBefore(): void {
  const found = choices.safeParse(window.localStorage.getItem(REMEMBERED));
  paint(found.success ? found.data : 'system');
}

/**
 * Gives the document the scheme for what the settings say, and again whenever the system asks for another, until the returned
 * function is called. Remembered for `paintAsBefore`.
 */
export function followAppearance(chosen: Appearance): () => void {
  window.localStorage.setItem(REMEMBERED, chosen);
  const again = (): void => paint(chosen);
  again();
  const asked = [DARK, MORE_CONTRAST, FORCED].map(query);
  for (const one of asked) one.addEventListener('change', again);
  return () => {
    for (const one of asked) one.removeEventListener('change', again);
  };
}

const DARK = '(prefers-color-scheme: dark)';
const MORE_CONTRAST = '(prefers-contrast: more)';
const FORCED = '(forced-colors: active)';

function paint(chosen: Appearance): void {
  const scheme = schemeFor(chosen, {
    dark: query(DARK).matches,
    contrast: query(MORE_CONTRAST).matches || query(FORCED).matches,
  });
  document.documentElement.dataset.scheme = scheme;
  // The empty page and the system's own controls, too.
  const light = scheme === 'light' || scheme === 'contrastLight';
  document.querySelector('meta[name="color-scheme"]')?.setAttribute('content', light ? 'light' : 'dark');
}
