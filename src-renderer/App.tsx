import { CssBaseline } from '@mui/material';
import { ThemeProvider } from '@mui/material/styles';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { followChanges } from './api/server-state.ts';
import { Entry } from './features/entry/Entry.tsx';
import { Frame } from './features/frame/Frame.tsx';
import { speakInWindow, useSpoken } from './spoken.ts';
import { followEvents, useClinicAnswer } from './stores/clinic.ts';
import { followActivity, followSession, useSession } from './stores/session.ts';
import { followWork } from './stores/work.ts';
import { followAppearance } from './theme/appearance.ts';
import { themeFor } from './theme.ts';

/** The whole window. */
export function App(): ReactNode {
  const session = useSession();
  useEffect(() => followSession(), []);
  const chosen = session.data?.appearance ?? null;
  // Before anything is painted: it must not flash in another scheme first.
  useLayoutEffect(() => (chosen === null ? undefined : followAppearance(chosen)), [chosen]);
  const language = session.data?.language ?? null;
  useEffect(() => {
    if (language !== null) void speakInWindow(language);
  }, [language]);
  const spoken = useSpoken();
  const isIn = session.data?.standing === 'signed-in';
  const wasIn = useRef(false);
  wasIn.current ||= isIn;
  return (
    // Which scheme holds is ours to say, high contrast included: the provider neither stores it nor writes it.
    <ThemeProvider theme={themeFor(spoken)} noSsr storageManager={null} colorSchemeNode={null}>
      <CssBaseline enableColorScheme />
      {isIn ? <SignedIn key={spoken} /> : null}
      {/* Once it has shown a clinic, this page is on its way out: the main process loads another, which holds nothing of it. */}
      {isIn || wasIn.current ? null : <Entry key={spoken} session={session} />}
    </ThemeProvider>
  );
}

/** As long as somebody is signed in. */
function SignedIn(): ReactNode {
  const clinic = useClinicAnswer();
  useEffect(() => followChanges(), []);
  useEffect(() => followEvents(), []);
  useEffect(() => followWork(), []);
  useEffect(() => followActivity(), []);
  const chosen = clinic.data?.appearance ?? null;
  useLayoutEffect(() => (chosen === null ? undefined : followAppearance(chosen)), [chosen]);
  return <Frame clinic={clinic} />;
}
