import { Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { aboutAppointment } from '../../../../src-shared/domain/draft.ts';
import type { ScheduleStatus } from '../../../../src-shared/domain/schedule-command.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { conflictIn } from '../../../actions/overlaps.ts';
import { AboutVisit } from '../../../components/AboutVisit.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useDecisions } from '../../../stores/decisions.ts';
import { useDrafts } from '../../../stores/drafts.ts';
import { OverlapWarning } from '../../requests/dialog/OverlapWarning.tsx';
import { useAppointmentDraft } from './use-appointment-draft.ts';

interface Props {
  readonly appointment: AppointmentView;
  readonly status: ScheduleStatus;
  readonly refusal: AppError;
  readonly onClose: () => void;
}

/** The appointment gave its time back (No-show) and takes it again, although somebody else has it now: asks why. */
export function StatusDialog({ appointment, status, refusal, onClose }: Props): ReactNode {
  const { draft, edit } = useAppointmentDraft(aboutAppointment(appointment.id), {});
  const busy = useDecisions((state) => state.busy.has(appointment.id));
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState(refusal);
  const conflict = conflictIn(refused);
  const reason = draft.overrideReason.trim();
  const give = async (): Promise<void> => {
    setAsked(true);
    if (reason === '') return;
    const result = await useDecisions.getState().change(appointment, {
      type: 'set-status',
      appointmentId: appointment.id,
      status,
      override: { reason },
    });
    if (result === null) return;
    if (!result.ok) return setRefused(result.error);
    void useDrafts.getState().discard(aboutAppointment(appointment.id));
    onClose();
  };
  return (
    <FormDialog
      title={conflict === null ? t.requests.words.takenTitle : t.timeConflict.conflictTitle(conflict)}
      about={
        <AboutVisit
          action={t.appointments.statusButton(appointment.status, status)}
          patientName={appointment.patientName}
          patientId={appointment.patientId}
          visit={appointment}
          times={[{ label: t.requests.words.time, time: appointment }]}
        />
      }
      maxWidth="sm"
      onClose={onClose}
      onSubmit={() => void give()}
      actions={
        <>
          <Button onClick={onClose}>{t.common.common.back}</Button>
          <Button type="submit" variant="contained" color="warning" disabled={busy}>
            {t.requests.words.bookAnyway}
          </Button>
        </>
      }
    >
      {conflict === null ? (
        <ErrorNotice error={refused} />
      ) : (
        <OverlapWarning
          conflict={conflict}
          take={{
            patientName: appointment.patientName,
            as: 'standing',
            start: appointment.start,
            end: appointment.end,
          }}
          reason={draft.overrideReason}
          onReason={(overrideReason) => edit({ overrideReason })}
          missing={asked && reason === ''}
          autoFocus
        />
      )}
    </FormDialog>
  );
}
