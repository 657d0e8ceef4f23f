import { Button } from '@mui/material';
import { type ReactNode, useMemo } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { useHeld } from '../../../components/use-held.ts';
import { useCalendar, useCalendarSetup, useShownDate } from '../../../stores/calendar.ts';
import { useClinic } from '../../../stores/clinic.ts';
import { useAbsences } from './AwayNotes.tsx';
import { CalendarFrame } from './CalendarFrame.tsx';
import { DayNotes } from './DayNotes.tsx';
import { GridBox } from './GridBox.tsx';
import { columnsOfDay } from './grid-columns.tsx';
import { ProvidersButton } from './ProvidersButton.tsx';
import { dayColumns, isAt, providersOfDay } from './providers.ts';
import { isLost, useDays } from './use-days.ts';

/** **Day**: one day with a column a provider. */
export function DayView(): ReactNode {
  const { directory, rules } = useClinic();
  const { hiddenProviders, locationId } = useCalendarSetup();
  const date = useShownDate();
  const answer = useDays(date, 1, null);
  const day = useHeld(answer.loading ? null : (answer.data?.days[0] ?? null));
  const providers = useMemo(
    () => providersOfDay(directory.practitioners, day?.appointments ?? []),
    [directory, day],
  );
  const absences = useAbsences();
  const columns = useMemo(
    () =>
      day === null
        ? []
        : columnsOfDay(
            day,
            dayColumns(
              providers,
              hiddenProviders,
              day.appointments,
              locationId,
              t.calendarViews.viewsText.noProviderColumn,
            ),
            locationId,
            rules.practice,
            absences,
          ),
    [day, providers, hiddenProviders, locationId, rules, absences],
  );
  return (
    <CalendarFrame
      view="day"
      heading={t.calendarViews.longDate(date)}
      whose={<ProvidersButton providers={providers} />}
      answer={answer}
    >
      {day === null || isLost(answer) ? null : (
        <>
          <DayNotes
            day={day}
            elsewhere={day.appointments.filter((one) => !isAt(one, locationId)).length}
            practitionerId={null}
          />
          {columns.length === 0 ? (
            <NoColumn providers={providers.length} elsewhere={locationId !== null} />
          ) : (
            <GridBox label={t.common.common.day} columns={columns} />
          )}
        </>
      )}
    </CalendarFrame>
  );
}

interface NoColumnProps {
  /** How many could have a column. */
  readonly providers: number;
  /** Only one location is looked at. */
  readonly elsewhere: boolean;
}

function NoColumn({ providers, elsewhere }: NoColumnProps): ReactNode {
  if (providers === 0)
    return (
      <EmptyState
        title={t.calendarViews.viewsText.noProviders}
        body={t.calendarViews.viewsText.noProvidersHelp}
      />
    );
  return (
    <EmptyState
      title={t.calendarViews.viewsText.noneChosen}
      action={
        <Button
          variant="outlined"
          onClick={() => useCalendar.getState().setUp({ hiddenProviders: [], locationId: null })}
        >
          {elsewhere ? t.calendarViews.viewsText.showEverything : t.calendarViews.viewsText.showAllProviders}
        </Button>
      }
    />
  );
}
