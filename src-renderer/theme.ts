import { createTheme } from '@mui/material/styles';
import { components } from './theme/components.ts';
import { schemes } from './theme/schemes.ts';

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif';

/**
 * Light, dark and high contrast, dense, figures that line up, focus rings nobody can miss. The document says in `data-scheme`
 * which scheme holds; `followAppearance` writes it there.
 */
export const theme = createTheme({
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
});
