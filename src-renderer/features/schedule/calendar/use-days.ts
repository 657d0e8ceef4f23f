import type { PlainDate } from '../../../../src-shared/domain/time.ts';
import type { CommandOutput } from '../../../../src-shared/ipc/contract.ts';
import type { Query } from '../../../api/server-state.ts';
import { useQuery } from '../../../api/use-query.ts';
import { useCalendar } from '../../../stores/calendar.ts';

/** Consecutive days of the schedule, everybody's or one provider's; with what was cancelled when that is to be shown. */
export function useDays(
  from: PlainDate,
  days: number,
  practitionerId: string | null,
): Query<CommandOutput<'schedule.days'>> {
  const includeCancelled = useCalendar((state) => state.showCancelled);
  return useQuery('schedule.days', { from, days, practitionerId, includeCancelled });
}

/** Nothing is known of the days asked for: what is still shown is of others. A quiet refetch that failed loses nothing. */
export const isLost = ({ data, error }: Pick<Query<unknown>, 'data' | 'error'>): boolean =>
  error !== null && data === null;
