import AddIcon from '@mui/icons-material/Add';
import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import { Box, Button, IconButton, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { askBook } from '../../../actions/ask-change.ts';
import { UNAVAILABLE, unavailable } from '../../../components/unavailable.ts';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useCalendar, useShownDate } from '../../../stores/calendar.ts';
import type { CalendarView } from '../../../stores/navigation.ts';
import { useReadOnly } from '../../../stores/sync.ts';
import { SheetButton } from '../../sheet/SheetButton.tsx';
import { DateField } from '../DateField.tsx';
import { CalendarFilters } from './CalendarFilters.tsx';
import { MonthButton } from './MonthButton.tsx';
import { stepped } from './period.ts';
import { useBookingStart } from './use-booking-start.ts';

interface Props {
  readonly view: CalendarView;
  readonly heading: string;
  /** The choice of providers. */
  readonly whose: ReactNode;
  /** The month stands beside the calendar; otherwise a button opens it. */
  readonly monthBeside: boolean;
}

/** Which day or week is shown and how to get to another, what is shown of it, and booking. It wraps where it is narrow. */
export function CalendarToolbar({ view, heading, whose, monthBeside }: Props): ReactNode {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 1,
        px: 1.5,
        py: 1,
        flexShrink: 0,
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.75 }}>
        <Steps view={view} />
        {monthBeside ? null : <MonthButton view={view} />}
        <Typography component="h2" variant="h2" sx={{ flex: '1 1 auto', minWidth: 0, mx: 0.5 }}>
          {heading}
        </Typography>
        <Box sx={{ display: 'flex', gap: 1, flexShrink: 0, ml: 'auto' }}>
          <SheetButton />
          <BookButton view={view} />
        </Box>
      </Box>
      <CalendarFilters view={view} whose={whose} />
    </Box>
  );
}

function Steps({ view }: { readonly view: CalendarView }): ReactNode {
  const date = useShownDate();
  const show = useCalendar((state) => state.show);
  const previous = useHint('previous-days');
  const next = useHint('next-days');
  const today = useHint('today');
  const back = view === 'week' ? t.calendarViews.viewsText.previousWeek : t.schedule.scheduleText.previousDay;
  const on = view === 'week' ? t.calendarViews.viewsText.nextWeek : t.schedule.scheduleText.nextDay;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flexShrink: 0 }}>
      <IconButton
        aria-label={back}
        aria-keyshortcuts={previous['aria-keyshortcuts']}
        title={titled(back, previous.title)}
        onClick={() => show(stepped(date, view, -1))}
      >
        <ChevronLeft />
      </IconButton>
      <Button variant="outlined" {...today} onClick={() => show(null)}>
        {t.schedule.scheduleText.today}
      </Button>
      <IconButton
        aria-label={on}
        aria-keyshortcuts={next['aria-keyshortcuts']}
        title={titled(on, next.title)}
        onClick={() => show(stepped(date, view, 1))}
      >
        <ChevronRight />
      </IconButton>
      <DateField date={date} onDateChange={show} />
    </Box>
  );
}

const titled = (words: string, keys: string | undefined): string =>
  keys === undefined ? words : `${words} (${keys})`;

function BookButton({ view }: { readonly view: CalendarView }): ReactNode {
  const start = useBookingStart(view);
  const hint = useHint('book');
  return (
    <Button
      variant="contained"
      startIcon={<AddIcon />}
      {...hint}
      {...unavailable(useReadOnly() ? 'read-only' : null)}
      sx={UNAVAILABLE}
      onClick={() => askBook(start)}
    >
      {t.calendarViews.viewsText.book}
    </Button>
  );
}
