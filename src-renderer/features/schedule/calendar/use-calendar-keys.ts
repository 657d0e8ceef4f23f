import { askBook } from '../../../actions/ask-change.ts';
import { useShortcuts } from '../../../keyboard/use-shortcuts.ts';
import { useCalendar, useShownDate } from '../../../stores/calendar.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import type { CalendarView } from '../../../stores/navigation.ts';
import { stepped } from './period.ts';
import { useBookingStart } from './use-booking-start.ts';

/** The keys that Day, Week and List have in common. */
export function useCalendarKeys(view: CalendarView): void {
  const date = useShownDate();
  const start = useBookingStart(view);
  const step = (by: 1 | -1) => (): undefined => {
    useCalendar.getState().show(stepped(date, view, by));
  };
  useShortcuts({
    today: () => {
      useCalendar.getState().show(null);
      return undefined;
    },
    'next-days': step(1),
    'previous-days': step(-1),
    book: () => {
      askBook(start);
      return undefined;
    },
    'block-time': () => {
      const { practitionerId } = start;
      useDialogs
        .getState()
        .ask({ asks: 'block', about: practitionerId === undefined ? {} : { practitionerId } });
      return undefined;
    },
    away: () => {
      useDialogs.getState().ask({ asks: 'away', id: null });
      return undefined;
    },
  });
}
