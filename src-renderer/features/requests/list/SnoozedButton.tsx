import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useCounts } from '../../../stores/counts.ts';
import { useFilters } from './filters-store.ts';

/** How many requests are put off, and the way to them; nothing where none is. */
export function SnoozedButton(): ReactNode {
  const snoozed = useCounts()?.snoozed ?? 0;
  const shown = useFilters((state) => state.of.inbox.filter === 'snoozed');
  const change = useFilters((state) => state.change);
  if (snoozed === 0 && !shown) return null;
  return (
    <Button
      aria-pressed={shown}
      onClick={() => change('inbox', { filter: shown ? 'all' : 'snoozed' })}
      sx={{ flexShrink: 0, py: 0 }}
    >
      {t.requests.snoozedCount(snoozed)}
    </Button>
  );
}
