import { Alert, Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { plainDateOf } from '../../../../src-shared/domain/time.ts';
import type { AppointmentDetail } from '../../../../src-shared/ipc/schedule-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { Action } from '../../../actions/action.ts';
import { useAppointmentActions } from '../../../actions/appointment-actions.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { HistoryList } from '../../../components/HistoryList.tsx';
import { SignList } from '../../../components/SignList.tsx';
import { useShownDate } from '../../../stores/calendar.ts';
import { useMoment, useZone } from '../../../stores/clinic.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useNavigation } from '../../../stores/navigation.ts';
import { openRequest } from '../../../stores/show-request.ts';
import { Contact } from '../../patients/Contact.tsx';
import { PanelActions } from './PanelActions.tsx';
import { PanelFacts } from './PanelFacts.tsx';
import { PanelUndo } from './PanelUndo.tsx';
import { requestIdsOf, signsOf } from './panel-signs.ts';

/** Everything about one appointment, and what can be done with it. */
export function PanelBody({ detail }: { readonly detail: AppointmentDetail }): ReactNode {
  const { appointment, patient, history, delivery } = detail;
  const error = useDecisions((state) => state.errors[appointment.id] ?? null);
  const setError = useDecisions((state) => state.setError);
  const actionOf = useAppointmentActions(detail);
  const toPatient = actionOf('show-patient');
  const requests = requestIdsOf(detail);
  const moment = useMoment();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
      <PanelFacts {...detail} />
      <ShowOnSchedule appointment={appointment} action={actionOf('show-on-schedule')} />
      <Proposal detail={detail} />
      {requests.length === 0 ? null : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {requests.map((id, index) => (
            <Button key={id} variant="outlined" color="secondary" onClick={() => openRequest(id)}>
              {t.appointments.openRequestLabel(index + 1, requests.length)}
            </Button>
          ))}
        </Box>
      )}
      <PanelActions detail={detail} />
      <ErrorNotice error={error} onClose={() => setError(appointment.id, null)} />
      <SignList signs={signsOf(detail, moment)} />
      <PanelUndo outboxId={delivery?.outboxId ?? null} />
      <Part title={t.appointments.appointmentText.patient}>
        {patient === null ? (
          <Typography variant="body2" color="textSecondary">
            {t.appointments.appointmentText.nobody}
          </Typography>
        ) : (
          <>
            <Contact patient={patient} />
            <Button variant="text" onClick={toPatient?.run} sx={{ mt: 0.5, ml: -0.75 }}>
              {toPatient?.label}
            </Button>
          </>
        )}
      </Part>
      <Part title={t.appointments.appointmentText.history}>
        {history.length === 0 ? (
          <Typography variant="body2" color="textSecondary">
            {t.appointments.appointmentText.noHistory}
          </Typography>
        ) : (
          <HistoryList history={history} />
        )}
      </Part>
    </Box>
  );
}

/** The way to its day, where that is not the one beside the panel. */
function ShowOnSchedule({
  appointment,
  action,
}: Pick<AppointmentDetail, 'appointment'> & { readonly action: Action | null }): ReactNode {
  const zone = useZone();
  const shown = useShownDate();
  const tab = useNavigation((state) => state.tab);
  if (tab !== 'requests' && shown === plainDateOf(appointment.start, zone)) return null;
  return (
    <Box>
      <Button
        variant="text"
        onClick={(event) => {
          // The button goes as soon as the day is shown.
          event.currentTarget.closest('aside')?.querySelector<HTMLElement>('h2')?.focus();
          action?.run();
        }}
        sx={{ ml: -0.75, py: 0 }}
      >
        {action?.label}
      </Button>
    </Box>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <Box component="section" aria-label={title} sx={{ borderTop: 1, borderColor: 'divider', pt: 1 }}>
      <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** What a Tentative waits for, or which time is proposed instead of this one. */
function Proposal({
  detail: { appointment, counterparts },
}: {
  readonly detail: AppointmentDetail;
}): ReactNode {
  const { zone, now } = useMoment();
  const other =
    counterparts.length === 0
      ? null
      : counterparts.map(({ start, end }) => t.times.shortRange(start, end, now, zone)).join(' / ');
  if (appointment.status === 'tentative') {
    return (
      <Alert severity="info">
        {t.appointments.appointmentText.tentative}
        {other === null ? null : (
          <Box component="span" sx={{ display: 'block', fontWeight: 600 }}>
            {t.appointments.appointmentText.proposedFor} {other}
          </Box>
        )}
        {appointment.sharedWith === undefined ? null : (
          <Box component="span" sx={{ display: 'block' }}>
            {t.freedSlots.alsoOffered(appointment.sharedWith)}
          </Box>
        )}
      </Alert>
    );
  }
  if (other === null || !appointment.changeProposed) return null;
  return (
    <Alert severity="info">
      {t.appointments.appointmentText.changeProposed} <b>{other}</b>
    </Alert>
  );
}
