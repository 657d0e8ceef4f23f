import { type ColorSystemOptions, createColorScheme } from '@mui/material/styles';

declare module '@mui/material/styles' {
  interface ColorSchemeOverrides {
    readonly contrastLight: true;
    readonly contrastDark: true;
  }
  interface CssThemeVariables {
    readonly enabled: true;
  }
}

/** The colours of each scheme. Text has a contrast of at least 4.5:1 (WCAG 2.2 AA), of 7:1 in high contrast (AAA). */
export const schemes = {
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
  // MUI completes the colours of light and dark; those of its users' own schemes it takes as they come.
  contrastLight: createColorScheme({
    palette: {
      mode: 'light',
      primary: { main: '#003a57', dark: '#00263a', contrastText: '#ffffff' },
      secondary: { main: '#35215f', contrastText: '#ffffff' },
      error: { main: '#7d0000', contrastText: '#ffffff' },
      warning: { main: '#5a2e00', contrastText: '#ffffff' },
      success: { main: '#00441b', contrastText: '#ffffff' },
      info: { main: '#003a57', contrastText: '#ffffff' },
      background: { default: '#ffffff', paper: '#ffffff' },
      text: { primary: '#000000', secondary: '#1a1a1a', disabled: '#4d4d4d' },
      action: { active: '#000000', disabled: '#4d4d4d', disabledBackground: '#e0e0e0' },
      divider: '#000000',
    },
  }),
  contrastDark: createColorScheme({
    palette: {
      mode: 'dark',
      primary: { main: '#9fdcff', dark: '#c9ecff', contrastText: '#000000' },
      secondary: { main: '#dccfff', contrastText: '#000000' },
      error: { main: '#ffb4ad', contrastText: '#000000' },
      warning: { main: '#ffd27f', contrastText: '#000000' },
      success: { main: '#a6f0b8', contrastText: '#000000' },
      info: { main: '#9fdcff', contrastText: '#000000' },
      background: { default: '#000000', paper: '#000000' },
      text: { primary: '#ffffff', secondary: '#f0f0f0', disabled: '#bdbdbd' },
      action: { active: '#ffffff', disabled: '#bdbdbd', disabledBackground: '#333333' },
      divider: '#ffffff',
    },
  }),
} as const satisfies Record<string, ColorSystemOptions>;

/** The name of a scheme, as `data-scheme` of the document has it. */
export type Scheme = keyof typeof schemes;
