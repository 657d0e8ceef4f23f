import type { ReactNode } from 'react';
import { useAppointments } from '../../stores/appointments.ts';
import { BookDialog } from './book/BookDialog.tsx';
import { ConfirmDialog } from './change/ConfirmDialog.tsx';
import { EditDialog } from './change/EditDialog.tsx';
import { StatusDialog } from './change/StatusDialog.tsx';

/** The dialog that asks about a change of the schedule, as long as one is asked for. */
export function AppointmentDialogs(): ReactNode {
  const question = useAppointments((state) => state.question);
  const close = useAppointments((state) => state.closeQuestion);
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
    case 'cancel':
      return (
        <ConfirmDialog
          key={question.appointment.id}
          planned={question}
          draftKey={question.appointment.id}
          onClose={close}
          onDone={close}
        />
      );
  }
}
