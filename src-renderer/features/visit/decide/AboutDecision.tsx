import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { standsAt } from '../../../../src-shared/domain/appointment.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { clock } from '../../../api/clock.ts';
import { AboutVisit, timesOf } from '../../../components/AboutVisit.tsx';
import { PlainText } from '../../../components/PlainText.tsx';
import { type Directory, useClinic } from '../../../stores/clinic.ts';
import { type Asked, actionOf, newTimesOf, patientNameOf } from './describe.ts';

/** What is about to happen, in words: to whom, which visit, and from when and where to when and where. */
export function AboutDecision({ asked }: { readonly asked: Asked }): ReactNode {
  const { directory, bootstrap } = useClinic();
  const action = actionOf(asked);
  const patientName = patientNameOf(asked);
  if ('patient' in asked) {
    const { slot } = asked.command;
    return (
      <AboutVisit
        action={action}
        patientName={patientName}
        patientId={asked.patient.id}
        visit={{ type: slot.type, ...placeIn(directory, slot) }}
        times={[{ label: t.requests.words.when, time: slot }]}
      />
    );
  }
  if ('row' in asked) {
    const { row } = asked;
    const moment = { zone: bootstrap.zone, now: clock.now() };
    const stands = standsAt(row.appointment);
    return (
      <>
        <AboutVisit
          action={action}
          patientName={patientName}
          patientId={row.patient?.id ?? null}
          visit={row.appointment}
          times={stands === null ? newTimesOf(asked) : timesOf(stands, newTimesOf(asked))}
          lines={row.policy === null ? [] : [t.requestSentences.policySentence(row.policy, moment)]}
        />
        {row.note.trim() === '' ? null : <PatientNote text={row.note} />}
      </>
    );
  }
  const { appointment, command } = asked;
  const about = { action, patientName, patientId: appointment.patientId, visit: appointment };
  switch (command.type) {
    case 'cancel-appointment':
      return <AboutVisit {...about} times={timesOf(appointment, [])} />;
    case 'set-status':
      return <AboutVisit {...about} times={[{ label: t.requests.words.time, time: appointment }]} />;
    case 'update': {
      const { practitionerName, locationName } = placeIn(directory, command.slot);
      const names = { provider: practitionerName, location: locationName };
      const moment = { zone: bootstrap.zone, now: clock.now() };
      // The lines say both times.
      return (
        <AboutVisit
          {...about}
          times={[]}
          lines={t.appointments.changeLines(appointment, command.slot, names, moment)}
        />
      );
    }
  }
}

/** What the patient wrote with the request, as much as there is room for; the rest scrolls. */
function PatientNote({ text }: { readonly text: string }): ReactNode {
  return (
    <Box
      role="group"
      aria-label={t.requests.words.patientNote}
      tabIndex={0}
      sx={{ borderLeft: 3, borderColor: 'divider', pl: 1, mt: 0.5, maxHeight: 76, overflow: 'auto' }}
    >
      <PlainText>{text}</PlainText>
    </Box>
  );
}

/** With whom and where, by name. */
const placeIn = ({ practitioners, locations }: Directory, { practitionerId, locationId }: VisitSlot) => ({
  practitionerName: practitioners.find(({ id }) => id === practitionerId)?.name ?? '',
  locationName: locations.find(({ id }) => id === locationId)?.name ?? '',
});
