import { Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { aboutAppointment } from '../../../../src-shared/domain/draft.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { AppointmentView } from '../../../../src-shared/ipc/appointment-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { clock } from '../../../api/clock.ts';
import { AboutVisit, timesOf } from '../../../components/AboutVisit.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useHint } from '../../../keyboard/use-hint.ts';
import { openLocations, useClinic } from '../../../stores/clinic.ts';
import { useDrafts } from '../../../stores/drafts.ts';
import { DecisionDialog } from '../../visit/decide/DecisionDialog.tsx';
import { readForm, surelyWrong } from '../../visit/form/read-form.ts';
import { typeOptions } from '../../visit/form/type-options.ts';
import { useDraft } from '../../visit/form/use-draft.ts';
import { subjectOfAppointment } from '../../visit/form/visit-subject.ts';
import { WhenFields } from '../../visit/form/WhenFields.tsx';
import { WhereFields } from '../../visit/form/WhereFields.tsx';
import { BesideDay } from './BesideDay.tsx';
import { DiscardButton } from './DiscardButton.tsx';
import { fieldsOf, isUnchanged } from './visit-fields.ts';

interface Props {
  readonly appointment: AppointmentView;
  /** Where it has been moved to already, when something is still missing there. */
  readonly moved?: VisitSlot;
  readonly onClose: () => void;
}

/** **Update Appt.** of the schedule: with whom, where, what kind of visit and when, beside that day. The reason is asked next. */
export function EditDialog({ appointment, moved, onClose }: Props): ReactNode {
  const { bootstrap, directory } = useClinic();
  const { zone } = bootstrap;
  const hint = useHint('send');
  const { draft, edit, typed, saveError } = useDraft(aboutAppointment(appointment.id), {
    ...fieldsOf(moved ?? appointment, zone),
    patientId: appointment.patientId,
  });
  // What is missing where it has been moved to is said at once.
  const [asked, setAsked] = useState(moved !== undefined);
  const [error, setError] = useState<AppError | null>(null);
  const [slot, setSlot] = useState<VisitSlot | null>(null);

  const subject = subjectOfAppointment(appointment);
  const types = typeOptions(directory.visitTypes, appointment.type);
  const now = clock.now();
  const form = readForm(draft, {
    zone,
    now,
    types,
    openLocations: openLocations(directory),
    known: subject.known,
    nobody: appointment.patientId === null,
    // One that keeps its start may be under way or over; one that is moved must not have ended.
    isPast: ({ start, end }) => start !== appointment.start && end <= now,
  });
  const problems = form.ok ? {} : asked ? form.error : surelyWrong(form.error);

  const typedTime = form.ok ? form.value : (moved ?? null);
  const newTime =
    typedTime === null || (typedTime.start === appointment.start && typedTime.end === appointment.end)
      ? []
      : [{ label: t.requests.words.newTime, time: typedTime }];

  const ask = (): void => {
    setAsked(true);
    setError(null);
    if (!form.ok) return;
    if (isUnchanged(appointment, form.value)) setError({ code: 'nothing-changed' });
    else setSlot(form.value);
  };
  return (
    <>
      <FormDialog
        title={t.appointments.appointmentText.editTitle}
        about={
          <AboutVisit
            action={t.requests.words.updateAppt}
            patientName={appointment.patientName}
            patientId={appointment.patientId}
            visit={appointment}
            times={timesOf(appointment, newTime)}
          />
        }
        maxWidth="lg"
        onClose={onClose}
        onSubmit={ask}
        actions={
          <>
            {typed ? (
              <DiscardButton
                onDiscard={() => void useDrafts.getState().discard(aboutAppointment(appointment.id))}
              />
            ) : null}
            <Button onClick={onClose}>{t.common.common.close}</Button>
            <Button type="submit" variant="contained" {...hint}>
              {t.requests.words.updateAppt}
            </Button>
          </>
        }
      >
        <BesideDay startAtDate subject={subject} draft={draft} edit={edit}>
          <WhereFields draft={draft} edit={edit} types={types} problems={problems} />
          <WhenFields subject={subject} draft={draft} edit={edit} problems={problems} />
          <ErrorNotice error={error ?? saveError} />
        </BesideDay>
      </FormDialog>
      {slot === null ? null : (
        <DecisionDialog
          decision={{
            on: 'schedule',
            appointment,
            command: { type: 'update', appointmentId: appointment.id, slot },
          }}
          onClose={() => setSlot(null)}
          onDone={onClose}
        />
      )}
    </>
  );
}
