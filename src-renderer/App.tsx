import { CssBaseline } from '@mui/material';
import { ThemeProvider } from '@mui/material/styles';
import { type ReactNode, useEffect, useLayoutEffect } from 'react';
import { Frame } from './features/frame/Frame.tsx';
import { followClinic, useClinicState } from './stores/clinic.ts';
import { followAppearance } from './theme/appearance.ts';
import { theme } from './theme.ts';

/** The whole window. */
export function App(): ReactNode {
  useEffect(() => followClinic(), []);
  const chosen = useClinicState((state) => state.clinic?.appearance ?? null);
  // Before the clinic is painted: it must not flash in another scheme first.
  useLayoutEffect(() => (chosen === null ? undefined : followAppearance(chosen)), [chosen]);
  return (
    // Which scheme holds is ours to say, high contrast included: the provider neither stores it nor writes it.
    <ThemeProvider theme={theme} noSsr storageManager={null} colorSchemeNode={null}>
      <CssBaseline enableColorScheme />
      <Frame />
    </ThemeProvider>
  );
}
