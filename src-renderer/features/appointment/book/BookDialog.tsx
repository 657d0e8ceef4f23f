import { Button } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { type Draft, NEW_APPOINTMENT } from '../../../../src-shared/domain/draft.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import type { PatientCard } from '../../../../src-shared/ipc/basics.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { clock } from '../../../api/clock.ts';
import { useQuery } from '../../../api/use-query.ts';
import { AboutVisit } from '../../../components/AboutVisit.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useHint } from '../../../keyboard/use-hint.ts';
import { openLocations, useClinic } from '../../../stores/clinic.ts';
import type { BookingStart } from '../../../stores/dialogs.ts';
import { useDrafts } from '../../../stores/drafts.ts';
import { DecisionDialog } from '../../visit/decide/DecisionDialog.tsx';
import { readForm, surelyWrong } from '../../visit/form/read-form.ts';
import { typeOptions } from '../../visit/form/type-options.ts';
import { useDraft } from '../../visit/form/use-draft.ts';
import { subjectOfBooking } from '../../visit/form/visit-subject.ts';
import { WhenFields } from '../../visit/form/WhenFields.tsx';
import { WhereFields } from '../../visit/form/WhereFields.tsx';
import { BesideDay } from '../change/BesideDay.tsx';
import { DiscardButton } from '../change/DiscardButton.tsx';
import { bookingFields } from '../change/visit-fields.ts';
import { BookingPatient } from './BookingPatient.tsx';

interface Props {
  readonly start: BookingStart;
  /** It was begun before a lock, with what has been typed in it. */
  readonly goesOn?: boolean | undefined;
  readonly onClose: () => void;
}

/** **Book appointment**: for whom, with whom, where, what kind of visit and when. Message and e-mail come next. */
export function BookDialog({ start, goesOn = false, onClose }: Props): ReactNode {
  const { bootstrap, directory } = useClinic();
  const { zone } = bootstrap;
  const hint = useHint('send');
  // What was chosen on the schedule counts more than what an earlier attempt has left here.
  useEffect(() => {
    if (goesOn) return;
    const chosen = Object.entries(bookingFields(start, zone)).map(([field]) => field as keyof Draft);
    useDrafts.getState().forgetFields(NEW_APPOINTMENT, chosen);
  }, [start, zone, goesOn]);
  const { draft, edit, typed, saveError } = useDraft(NEW_APPOINTMENT, bookingFields(start, zone));
  const [asked, setAsked] = useState(false);
  const [chosen, setChosen] = useState<{ patient: PatientCard; slot: VisitSlot } | null>(null);
  const found = useQuery('patients.get', draft.patientId === null ? 'skip' : { id: draft.patientId });
  const patient = draft.patientId !== null && found.data?.id === draft.patientId ? found.data : null;

  const subject = subjectOfBooking(start, patient?.name ?? null);
  const types = typeOptions(directory.visitTypes, start.type ?? null);
  const now = clock.now();
  const form = readForm(draft, {
    zone,
    now,
    types,
    openLocations: openLocations(directory),
    known: subject.known,
    // A patient who walks in, or comes late, is booked into a time that has begun.
    isPast: ({ end }) => end <= now,
  });
  const problems = form.ok ? {} : asked ? form.error : surelyWrong(form.error);

  const ask = (): void => {
    setAsked(true);
    if (form.ok && patient !== null) setChosen({ patient, slot: form.value });
  };
  const discard = (): void => {
    void useDrafts.getState().discard(NEW_APPOINTMENT);
    setAsked(false);
  };
  return (
    <>
      <FormDialog
        title={t.appointments.appointmentText.bookTitle}
        about={
          patient === null ? null : (
            <AboutVisit
              action={t.appointments.appointmentText.bookTitle}
              patientName={patient.name}
              patientId={patient.id}
              visit={null}
              times={form.ok ? [{ label: t.requests.words.when, time: form.value }] : []}
            />
          )
        }
        maxWidth="lg"
        onClose={onClose}
        onSubmit={ask}
        actions={
          <>
            {typed ? <DiscardButton onDiscard={discard} /> : null}
            <Button onClick={onClose}>{t.common.common.close}</Button>
            <Button type="submit" variant="contained" {...hint}>
              {t.appointments.appointmentText.book}
            </Button>
          </>
        }
      >
        <BesideDay subject={subject} draft={draft} edit={edit}>
          <BookingPatient
            patientId={draft.patientId}
            patient={patient}
            onChoose={(patientId) => edit({ patientId })}
            problem={problems.patient}
          />
          <WhereFields draft={draft} edit={edit} types={types} problems={problems} />
          <WhenFields subject={subject} draft={draft} edit={edit} problems={problems} />
          <ErrorNotice error={saveError ?? found.error} />
        </BesideDay>
      </FormDialog>
      {chosen === null ? null : (
        <DecisionDialog
          decision={{
            on: 'schedule',
            patient: chosen.patient,
            command: { type: 'book', patientId: chosen.patient.id, slot: chosen.slot },
          }}
          onClose={() => setChosen(null)}
          onDone={onClose}
        />
      )}
    </>
  );
}
