import { Typography } from '@mui/material';
import type { Absence } from '../../../../src-shared/domain/absence.ts';
import { overlaps } from '../../../../src-shared/domain/conflicts.ts';
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
  absences: readonly Absence[],
): CalendarColumn[] =>
  providers.map(({ id, name, active }) => ({
    key: id ?? 'none',
    label: active ? name : `${name}, ${t.calendarViews.viewsText.noLongerActive}`,
    heading: <Heading title={name} under={active ? null : t.calendarViews.viewsText.noLongerActive} />,
    practitionerId: id,
    away: absencesOn(day, id, absences),
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
  absences: readonly Absence[],
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
    away: absencesOn(day, practitionerId, absences),
    day: { ...day, appointments: day.appointments.filter((one) => isAt(one, locationId)) },
  }));

const NOT_AWAY: readonly Absence[] = [];

/** The very same list where there is none, so that a column is not drawn anew for it. */
function absencesOn(
  { from, to }: ScheduleDay,
  practitionerId: string | null,
  absences: readonly Absence[],
): readonly Absence[] {
  const found = absences.filter(
    (one) => one.practitionerId === practitionerId && overlaps(one, { start: from, end: to }),
  );
  return found.length === 0 ? NOT_AWAY : found;
}

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
