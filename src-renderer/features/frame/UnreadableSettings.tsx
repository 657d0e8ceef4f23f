import { Alert } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { useClinic } from '../../stores/clinic.ts';

/** Says which settings are stored and cannot be read, so that their defaults hold, until they are saved again. */
export function UnreadableSettings(): ReactNode {
  const { unreadable } = useClinic();
  if (unreadable === undefined) return null;
  return (
    <Alert severity="warning" square>
      {t.settings.unreadableSettings(unreadable)}
    </Alert>
  );
}
