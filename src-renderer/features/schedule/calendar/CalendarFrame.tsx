import { Box, LinearProgress, useMediaQuery } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import type { Query } from '../../../api/server-state.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useAppointments } from '../../../stores/appointments.ts';
import type { CalendarView } from '../../../stores/navigation.ts';
import { CalendarToolbar } from './CalendarToolbar.tsx';
import { WITH_MONTH, WITH_MONTH_AND_PANEL } from './layout.ts';
import { MiniMonth } from './MiniMonth.tsx';
import { useCalendarKeys } from './use-calendar-keys.ts';
import { useLongWait } from './use-long-wait.ts';

interface Props {
  readonly view: CalendarView;
  /** What the heading says. */
  readonly heading: string;
  /** The choice of providers. */
  readonly whose: ReactNode;
  /** Where what is shown comes from. */
  readonly answer: Pick<Query<unknown>, 'error' | 'loading' | 'refetch'>;
  readonly children: ReactNode;
}

/** What Day, Week and List have around them: the tools above, the month beside. All of it scrolls where there is little room. */
export function CalendarFrame({ view, heading, whose, answer, children }: Props): ReactNode {
  const panelOpen = useAppointments((state) => state.openId !== null);
  const beside = useMediaQuery(panelOpen ? WITH_MONTH_AND_PANEL : WITH_MONTH);
  const waiting = useLongWait(answer.loading);
  useCalendarKeys(view);
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
      {beside ? (
        <Box
          component="aside"
          sx={{ width: 252, flexShrink: 0, overflow: 'auto', borderRight: 1, borderColor: 'divider', p: 1.5 }}
        >
          <MiniMonth view={view} />
        </Box>
      ) : null}
      <Box
        aria-busy={answer.loading}
        sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', overflow: 'auto' }}
      >
        <CalendarToolbar view={view} heading={heading} whose={whose} monthBeside={beside} />
        <Box sx={{ height: 4, mb: '-4px', flexShrink: 0, zIndex: 1 }}>
          {waiting ? <LinearProgress aria-label={t.schedule.scheduleText.loading} /> : null}
        </Box>
        <ErrorNotice error={answer.error} onRetry={answer.refetch} />
        {children}
      </Box>
    </Box>
  );
}
