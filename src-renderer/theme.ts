import { deDE, esES } from '@mui/material/locale';
import { createTheme, type Theme } from '@mui/material/styles';
import type { Language } from '../src-shared/domain/language.ts';
import { components } from './theme/components.ts';
import { schemes } from './theme/schemes.ts';

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif';

/** The words of MUI's own (Close, Clear, Open): English unless told. */
const WORDS: Readonly<Record<Language, object>> = { en: {}, es: esES, de: deDE };

const made = new Map<Language, Theme>();

/**
 * Light, dark and high contrast, dense, figures that line up, focus rings nobody can miss. The document says in `data-scheme`
 * which scheme holds; `followAppearance` writes it there.
 */
export function themeFor(language: Language): Theme {
  const theme = made.get(language) ?? make(WORDS[language]);
  made.set(language, theme);
  return theme;
}

const make = (words: object): Theme =>
  createTheme(
    {
      cssVariables: { colorSchemeSelector: 'data-scheme' },
      colorSchemes: schemes,
      shape: { borderRadius: 6 },
      typography: {
        fontFamily: FONT,
        fontSize: 13,
        button: { textTransform: 'none', fontWeight: 600 },
        body1: { fontSize: '0.875rem' },
        body2: { fontSize: '0.8125rem' },
        h1: { fontSize: '1.05rem', fontWeight: 700 },
        h2: { fontSize: '1rem', fontWeight: 700 },
        h3: { fontSize: '0.925rem', fontWeight: 700 },
      },
      components,
    },
    words,
  );
