import { createTheme } from '@mui/material/styles';

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif';

/** Light and dark as the system asks, dense, figures that line up, a focus ring nobody can miss, contrast of AA. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'media' },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: '#0b5c7d', contrastText: '#ffffff' },
        secondary: { main: '#5b4a8a' },
        error: { main: '#b3261e' },
        warning: { main: '#8a4b00' },
        success: { main: '#1e6b34' },
        info: { main: '#0b5c7d' },
        background: { default: '#f3f5f7', paper: '#ffffff' },
        text: { primary: '#16202a', secondary: '#4a5763' },
        divider: '#d4dae0',
      },
    },
    dark: {
      palette: {
        primary: { main: '#7cc7e8', dark: '#62b6dc', contrastText: '#06202c' },
        secondary: { main: '#c3b5ee' },
        error: { main: '#ff9a92' },
        warning: { main: '#f5b971' },
        success: { main: '#8fd6a1' },
        info: { main: '#7cc7e8' },
        background: { default: '#12181d', paper: '#1b232a' },
        text: { primary: '#e7edf2', secondary: '#a9b6c1' },
        divider: '#36424d',
      },
    },
  },
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
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        'html, body, #root': { height: '100%' },
        body: { fontVariantNumeric: 'tabular-nums', overflow: 'hidden' },
        ':focus-visible': {
          outline: '3px solid var(--mui-palette-primary-main)',
          outlineOffset: '2px',
        },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animationDuration: '0.01ms !important',
            animationIterationCount: '1 !important',
            transitionDuration: '0.01ms !important',
            scrollBehavior: 'auto !important',
          },
        },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: {
        root: {
          '&.Mui-focusVisible, &:focus-visible': {
            outline: '3px solid var(--mui-palette-primary-main)',
            outlineOffset: '2px',
          },
        },
      },
    },
    MuiButton: { defaultProps: { size: 'small', disableElevation: true } },
    MuiIconButton: { defaultProps: { size: 'small' } },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiFormControl: { defaultProps: { size: 'small' } },
    MuiAlert: {
      styleOverrides: {
        root: { padding: '0 10px', alignItems: 'center' },
        message: { padding: '5px 0' },
        icon: { padding: '6px 0' },
      },
    },
    MuiTab: { styleOverrides: { root: { minHeight: 40, padding: '6px 14px' } } },
    MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
    MuiTooltip: { defaultProps: { enterDelay: 400 } },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: { root: { backgroundImage: 'none' } },
    },
    MuiDialog: { styleOverrides: { paper: { border: '1px solid var(--mui-palette-divider)' } } },
    MuiMenu: { styleOverrides: { paper: { border: '1px solid var(--mui-palette-divider)' } } },
    MuiAutocomplete: {
      defaultProps: { size: 'small' },
      styleOverrides: { paper: { border: '1px solid var(--mui-palette-divider)' } },
    },
    MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 16px' } } },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.1rem', fontWeight: 700 } } },
  },
});
