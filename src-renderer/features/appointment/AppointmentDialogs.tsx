import { type ReactNode, useEffect } from 'react';
import { aboutAppointment } from '../../../src-shared/domain/draft.ts';
import { placeOf } from '../../../src-shared/domain/place.ts';
import { useAppointments } from '../../stores/appointments.ts';
import { openLocations, useClinic } from '../../stores/clinic.ts';
import { BookDialog } from './book/BookDialog.tsx';
import { ConfirmDialog } from './change/ConfirmDialog.tsx';
import { EditDialog } from './change/EditDialog.tsx';
import type { Planned } from './change/planned.ts';
import { StatusDialog } from './change/StatusDialog.tsx';

/** The dialog that asks about a change of the schedule, as long as one is asked for. */
export function AppointmentDialogs(): ReactNode {
  const question = useAppointments((state) => state.question);
  const close = useAppointments((state) => state.closeQuestion);
  const { directory } = useClinic();
  const about = question === null || question.type === 'book' ? null : question.appointment.id;
  // What is asked is about this appointment: another one is not left open beside it.
  useEffect(() => {
    const { openId, closePanel } = useAppointments.getState();
    if (about !== null && openId !== null && openId !== about) closePanel();
  }, [about]);
  switch (question?.type) {
    case undefined:
      return null;
    case 'book':
      return <BookDialog start={question.start} onClose={close} />;
    case 'edit':
      return <EditDialog key={question.appointment.id} appointment={question.appointment} onClose={close} />;
    case 'status':
      return <StatusDialog {...question} onClose={close} />;
    case 'move':
      // Moved on the schedule to where nobody has said in which place: the form asks.
      if (!placeOf(question.slot.locationId, openLocations(directory)).ok)
        return (
          <EditDialog
            key={question.appointment.id}
            appointment={question.appointment}
            moved={question.slot}
            onClose={close}
          />
        );
      return <Confirm planned={question} onClose={close} />;
    case 'cancel':
      return <Confirm planned={question} onClose={close} />;
  }
}

function Confirm({
  planned,
  onClose,
}: {
  readonly planned: Extract<Planned, { readonly type: 'move' | 'cancel' }>;
  readonly onClose: () => void;
}): ReactNode {
  const { id } = planned.appointment;
  return (
    <ConfirmDialog
      key={id}
      planned={planned}
      subject={aboutAppointment(id)}
      onClose={onClose}
      onDone={onClose}
    />
  );
}
