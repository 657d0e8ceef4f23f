import { expect, test } from 'vitest';
import { t } from '../../../src-shared/text/text.ts';
import { appointmentResource } from '../../support/clinic-resources.ts';
import { openSmallClinic } from '../../support/portal-desk.ts';

test('a visit says each place where it is, also one that is not on file, and none that was given up', async () => {
  const clinic = await openSmallClinic();
  const { participant } = appointmentResource();
  const at = (actor: object, status: 'accepted' | 'declined' = 'accepted') => ({ actor, status });
  await clinic.portal.put(
    appointmentResource({
      participant: [
        ...participant,
        at({ reference: 'Location/room-3', display: 'Exam room 3' }),
        at({ type: 'Location', display: 'Laboratory' }),
        at({ reference: 'Location/room-3', display: 'Room 3' }),
        at({ reference: 'Location/room-4', display: 'Room 4' }, 'declined'),
      ],
    }),
  );
  const desk = clinic.open();
  await desk.settle();
  const { appointment, furtherLocations } = await desk.ask('appointments.get', { id: 'visit-1' });
  expect(t.appointments.locationsWords(appointment.locationName, furtherLocations)).toBe(
    'Main Street, Room 3, and Laboratory',
  );
});
