import { Alert, Box, Button, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { type ReactNode, useRef, useState } from 'react';
import type { DraftSubject } from '../../../../src-shared/domain/draft.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { PatientCard } from '../../../../src-shared/ipc/basics.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useHint } from '../../../keyboard/use-hint.ts';
import { type Directory, useClinic } from '../../../stores/clinic.ts';
import { type ChangedAppointment, useDecisions } from '../../../stores/decisions.ts';
import { useDrafts } from '../../../stores/drafts.ts';
import { EmailPreview } from '../../requests/dialog/EmailPreview.tsx';
import { OverlapWarning } from '../../requests/dialog/OverlapWarning.tsx';
import { previewWords } from '../../requests/dialog/preview-words.ts';
import { ReasonFields } from '../../requests/dialog/ReasonFields.tsx';
import { Answered, ChangeSummary } from './ChangeSummary.tsx';
import { commandOf, type Planned, reasonsOf, saidOf, wordsToTry } from './planned.ts';
import { useAppointmentDraft } from './use-appointment-draft.ts';
import { useScheduleCheck } from './use-schedule-check.ts';

interface Props {
  readonly planned: Planned;
  /** Under which what is typed is kept. */
  readonly subject: DraftSubject;
  /** Closed without saving: nothing has happened. */
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks for reason and message before the schedule changes, with everything that speaks against it and the e-mail as it will be sent. */
export function ConfirmDialog({ planned, subject, onClose, onDone }: Props): ReactNode {
  const { rules, directory } = useClinic();
  const hint = useHint('send');
  const { draft, edit } = useAppointmentDraft(subject, {});
  const about = changedBy(planned, directory);
  const patient = usePatientOf(planned);
  const busy = useDecisions((state) => state.busy.has(about.id));
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const reasonField = useRef<HTMLSelectElement>(null);

  const reasons = reasonsOf(planned, rules.reasons);
  const said = saidOf(draft, reasons);
  const { notify, overrideReason } = draft;
  const check = useScheduleCheck(
    commandOf(planned, said.ok ? said.value : wordsToTry(reasons), notify, ''),
    overrideReason,
  );
  const overrideMissing = check.conflict !== null && overrideReason.trim() === '';

  const send = async (): Promise<void> => {
    setAsked(true);
    setRefused(null);
    if (!said.ok && said.error.reason === 'reason-missing') reasonField.current?.focus();
    if (!said.ok || overrideMissing) return;
    // A reason typed for another time, over which something stood, says nothing about a free one.
    const override = check.conflict === null ? '' : overrideReason;
    const command = commandOf(planned, said.value, notify, override);
    const result = await useDecisions.getState().change(about, command);
    if (result === null) return;
    if (!result.ok) return setRefused(result.error);
    void useDrafts.getState().discard(subject);
    onDone();
  };

  const error = refused ?? check.error;
  const mute = patient !== null && patient.email === null;
  return (
    <FormDialog
      title={
        planned.type === 'book' ? t.appointments.appointmentText.confirmTitle : t.requests.words.reasonTitle
      }
      about={<ChangeSummary planned={planned} />}
      maxWidth="md"
      onClose={onClose}
      onSubmit={() => void send()}
      actions={
        <>
          <Typography variant="caption" color="textSecondary" sx={{ flex: 1 }}>
            {t.shortcuts.sendHint()}
          </Typography>
          <Button onClick={onClose}>{t.common.common.back}</Button>
          <Button type="submit" variant="contained" loading={busy} {...hint}>
            {notify ? t.requests.words.send : t.appointments.appointmentText.saveQuietly}
          </Button>
        </>
      }
    >
      <Answered planned={planned} />
      {mute && notify ? <Alert severity="info">{t.requests.noEmailWarning(about.patientName)}</Alert> : null}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)' }}>
        <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start', pt: 0.75 }}>
          <ReasonFields
            draft={draft}
            edit={edit}
            reasons={reasons}
            picked={reasons?.find(({ code }) => code === draft.reasonCode) ?? null}
            problems={said.ok || !asked ? null : said.error}
            reasonRef={reasonField}
          />
          <FormControlLabel
            control={
              <Checkbox
                size="small"
                checked={notify}
                onChange={(_, checked) => edit({ notify: checked })}
                sx={{ py: 0.25 }}
              />
            }
            label={mute ? t.appointments.appointmentText.notifyCall : t.appointments.appointmentText.notify}
            slotProps={{ typography: { variant: 'body2' } }}
          />
          {check.conflict === null || planned.type === 'cancel' ? null : (
            <OverlapWarning
              conflict={check.conflict}
              take={{
                patientName: about.patientName,
                as: 'booked',
                start: planned.slot.start,
                end: planned.slot.end,
              }}
              reason={overrideReason}
              onReason={(reason) => edit({ overrideReason: reason })}
              missing={asked && overrideMissing}
            />
          )}
          {error?.code === 'time-conflict' ? null : <ErrorNotice error={error} />}
        </Box>
        {notify ? (
          <EmailPreview
            preview={said.ok && !overrideMissing ? check.preview : null}
            isNew={planned.type === 'book'}
            waiting={previewWords(said, overrideMissing, check.loading)}
          />
        ) : (
          <Typography variant="body2" color="textSecondary" sx={{ pt: 1 }}>
            {t.appointments.appointmentText.quiet} {t.appointments.appointmentText.quietHint}
          </Typography>
        )}
      </Box>
    </FormDialog>
  );
}

function changedBy(planned: Planned, { practitioners }: Directory): ChangedAppointment {
  if (planned.type !== 'book') return planned.appointment;
  const { patient, slot } = planned;
  return {
    id: 'new',
    patientId: patient.id,
    patientName: patient.name,
    practitionerName: practitioners.find(({ id }) => id === slot.practitionerId)?.name ?? '',
    start: slot.start,
    end: slot.end,
    requestIds: [],
  };
}

/** The patient's contact; `null` while it is not known. */
function usePatientOf(planned: Planned): PatientCard | null {
  const id = planned.type === 'book' ? null : planned.appointment.patientId;
  const found = useQuery('patients.get', id === null ? 'skip' : { id });
  return planned.type === 'book' ? planned.patient : found.data;
}
