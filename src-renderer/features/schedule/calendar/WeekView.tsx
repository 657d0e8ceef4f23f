import { Box } from '@mui/material';
import { type ReactNode, useMemo } from 'react';
import { WEEK_DAYS, weekColumns, weekOf } from '../../../../src-shared/domain/calendar-dates.ts';
import type { PlainDate } from '../../../../src-shared/domain/time.ts';
import type { ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';
import { weekStart } from '../../../../src-shared/text/locale.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { useHeld } from '../../../components/use-held.ts';
import { useCalendar, useCalendarSetup, useShownDate, useToday } from '../../../stores/calendar.ts';
import { useClinic } from '../../../stores/clinic.ts';
import { AwayNotes, useAbsences, useAbsencesIn } from './AwayNotes.tsx';
import { CalendarFrame } from './CalendarFrame.tsx';
import { ElsewhereNote } from './ElsewhereNote.tsx';
import { GridBox } from './GridBox.tsx';
import { columnsOfWeek } from './grid-columns.tsx';
import { Note, Notes } from './Notes.tsx';
import { isAt, type Provider, weekProvider } from './providers.ts';
import { isLost, useDays } from './use-days.ts';

/** **Week**: one provider's week with a column a day. */
export function WeekView(): ReactNode {
  const { directory } = useClinic();
  const date = useShownDate();
  const chosen = useCalendar((state) => state.weekProviderId);
  const provider = weekProvider(directory.practitioners, chosen);
  return provider === null ? <Nobody /> : <WeekOf provider={provider} week={weekOf(date, weekStart())} />;
}

const UNASKED = { error: null, loading: false, refetch: () => undefined };

function Nobody(): ReactNode {
  const week = weekOf(useShownDate(), weekStart());
  return (
    <CalendarFrame view="week" heading={headingOf(week)} whose={null} answer={UNASKED}>
      <EmptyState
        title={t.calendarViews.viewsText.noProviders}
        body={t.calendarViews.viewsText.noProvidersHelp}
      />
    </CalendarFrame>
  );
}

interface Props {
  readonly provider: Provider;
  readonly week: readonly PlainDate[];
}

function WeekOf({ provider, week }: Props): ReactNode {
  const answer = useDays(week[0] ?? '', WEEK_DAYS, provider.id);
  // The days and whose they are change together.
  const shown = useHeld(
    answer.loading || answer.data === null ? null : { days: answer.data.days, practitionerId: provider.id },
  );
  return (
    <CalendarFrame
      view="week"
      heading={t.calendarViews.withProvider(headingOf(week), provider.name)}
      whose={<WeekProvider provider={provider} />}
      answer={answer}
    >
      {shown === null || isLost(answer) ? null : <Days {...shown} />}
    </CalendarFrame>
  );
}

const headingOf = (week: readonly PlainDate[]): string =>
  t.calendarViews.datesInWords(week[0] ?? '', week.at(-1) ?? '');

interface DaysProps {
  readonly days: readonly ScheduleDay[];
  readonly practitionerId: string;
}

function Days({ days, practitionerId }: DaysProps): ReactNode {
  const { rules } = useClinic();
  const { locationId } = useCalendarSetup();
  const today = useToday();
  const known = useAbsences();
  const columns = useMemo(() => {
    const occupied = new Set(
      days.filter(({ appointments }) => appointments.length > 0).map(({ date }) => date),
    );
    const dates = weekColumns(
      days.map(({ date }) => date),
      rules.practice,
      occupied,
      practitionerId,
    );
    return columnsOfWeek(
      days.filter(({ date }) => dates.includes(date)),
      practitionerId,
      locationId,
      today,
      known,
    );
  }, [days, practitionerId, locationId, today, rules, known]);
  const all = days.flatMap(({ appointments }) => appointments);
  const elsewhere = new Set(all.filter((one) => !isAt(one, locationId)).map(({ id }) => id)).size;
  const absences = useAbsencesIn({ start: days[0]?.from ?? 0, end: days.at(-1)?.to ?? 0 }, practitionerId);
  return (
    <>
      {all.length > 0 && elsewhere === 0 && absences.length === 0 ? null : (
        <Notes>
          {all.length === 0 ? <Note>{t.calendarViews.viewsText.nothingInWeek}</Note> : null}
          <ElsewhereNote count={elsewhere} />
          <AwayNotes absences={absences} />
        </Notes>
      )}
      <GridBox label={t.common.common.week} columns={columns} />
    </>
  );
}

function WeekProvider({ provider }: { readonly provider: Provider }): ReactNode {
  const { directory } = useClinic();
  const choose = useCalendar((state) => state.chooseWeekProvider);
  return (
    <Box sx={{ width: 210 }}>
      <SelectField
        label={t.common.common.provider}
        value={provider.id}
        options={directory.practitioners
          .toSorted((a, b) => Number(b.active) - Number(a.active) || t.language.compareNames(a.name, b.name))
          .map(({ id, name, active }) => ({
            value: id,
            label: active ? name : `${name} (${t.calendarViews.viewsText.noLongerActive})`,
          }))}
        onChange={choose}
      />
    </Box>
  );
}
