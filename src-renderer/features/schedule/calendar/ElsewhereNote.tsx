import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useCalendar } from '../../../stores/calendar.ts';
import { Note } from './Notes.tsx';

/** Says what the location filter leaves out: what looks free may not be. Draws nothing when that is nothing. */
export function ElsewhereNote({ count }: { readonly count: number }): ReactNode {
  if (count === 0) return null;
  return (
    <Note
      tone="warning"
      action={
        <Button onClick={() => useCalendar.getState().setUp({ locationId: null })}>
          {t.calendarViews.viewsText.showEveryLocation}
        </Button>
      }
    >
      {t.calendarViews.elsewhereSentence(count)}
    </Note>
  );
}
