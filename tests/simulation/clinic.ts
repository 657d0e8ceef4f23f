import type { PortalResource } from '../../src-demo/portal/resource-types.ts';
import type { VisitSlot } from '../../src-shared/domain/request.ts';
import {
  appointmentResource,
  cancelTask,
  locationResource,
  patientResource,
  practitionerResource,
  rescheduleTask,
} from '../support/clinic-resources.ts';
import type { Place } from './history.ts';

/** A clinic so small that everything is in everything's way. */

export const PATIENTS = ['patient-1', 'patient-2', 'patient-3'] as const;
const PRACTITIONERS = ['practitioner-1', 'practitioner-2'] as const;

const HALF_HOUR = 30 * 60_000;
const DAY = 48 * HALF_HOUR;
/** Monday, Nov 30, 2026, 9:00 AM in Chicago: ten days after the clock's start. */
const FIRST_SLOT = Date.UTC(2026, 10, 30, 15);

export const slotOf = ({ hour, practitioner }: Place): VisitSlot => ({
  practitionerId: PRACTITIONERS[practitioner] ?? PRACTITIONERS[0],
  locationId: 'location-1',
  type: { code: 'follow-up', display: 'Follow-up' },
  start: FIRST_SLOT + hour * HALF_HOUR,
  end: FIRST_SLOT + (hour + 1) * HALF_HOUR,
});

/** What the portal begins with. The second patient cannot be written to. More visits where there are more desks to decide about them. */
export function furniture(desks: number): PortalResource[] {
  const [first, second, third] = PATIENTS;
  const people: PortalResource[] = [
    patientResource({ id: first }),
    patientResource({ id: second, name: [{ given: ['Ben'], family: 'Ortiz' }], telecom: [] }),
    patientResource({
      id: third,
      name: [{ given: ['Cleo'], family: 'Wren' }],
      telecom: [{ system: 'email', value: 'cleo@example.org' }],
    }),
    ...PRACTITIONERS.map((id) => practitionerResource({ id, name: [{ text: id }] })),
    locationResource(),
  ];
  const visits = Array.from({ length: Math.max(4, 2 * desks) }, (_, index) => index);
  return [...people, ...visits.map(visit), ...visits.map(askedAlready)];
}

/** Of each visit somebody wants something when the desks open: every third is to be cancelled. */
function askedAlready(index: number): PortalResource {
  const who = { reference: `Patient/${PATIENTS[index % PATIENTS.length]}` };
  const about = {
    id: `asked-${index + 1}`,
    focus: { reference: `Appointment/visit-${index + 1}` },
    for: who,
    requester: who,
  };
  return index % 3 === 2 ? cancelTask(about) : rescheduleTask(about);
}

function visit(index: number): PortalResource {
  // One a day, from the Friday before on; those of a second round an hour later.
  const start = FIRST_SLOT - 3 * DAY + (index % 6) * DAY + Math.floor(index / 6) * 2 * HALF_HOUR;
  return appointmentResource({
    id: `visit-${index + 1}`,
    start: new Date(start).toISOString(),
    end: new Date(start + HALF_HOUR).toISOString(),
    participant: [
      { actor: { reference: `Patient/${PATIENTS[index % PATIENTS.length]}` }, status: 'accepted' },
      { actor: { reference: 'Practitioner/practitioner-1' }, status: 'accepted' },
      { actor: { reference: 'Location/location-1' }, status: 'accepted' },
    ],
  });
}
