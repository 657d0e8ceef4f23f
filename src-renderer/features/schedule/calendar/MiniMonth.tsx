import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import { Box, IconButton, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import {
  firstOf,
  monthAfter,
  monthOf,
  type PlainMonth,
} from '../../../../src-shared/domain/calendar-dates.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';
import { VisuallyHidden } from '../../../components/VisuallyHidden.tsx';
import { useCalendar, useShownDate } from '../../../stores/calendar.ts';
import { useClinic } from '../../../stores/clinic.ts';
import type { CalendarView } from '../../../stores/navigation.ts';
import { MonthGrid } from './MonthGrid.tsx';
import { weekProvider } from './providers.ts';

interface Props {
  readonly view: CalendarView;
  /** Takes the focus when it appears. */
  readonly autoFocus?: boolean;
  readonly onChosen?: (() => void) | undefined;
}

/** A month with the load of each day: of the provider looked at, otherwise of all. Choosing a day shows it. */
export function MiniMonth({ view, autoFocus = false, onChosen }: Props): ReactNode {
  const titleId = useId();
  const date = useShownDate();
  const looked = useCalendar((state) => state.month);
  const lookAtMonth = useCalendar((state) => state.lookAtMonth);
  const month: PlainMonth = looked ?? monthOf(date);
  const load = useQuery('schedule.load', { month, practitionerId: useLoadOf(view) });
  const days = load.data?.days[0]?.date.startsWith(month) ? load.data.days : [];
  return (
    <Box component="section" aria-labelledby={titleId}>
      <Box sx={{ display: 'flex', alignItems: 'center', mb: 0.5 }}>
        <Typography id={titleId} variant="h3" component="h2" sx={{ flex: 1 }}>
          {t.calendarViews.monthName(firstOf(month))}
        </Typography>
        <VisuallyHidden polite>
          {looked === null ? '' : t.calendarViews.monthName(firstOf(month))}
        </VisuallyHidden>
        <IconButton
          aria-label={t.calendarViews.viewsText.previousMonth}
          title={t.calendarViews.viewsText.previousMonth}
          onClick={() => lookAtMonth(monthAfter(month, -1))}
        >
          <ChevronLeft />
        </IconButton>
        <IconButton
          aria-label={t.calendarViews.viewsText.nextMonth}
          title={t.calendarViews.viewsText.nextMonth}
          onClick={() => lookAtMonth(monthAfter(month, 1))}
        >
          <ChevronRight />
        </IconButton>
      </Box>
      <MonthGrid
        labelledBy={titleId}
        month={month}
        load={days}
        weekly={view === 'week'}
        autoFocus={autoFocus}
        onChoose={(day) => {
          useCalendar.getState().show(day);
          onChosen?.();
        }}
      />
    </Box>
  );
}

/** Whose load is shown: `null` for everybody's. */
function useLoadOf(view: CalendarView): string | null {
  const { directory } = useClinic();
  const week = useCalendar((state) => state.weekProviderId);
  const list = useCalendar((state) => state.listProviderId);
  if (view === 'week') return weekProvider(directory.practitioners, week)?.id ?? null;
  return view === 'list' ? list : null;
}
