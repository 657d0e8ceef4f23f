import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';
import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useDialogs } from '../../../stores/dialogs.ts';

/** **Provider away**, with how many visits of providers who are away are still to be dealt with. */
export function AwayButton(): ReactNode {
  const { data } = useQuery('absences.list', undefined);
  const hint = useHint('away');
  const left = (data ?? []).reduce((sum, one) => sum + one.left, 0);
  return (
    <Button
      variant="outlined"
      color={left > 0 ? 'warning' : 'primary'}
      startIcon={<EventBusyOutlined />}
      aria-haspopup="dialog"
      {...hint}
      onClick={() => useDialogs.getState().ask({ asks: 'away', id: null })}
      sx={{ flexShrink: 0 }}
    >
      {t.common.withCount(t.absences.words.open, left === 0 ? null : left)}
    </Button>
  );
}
