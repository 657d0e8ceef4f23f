import { CssBaseline } from '@mui/material';
import { ThemeProvider } from '@mui/material/styles';
import { type ReactNode, useEffect, useLayoutEffect } from 'react';
import { followChanges } from './api/server-state.ts';
import { Frame } from './features/frame/Frame.tsx';
import { followEvents, useClinicAnswer } from './stores/clinic.ts';
import { followWork } from './stores/work.ts';
import { followAppearance } from './theme/appearance.ts';
import { theme } from './theme.ts';

/** The whole window. */
export function App(): ReactNode {
  const clinic = useClinicAnswer();
  useEffect(() => followChanges(), []);
  useEffect(() => followEvents(), []);
  useEffect(() => followWork(), []);
  const chosen = clinic.data?.appearance ?? null;
  // Before the clinic is painted: it must not flash in another scheme first.
  useLayoutEffect(() => (chosen === null ? undefined : followAppearance(chosen)), [chosen]);
  return (
    // Which scheme holds is ours to say, high contrast included: the provider neither stores it nor writes it.
    <ThemeProvider theme={theme} noSsr storageManager={null} colorSchemeNode={null}>
      <CssBaseline enableColorScheme />
      <Frame clinic={clinic} />
    </ThemeProvider>
  );
}
