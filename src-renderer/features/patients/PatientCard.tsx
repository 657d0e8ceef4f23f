import { Box, Button, Typography } from '@mui/material';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import type { ContactSystem } from '../../../src-shared/domain/contact-point.ts';
import { plainDateOf } from '../../../src-shared/domain/time.ts';
import type { PatientCard as Patient } from '../../../src-shared/ipc/basics.ts';
import { t } from '../../../src-shared/text/text.ts';
import { askBook } from '../../actions/ask-change.ts';
import { useNow } from '../../api/use-now.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { OutdatedNote } from '../../components/OutdatedNote.tsx';
import { UNAVAILABLE, unavailable } from '../../components/unavailable.ts';
import { useZone } from '../../stores/clinic.ts';
import { useReadOnly } from '../../stores/sync.ts';
import { useTyped } from '../../stores/typed.ts';
import { CardAppointment } from './CardAppointment.tsx';
import { CardRequest } from './CardRequest.tsx';
import { CardSection } from './CardSection.tsx';
import { Contact } from './Contact.tsx';
import { ContactDialog } from './ContactDialog.tsx';
import { usePatientCard } from './use-patient-card.ts';

/** How often "today" and its like are looked at again: midnight falls on such a step in every zone. */
const DAY_WORDS_MS = 15 * 60_000;

interface Props {
  readonly id: string;
  /** Escape goes back to where the patient was found. */
  readonly onLeave: () => void;
}

/** One patient: who it is, what is asked, and when they come and came. */
export function PatientCard({ id, onLeave }: Props): ReactNode {
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const zone = useZone();
  const readOnly = useReadOnly();
  const now = useNow(DAY_WORDS_MS);
  const moment = useMemo(() => ({ zone, now }), [zone, now]);
  const { card, error, loadingMore, loadMore, refetch } = usePatientCard(id, plainDateOf(now, zone));
  const loaded = card !== null;
  useEffect(() => {
    if (loaded) heading.current?.focus({ preventScroll: true });
  }, [loaded]);

  if (card === null) {
    return error === null ? (
      <Loading label={t.patients.patientsText.loading} />
    ) : (
      <Box sx={{ p: 2 }}>
        <ErrorNotice error={error} onRetry={refetch} />
      </Box>
    );
  }
  const { patient, upcoming, past, requests } = card;
  const more = { loadingMore, onMore: loadMore };
  return (
    <Box
      component="article"
      aria-labelledby={headingId}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape') onLeave();
      }}
      sx={{ px: 3, py: 2, maxWidth: 960, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}
    >
      <ErrorNotice error={error} onRetry={refetch} />
      <Box component="header">
        <Typography variant="caption" component="p" color="textSecondary">
          {t.patients.patientsText.card}
        </Typography>
        <Typography
          ref={heading}
          id={headingId}
          tabIndex={-1}
          component="h2"
          dir="auto"
          sx={{ fontSize: '1.35rem', fontWeight: 700, overflowWrap: 'anywhere', lineHeight: 1.3 }}
        >
          {patient.name}
        </Typography>
        <Contact patient={patient} />
        {card.outdated ? <OutdatedNote what="patient" /> : null}
        <Box sx={{ mt: 1, display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {patient.standing === null ? (
            <Button
              variant="outlined"
              {...unavailable(readOnly ? 'read-only' : null)}
              onClick={() => askBook({ patientId: patient.id })}
              sx={UNAVAILABLE}
            >
              {t.appointments.appointmentText.bookTitle}
            </Button>
          ) : null}
          <ChangeContact system="phone" patient={patient} readOnly={readOnly} />
          <ChangeContact system="email" patient={patient} readOnly={readOnly} />
        </Box>
      </Box>
      <CardSection
        {...more}
        list="requests"
        page={requests}
        title={t.patients.patientsText.requests}
        empty={t.patients.patientsText.noRequests}
        row={(request) => <CardRequest request={request} patientId={patient.id} moment={moment} />}
      />
      <CardSection
        {...more}
        list="upcoming"
        page={upcoming}
        title={t.patients.patientsText.upcoming}
        empty={t.patients.patientsText.noUpcoming}
        row={(appointment) => <CardAppointment appointment={appointment} moment={moment} />}
      />
      <CardSection
        {...more}
        list="past"
        page={past}
        title={t.patients.patientsText.past}
        empty={t.patients.patientsText.noPast}
        row={(appointment) => <CardAppointment appointment={appointment} moment={moment} />}
      />
    </Box>
  );
}

/** As the patient was drawn when somebody asked, and what they have typed since. */
interface Changing {
  readonly patient: Patient;
  readonly typed: string;
}

function ChangeContact({
  system,
  patient,
  readOnly,
}: {
  readonly system: ContactSystem;
  readonly patient: Patient;
  readonly readOnly: boolean;
}): ReactNode {
  const [asked, ask, forget] = useTyped<Changing | null>(`contact/${patient.id}/${system}`, null);
  return (
    <>
      <Button
        {...unavailable(readOnly ? 'read-only' : null)}
        aria-haspopup="dialog"
        onClick={() => {
          if (!readOnly) ask({ patient, typed: patient[system] ?? '' });
        }}
        sx={UNAVAILABLE}
      >
        {t.patients.CHANGE_CONTACT[system].title}
      </Button>
      {asked === null ? null : (
        <ContactDialog
          system={system}
          {...asked}
          onType={(typed) => ask({ ...asked, typed })}
          onClose={forget}
        />
      )}
    </>
  );
}
