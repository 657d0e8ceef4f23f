import type { Decisions } from '../../decisions/decisions.ts';
import type { Handlers } from '../../ipc/handlers.ts';

/** What the receptionist does on the schedule itself: booking, moving, cancelling, statuses. */
export function appointmentsHandlers({
  decisions,
}: {
  readonly decisions: Decisions;
}): Pick<Handlers, 'appointments.preview' | 'appointments.decide'> {
  return {
    'appointments.preview': ({ command }) => decisions.preview({ on: 'schedule', command }),
    'appointments.decide': ({ command }, { actor }) => decisions.decide({ on: 'schedule', command }, actor),
  };
}
