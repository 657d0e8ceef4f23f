import type { Components, CssVarsTheme } from '@mui/material/styles';

/** Nobody can miss it; the system's own colour where it sets the colours. */
const FOCUS = {
  outline: '3px solid var(--mui-palette-primary-main)',
  outlineOffset: '2px',
  '@media (forced-colors: active)': { outlineColor: 'Highlight' },
};
/** The same where the surroundings cut off what sticks out. */
const FOCUS_INSIDE = { ...FOCUS, outlineOffset: '-3px' };

/** High contrast by colours of our own, and by the system's. */
const CONTRAST = '[data-scheme^="contrast"] &';
const FORCED = '@media (forced-colors: active)';

const BORDER = '1px solid var(--mui-palette-divider)';

/** What is in a window is as high as the window with the frame scrolled away. */
const LOW = (height: string) =>
  ({
    body: { overflowX: 'hidden', overflowY: 'auto' },
    '#root': { height: 'auto', minHeight: height, display: 'flex', flexDirection: 'column' },
    '#root > *': { flex: `1 0 ${height}`, height: `${height} !important` },
  }) as const;

/** MUI's components, dense, with focus rings and with edges where colours alone do not show them. */
export const components: Components<Omit<CssVarsTheme, 'components'>> = {
  MuiCssBaseline: {
    styleOverrides: {
      'html, body, #root': { height: '100%' },
      body: { fontVariantNumeric: 'tabular-nums', overflow: 'hidden' },
      // A window that is low (also: one at 200 %) scrolls as a whole: what is in it needs some height to be of use.
      '@media (max-height: 560px)': LOW('calc(100vh + 200px)'),
      // There the frame breaks into several lines.
      '@media (max-height: 560px) and (max-width: 900px)': LOW('calc(100vh + 300px)'),
      ':focus-visible': FOCUS,
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
    styleOverrides: { root: { '&.Mui-focusVisible, &:focus-visible': FOCUS } },
  },
  MuiButton: {
    defaultProps: { size: 'small', disableElevation: true },
    styleOverrides: {
      root: {
        [FORCED]: {
          border: '1px solid ButtonBorder',
          '&[aria-current="page"], &[aria-pressed="true"]': {
            forcedColorAdjust: 'none',
            backgroundColor: 'Highlight',
            color: 'HighlightText',
          },
        },
      },
      outlined: { [CONTRAST]: { borderColor: 'currentColor' } },
    },
  },
  MuiToggleButton: {
    styleOverrides: {
      root: {
        [CONTRAST]: { borderColor: 'var(--mui-palette-text-primary)' },
        [FORCED]: {
          '&.Mui-selected': {
            forcedColorAdjust: 'none',
            backgroundColor: 'Highlight',
            color: 'HighlightText',
          },
        },
      },
    },
  },
  MuiIconButton: { defaultProps: { size: 'small' } },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
  MuiFormControl: { defaultProps: { size: 'small' } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: {
        '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderWidth: 3 },
        [CONTRAST]: { '--OutlinedInput-brandBorderColor': 'var(--mui-palette-text-primary)' },
        [FORCED]: { '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderColor: 'Highlight' } },
      },
      notchedOutline: { [CONTRAST]: { borderColor: 'var(--mui-palette-text-primary)' } },
    },
  },
  MuiSwitch: {
    styleOverrides: {
      root: {
        '&:has(:focus-visible)': { ...FOCUS, outlineOffset: '-6px', borderRadius: 20 },
        [FORCED]: {
          '& .MuiSwitch-track': { border: '1px solid ButtonBorder', opacity: 1 },
          '& .MuiSwitch-thumb': { border: '1px solid ButtonBorder', backgroundColor: 'ButtonText' },
          '& .Mui-checked + .MuiSwitch-track': { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
        },
      },
    },
  },
  MuiRadio: { styleOverrides: { root: { '&.Mui-focusVisible, &:has(:focus-visible)': FOCUS_INSIDE } } },
  MuiCheckbox: { styleOverrides: { root: { '&.Mui-focusVisible, &:has(:focus-visible)': FOCUS_INSIDE } } },
  MuiAlert: {
    styleOverrides: {
      root: {
        padding: '0 10px',
        alignItems: 'center',
        [CONTRAST]: { border: '1px solid currentColor' },
        [FORCED]: { border: '1px solid CanvasText' },
      },
      message: { padding: '5px 0', minWidth: 0, overflowWrap: 'anywhere' },
      icon: { padding: '6px 0' },
    },
  },
  MuiChip: {
    styleOverrides: {
      root: {
        [CONTRAST]: { border: '1px solid currentColor' },
        [FORCED]: { border: '1px solid CanvasText' },
      },
    },
  },
  MuiTab: {
    styleOverrides: {
      root: {
        minHeight: 40,
        padding: '6px 14px',
        // The strip of tabs cuts off what sticks out of it.
        '&.Mui-focusVisible, &:focus-visible': FOCUS_INSIDE,
      },
    },
  },
  MuiTabs: {
    styleOverrides: {
      root: { minHeight: 40 },
      indicator: { height: 3, [FORCED]: { forcedColorAdjust: 'none', backgroundColor: 'Highlight' } },
    },
  },
  MuiMenuItem: {
    styleOverrides: {
      root: {
        '&.Mui-focusVisible, &:focus-visible': FOCUS_INSIDE,
        [FORCED]: { '&:hover': { outline: '1px solid Highlight', outlineOffset: '-1px' } },
      },
    },
  },
  MuiTooltip: {
    defaultProps: { enterDelay: 400 },
    styleOverrides: { tooltip: { [FORCED]: { border: '1px solid CanvasText' } } },
  },
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: { root: { backgroundImage: 'none' } },
  },
  MuiDialog: {
    styleOverrides: {
      paper: { border: BORDER, '@media (max-width: 700px)': { margin: 8, maxHeight: 'calc(100% - 16px)' } },
    },
  },
  MuiMenu: { styleOverrides: { paper: { border: BORDER } } },
  MuiAutocomplete: { defaultProps: { size: 'small' }, styleOverrides: { paper: { border: BORDER } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 16px' } } },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.1rem', fontWeight: 700 } } },
};
