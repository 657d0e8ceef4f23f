import { Typography } from '@mui/material';
import type { Practice } from '../../../../src-shared/domain/practice.ts';
import { weekdayHours } from '../../../../src-shared/domain/provider-hours.ts';
import { type PlainDate, weekdayOf } from '../../../../src-shared/domain/time.ts';
import type { ScheduleDay } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { CalendarColumn } from '../grid/types.ts';
import { isAt, type ProviderColumn } from './providers.ts';

/** The columns of the grid for one day: its appointments, those at the location looked at, and the hours, by provider. */
export const columnsOfDay = (
  day: ScheduleDay,
  providers: readonly ProviderColumn[],
  locationId: string | null,
  practice: Practice,
): CalendarColumn[] =>
  providers.map(({ id, name, active }) => ({
    key: id ?? 'none',
    label: active ? name : `${name}, ${t.calendarViews.viewsText.noLongerActive}`,
    heading: <Heading title={name} under={active ? null : t.calendarViews.viewsText.noLongerActive} />,
    practitionerId: id,
    day: {
      ...day,
      hours: day.closed === null ? [...weekdayHours(practice, id, weekdayOf(day.date))] : [],
      appointments: day.appointments.filter((one) => one.practitionerId === id && isAt(one, locationId)),
      blocked: (day.blocked ?? []).filter((one) => one.practitionerId === id),
    },
  }));

/** The columns of the grid for one provider's days. */
export const columnsOfWeek = (
  days: readonly ScheduleDay[],
  practitionerId: string,
  locationId: string | null,
  today: PlainDate,
): CalendarColumn[] =>
  days.map((day) => ({
    key: day.date,
    label: t.times.formatPlainDate(day.date),
    heading: (
      <Heading
        title={t.calendarViews.weekColumnHeading(day.date)}
        under={day.closed === null ? null : day.closed === '' ? t.calendarViews.viewsText.closed : day.closed}
        marked={day.date === today}
      />
    ),
    practitionerId,
    day: { ...day, appointments: day.appointments.filter((one) => isAt(one, locationId)) },
  }));

interface HeadingProps {
  readonly title: string;
  readonly under: string | null;
  /** It is today. */
  readonly marked?: boolean;
}

function Heading({ title, under, marked = false }: HeadingProps) {
  return (
    <>
      <Typography
        component="span"
        variant="body2"
        noWrap
        dir="auto"
        title={title}
        sx={{ display: 'block', fontWeight: 700, color: marked ? 'primary.main' : 'text.primary' }}
      >
        {marked ? `${title} · ${t.calendarViews.viewsText.today}` : title}
      </Typography>
      {under === null ? null : (
        <Typography
          component="span"
          variant="caption"
          noWrap
          title={under}
          sx={{ display: 'block', color: 'warning.main' }}
        >
          {under}
        </Typography>
      )}
    </>
  );
}
