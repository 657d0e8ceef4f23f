import type { AppointmentView } from '../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import type { Db } from '../../db/db.ts';
import type { BusyTime } from '../../db/queries/busy-times.ts';
import { allPractitioners } from '../../db/queries/directory.ts';

/** Time that is taken by what cannot be shown, as the schedule shows it among the appointments. */
export function busyViews(db: Db, times: readonly BusyTime[]): AppointmentView[] {
  if (times.length === 0) return [];
  const names = new Map(allPractitioners(db).map(({ id, name }) => [id, name]));
  return times.map(({ id, practitionerId, start, end }) => ({
    id,
    patientId: null,
    patientName: t.schedule.busyText.busy,
    practitionerId,
    practitionerName: (practitionerId === null ? undefined : names.get(practitionerId)) ?? '',
    locationId: null,
    locationName: '',
    type: { code: '', display: t.schedule.busyText.cannotBeShown },
    start,
    end,
    status: 'booked',
    originalId: null,
    changeProposed: false,
    requestIds: [],
    overrideReason: null,
    busy: { appointmentId: null },
  }));
}
