import WarningAmber from '@mui/icons-material/WarningAmber';
import { Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../src-shared/text/text.ts';

/** What stands beside it is not so any more, and what is cannot be shown. */
export function OutdatedNote({ what }: { readonly what: keyof typeof t.appointments.outdated }): ReactNode {
  return (
    <Typography
      variant="body2"
      sx={{ display: 'flex', gap: 0.5, alignItems: 'center', color: 'warning.main', fontWeight: 600 }}
    >
      <WarningAmber fontSize="inherit" aria-hidden />
      <span>{t.appointments.outdated[what]}</span>
    </Typography>
  );
}
