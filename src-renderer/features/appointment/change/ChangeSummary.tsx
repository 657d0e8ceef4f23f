import { Alert } from '@mui/material';
import type { ReactNode } from 'react';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { clock } from '../../../api/clock.ts';
import { AboutVisit, timesOf } from '../../../components/AboutVisit.tsx';
import { useClinic } from '../../../stores/clinic.ts';
import type { Planned } from './planned.ts';

/** What is about to happen, in words: to whom, which visit, and from where to where. */
export function ChangeSummary({ planned }: { readonly planned: Planned }): ReactNode {
  const { directory, bootstrap } = useClinic();
  const named = (slot: VisitSlot) => ({
    practitionerName: directory.practitioners.find(({ id }) => id === slot.practitionerId)?.name ?? '',
    locationName: directory.locations.find(({ id }) => id === slot.locationId)?.name ?? '',
  });
  const action = TITLE[planned.type];
  if (planned.type === 'book') {
    const { patient, slot } = planned;
    return (
      <AboutVisit
        action={action}
        patientName={patient.name}
        patientId={patient.id}
        visit={{ type: slot.type, ...named(slot) }}
        times={[{ label: t.requests.words.when, time: slot }]}
      />
    );
  }
  const { appointment } = planned;
  return (
    <AboutVisit
      action={action}
      patientName={appointment.patientName}
      patientId={appointment.patientId}
      visit={appointment}
      // Of a move the lines say both times.
      times={planned.type === 'move' ? [] : timesOf(appointment, null)}
      lines={
        planned.type === 'move'
          ? t.appointments.changeLines(
              appointment,
              planned.slot,
              { provider: named(planned.slot).practitionerName, location: named(planned.slot).locationName },
              { zone: bootstrap.zone, now: clock.now() },
            )
          : []
      }
    />
  );
}

/** Which open request a change answers. */
export function Answered({ planned }: { readonly planned: Planned }): ReactNode {
  const answers =
    planned.type === 'book' ? [] : t.appointments.answersWords(planned.appointment, planned.type);
  return answers.length === 0 ? null : <Alert severity="info">{answers.join(' ')}</Alert>;
}

const TITLE: Readonly<Record<Planned['type'], string>> = {
  move: t.requests.words.updateAppt,
  cancel: t.requests.words.cancelAppt,
  book: t.appointments.appointmentText.bookTitle,
};
