import { plainDateOf } from '../../../src-shared/domain/time.ts';
import { clock } from '../../api/clock.ts';
import { useCalendar } from '../../stores/calendar.ts';
import { clinicNow } from '../../stores/clinic.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { useSheetDialog } from '../../stores/sheet.ts';

/** Opens the sheet's dialog with what the calendar shows; with today anywhere else. */
export function askForSheet(): void {
  const clinic = clinicNow();
  if (clinic === null) return;
  const today = plainDateOf(clock.now(), clinic.bootstrap.zone);
  const { screen, tab } = useNavigation.getState();
  const { date, weekProviderId, listProviderId } = useCalendar.getState();
  const calendar = screen === 'schedule' && tab !== 'requests' ? tab : null;
  useSheetDialog.getState().ask({
    range: calendar === 'week' ? 'week' : 'day',
    date: calendar === null ? today : (date ?? today),
    practitionerId: calendar === 'week' ? weekProviderId : calendar === 'list' ? listProviderId : null,
  });
}
