import { Box, Typography } from '@mui/material';
import { type ReactNode, useEffect } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { useSingleKeys } from '../../stores/clinic.ts';
import { useKeyNotice } from '../../stores/key-notice.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { usePassingNotice } from '../../stores/passing-notice.ts';
import { UndoStack } from '../undo/UndoStack.tsx';

/** How long the sentence about typed text can be read. */
const NOTICE_MS = 8000;

/**
 * The line below everything, always of the same height: what can be undone, and what is said in passing, stand in a place
 * of their own. They cover nothing, and nothing moves when they come or go.
 */
export function Strip(): ReactNode {
  return (
    <Box
      component="footer"
      sx={{
        flexShrink: 0,
        height: 40,
        px: 2,
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        borderTop: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
      }}
    >
      <UndoStack />
      <KeyNotice />
      <PassingNotice />
    </Box>
  );
}

/** Says that text typed where nothing takes it did nothing, and where it can be typed. */
function KeyNotice(): ReactNode {
  const shown = useKeyNotice((state) => state.shown);
  const singleKeys = useSingleKeys();
  const searchable = useNavigation((state) => state.screen === 'schedule' && state.tab === 'requests');
  useEffect(() => {
    if (!shown) return;
    const timer = window.setTimeout(() => useKeyNotice.getState().dismiss(), NOTICE_MS);
    return () => window.clearTimeout(timer);
  }, [shown]);
  return (
    <Said>
      {shown
        ? searchable && singleKeys
          ? t.requests.words.typedInList
          : t.requests.words.typedAnywhere
        : ''}
    </Said>
  );
}

/** Says why what somebody asked to see is not shown. */
function PassingNotice(): ReactNode {
  const { text, say } = usePassingNotice();
  useEffect(() => {
    if (text === '') return;
    const timer = window.setTimeout(() => say(''), NOTICE_MS);
    return () => window.clearTimeout(timer);
  }, [text, say]);
  return <Said>{text}</Said>;
}

function Said({ children }: { readonly children: string }): ReactNode {
  return (
    <Typography
      role="status"
      variant="caption"
      sx={{ maxWidth: '50%', maxHeight: '100%', overflow: 'hidden', fontWeight: 600, lineHeight: 1.3 }}
    >
      {children}
    </Typography>
  );
}
