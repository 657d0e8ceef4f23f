import SystemUpdateAlt from '@mui/icons-material/SystemUpdateAlt';
import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { dialogOpen } from '../../keyboard/use-shortcuts.ts';
import { useUpdate } from '../../stores/update.ts';
import { typedNotSaved } from '../settings/typed-not-saved.ts';

/** Says so, quietly, where a newer version of the program lies ready; nothing where none does. */
export function UpdateNotice(): ReactNode {
  const version = useUpdate((state) => state.version);
  const refused = useUpdate((state) => state.refused);
  const install = useUpdate((state) => state.install);
  return (
    <Box aria-live="polite" sx={version === null ? {} : LINE}>
      {version === null ? null : (
        <>
          <SystemUpdateAlt sx={{ fontSize: 15 }} />
          <Typography variant="caption" component="p" sx={{ color: 'inherit' }}>
            {t.updates.updates.ready(version)}
          </Typography>
          <Button
            size="small"
            sx={{ py: 0 }}
            onClick={() => void install({ dialogOpen: dialogOpen(), unsaved: typedNotSaved() })}
          >
            {t.updates.updates.restart}
          </Button>
          {refused === null ? null : (
            <Typography variant="caption" component="p" sx={{ color: 'warning.main', fontWeight: 600 }}>
              {t.errors.errorSentence(refused)}
            </Typography>
          )}
        </>
      )}
    </Box>
  );
}

const LINE = {
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  columnGap: 0.75,
  color: 'text.secondary',
} as const;
