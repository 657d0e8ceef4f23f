import { useNow } from '../../../api/use-now.ts';
import { useCalendar, useCalendarSetup, useShownDate } from '../../../stores/calendar.ts';
import { useClinic } from '../../../stores/clinic.ts';
import type { BookingStart } from '../../../stores/dialogs.ts';
import type { CalendarView } from '../../../stores/navigation.ts';
import { bookingTime } from './booking-time.ts';
import { weekProvider } from './providers.ts';

/** What a new appointment begins with in a view: the day, the one provider and the one location looked at. */
export function useBookingStart(view: CalendarView): BookingStart {
  const { directory, rules } = useClinic();
  const { locationId, stepMinutes } = useCalendarSetup();
  const date = useShownDate();
  const now = useNow();
  const week = useCalendar((state) => state.weekProviderId);
  const list = useCalendar((state) => state.listProviderId);
  const provider = view === 'week' ? weekProvider(directory.practitioners, week) : null;
  const practitionerId = view === 'list' ? list : provider?.active ? provider.id : null;
  const start = bookingTime(rules.practice, date, now, stepMinutes, practitionerId);
  return {
    ...(start === null ? {} : { start }),
    ...(practitionerId === null ? {} : { practitionerId }),
    ...(locationId === null ? {} : { locationId }),
  };
}
