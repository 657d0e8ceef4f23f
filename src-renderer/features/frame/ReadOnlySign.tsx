import LockOutlined from '@mui/icons-material/LockOutlined';
import { Button, Popover, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { useReadOnly, useSync } from '../../stores/sync.ts';
import { useSettings } from '../settings/settings-store.ts';

/** The sign that this desk only reads from its portal; why, and what is possible, stands behind it. Nothing where it decides, too. */
export function ReadOnlySign(): ReactNode {
  const readOnly = useReadOnly();
  const waiting = useSync((state) => state.status?.waitingToSync ?? 0);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!readOnly) return null;
  const { readOnlyText: words } = t.readOnly;
  const sentences = [words.why, words.possible, words.notPossible, t.readOnly.waitingSentence(waiting)];
  return (
    <>
      <Button
        variant="outlined"
        color="warning"
        startIcon={<LockOutlined />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
        sx={{ flexShrink: 0 }}
      >
        {words.sign}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-label': words.title,
            sx: { width: 420, maxWidth: 'calc(100vw - 32px)', p: 2, display: 'grid', gap: 1 },
          },
        }}
      >
        <Typography component="h2" variant="subtitle2" sx={{ fontWeight: 700 }}>
          {words.title}
        </Typography>
        {sentences
          .filter((sentence) => sentence !== null)
          .map((sentence) => (
            <Typography key={sentence} variant="body2">
              {sentence}
            </Typography>
          ))}
        <Button
          variant="outlined"
          sx={{ justifySelf: 'start' }}
          onClick={() => {
            useSettings.getState().open('portal');
            useNavigation.getState().go({ screen: 'settings' });
            setAnchor(null);
          }}
        >
          {words.settings}
        </Button>
      </Popover>
    </>
  );
}
