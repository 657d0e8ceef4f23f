import { Alert } from '@mui/material';
import type { ReactNode } from 'react';
import { unreadableSettings } from '../../../src-shared/text/en/settings.ts';
import { useClinic } from '../../stores/clinic.ts';

/** Says which settings are stored and cannot be read, so that their defaults hold, until they are saved again. */
export function UnreadableSettings(): ReactNode {
  const { unreadable } = useClinic();
  if (unreadable === undefined) return null;
  return (
    <Alert severity="warning" square>
      {unreadableSettings(unreadable)}
    </Alert>
  );
}
