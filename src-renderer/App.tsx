import { CssBaseline } from '@mui/material';
import { ThemeProvider } from '@mui/material/styles';
import { type ReactNode, useEffect } from 'react';
import { Frame } from './features/frame/Frame.tsx';
import { followClinic } from './stores/clinic.ts';
import { theme } from './theme.ts';

/** The whole window. */
export function App(): ReactNode {
  useEffect(() => followClinic(), []);
  return (
    <ThemeProvider theme={theme} noSsr>
      <CssBaseline enableColorScheme />
      <Frame />
    </ThemeProvider>
  );
}
