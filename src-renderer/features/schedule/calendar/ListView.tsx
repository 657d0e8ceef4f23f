import { Box } from '@mui/material';
import { type ReactNode, useMemo, useRef } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useNow } from '../../../api/use-now.ts';
import { ProviderSelect } from '../../../components/ProviderSelect.tsx';
import { useHeld } from '../../../components/use-held.ts';
import { useCalendar, useCalendarSetup, useShownDate } from '../../../stores/calendar.ts';
import { useClinic, useZone } from '../../../stores/clinic.ts';
import { DayLines } from '../DayLines.tsx';
import { dayRows } from '../day-rows.ts';
import { CalendarFrame } from './CalendarFrame.tsx';
import { DayNotes } from './DayNotes.tsx';
import { isAt } from './providers.ts';
import { isLost, useDays } from './use-days.ts';
import { useEntryKeys } from './use-entry-keys.ts';
import { useListFocus } from './use-list-focus.ts';

const NONE: readonly string[] = [];

/** **List**: one day by time, everybody's or one provider's. */
export function ListView(): ReactNode {
  const zone = useZone();
  const now = useNow();
  const { directory } = useClinic();
  const date = useShownDate();
  const { locationId } = useCalendarSetup();
  const providerId = useCalendar((state) => state.listProviderId);
  const chooseProvider = useCalendar((state) => state.chooseListProvider);
  const list = useRef<HTMLDivElement>(null);
  const answer = useDays(date, 1, providerId);
  const [day] = answer.data?.days ?? [];
  const shown = useHeld(
    answer.loading || day === undefined ? null : { day, oneProvider: providerId !== null },
  );
  const rows = useMemo(
    () =>
      shown === null
        ? []
        : dayRows({ ...shown, zone, now, candidate: null, moving: NONE }).filter(
            (row) => row.kind !== 'entry' || isAt(row.appointment, locationId),
          ),
    [shown, zone, now, locationId],
  );
  const entries = rows.flatMap((row) => (row.kind === 'entry' ? [row.appointment] : []));
  const { tabStop, ...focus } = useListFocus(list, entries);
  useEntryKeys(entries);
  const provider = directory.practitioners.find(({ id }) => id === providerId)?.name ?? null;
  return (
    <CalendarFrame
      view="list"
      heading={t.calendarViews.withProvider(t.calendarViews.longDate(date), provider)}
      whose={
        <Box sx={{ width: 210 }}>
          <ProviderSelect value={providerId} onChange={chooseProvider} />
        </Box>
      }
      answer={answer}
    >
      {shown === null || isLost(answer) ? null : (
        <>
          <DayNotes
            day={shown.day}
            elsewhere={shown.day.appointments.length - entries.length}
            practitionerId={providerId}
          />
          <Box ref={list} {...focus} sx={{ px: 1.5, pb: 2, maxWidth: 984 }}>
            <DayLines
              rows={rows}
              zone={zone}
              compact={false}
              withProvider={!shown.oneProvider}
              operable
              tabStop={tabStop}
            />
          </Box>
        </>
      )}
    </CalendarFrame>
  );
}
