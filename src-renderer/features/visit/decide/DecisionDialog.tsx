import { Alert, Box, Button, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { type ReactNode, useRef, useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { PatientCard } from '../../../../src-shared/ipc/basics.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { NoAnswersNote } from '../../../components/NoAnswersNote.tsx';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useClinic } from '../../../stores/clinic.ts';
import { busyKey, useDecisions } from '../../../stores/decisions.ts';
import type { OpenDecision } from '../../../stores/dialogs.ts';
import { IN_DIALOG, useTyped } from '../../../stores/typed.ts';
import { type DraftHandle, useDecisionDraft } from '../form/use-draft.ts';
import { AboutDecision } from './AboutDecision.tsx';
import { notesOf } from './describe.ts';
import { EmailPreview } from './EmailPreview.tsx';
import { LateChargeField } from './LateChargeField.tsx';
import { NOTHING_TYPED, OfferedTimes } from './OfferedTimes.tsx';
import { OverlapWarning } from './OverlapWarning.tsx';
import { withAlternatives } from './open-decision.ts';
import { previewWords } from './preview-words.ts';
import { ReasonFields } from './ReasonFields.tsx';
import { useSaid } from './use-said.ts';

interface Props {
  readonly decision: OpenDecision;
  /** Closed without a decision: nothing has happened. */
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks for reason and message before a visit changes, with everything that speaks against it and the e-mail as it will be sent. */
export function DecisionDialog(props: Props): ReactNode {
  const handle = useDecisionDraft(props.decision);
  return handle.ready ? <WordsForm {...props} {...handle} /> : null;
}

/** Of a wish for a new appointment nothing is changed yet. */
function titleOf(decision: OpenDecision): string {
  if (decision.command.type === 'book') return t.appointments.appointmentText.confirmTitle;
  return decision.on === 'request' && decision.row.kind === 'new'
    ? t.requests.words.reasonTitleNew
    : t.requests.words.reasonTitle;
}

function WordsForm({ decision: opened, onClose, onDone, draft, edit }: Props & DraftHandle): ReactNode {
  const decision = withAlternatives(opened, draft.alternatives ?? []);
  const { rules } = useClinic();
  const hint = useHint('send');
  const patient = usePatientOf(decision);
  const busy = useDecisions((state) => state.busy.has(busyKey(decision)));
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const reasonField = useRef<HTMLSelectElement>(null);
  const chargeField = useRef<HTMLInputElement>(null);
  const timeField = useRef<HTMLInputElement>(null);
  const [typedTime, setTypedTime] = useTyped(`${IN_DIALOG}words/time`, NOTHING_TYPED);
  const [forgotten, setForgotten] = useState(false);

  const booking = decision.command.type === 'book';
  const found = useSaid(decision, draft, rules.reasons);
  const { notify, reasons, picked, said, objections, overrideMissing, lateChargeMissing } = found;
  const { given, preview, loading, refusal } = found;

  const send = async (): Promise<void> => {
    setAsked(true);
    setRefused(null);
    if (!said.ok && said.error.reason === 'reason-missing') reasonField.current?.focus();
    else if (lateChargeMissing) chargeField.current?.focus();
    if (given === null) return;
    // A time that was typed and would not be offered: somebody thinks it is.
    if (typedTime.date !== '' || typedTime.time !== '') {
      setForgotten(true);
      timeField.current?.focus();
      return;
    }
    const result = await useDecisions.getState().decide(given);
    if (result === null) return;
    if (result.ok) onDone();
    else setRefused(result.error);
  };

  const error = refused ?? refusal;
  return (
    <FormDialog
      title={titleOf(decision)}
      about={<AboutDecision asked={decision} />}
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
      {notesOf(decision, patient, notify).map((note) => (
        <Alert key={note} severity="info">
          {note}
        </Alert>
      ))}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 5fr) minmax(0, 6fr)' },
        }}
      >
        <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start', pt: 0.75 }}>
          <ReasonFields
            draft={draft}
            edit={edit}
            reasons={reasons}
            picked={picked}
            problems={said.ok || !asked ? null : said.error}
            reasonRef={reasonField}
          />
          {decision.on === 'request' ? null : (
            <NotifyField notify={notify} byCall={patient?.email === null} edit={edit} />
          )}
          <LateChargeField
            decision={decision}
            value={draft.lateCharge ?? null}
            missing={asked && lateChargeMissing}
            fieldRef={chargeField}
            onChoose={(lateCharge) => edit({ lateCharge })}
          />
          {decision.command.type === 'propose' ? <NoAnswersNote /> : null}
          {decision.on === 'request' && decision.command.type === 'propose' ? (
            <OfferedTimes
              row={decision.row}
              slots={decision.command.slots}
              onChange={(alternatives) => edit({ alternatives: [...alternatives] })}
              typed={typedTime}
              onType={(typed) => {
                setTypedTime(typed);
                setForgotten(false);
              }}
              forgotten={forgotten}
              timeRef={timeField}
            />
          ) : null}
          {objections.length === 0 ? null : (
            <OverlapWarning
              objections={objections}
              reason={draft.overrideReason}
              onReason={(reason) => edit({ overrideReason: reason })}
              missing={asked && overrideMissing}
            />
          )}
          {error?.code === 'time-conflict' ? null : <ErrorNotice error={error} />}
        </Box>
        {notify ? (
          <EmailPreview
            preview={preview}
            isNew={booking}
            waiting={previewWords(said, overrideMissing, loading, lateChargeMissing)}
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

/** Whether the patient is told of what is done on the schedule. */
function NotifyField({
  notify,
  byCall,
  edit,
}: Pick<DraftHandle, 'edit'> & { readonly notify: boolean; readonly byCall: boolean }): ReactNode {
  return (
    <FormControlLabel
      control={
        <Checkbox
          size="small"
          checked={notify}
          onChange={(_, checked) => edit({ notify: checked })}
          sx={{ py: 0.25 }}
        />
      }
      label={byCall ? t.appointments.appointmentText.notifyCall : t.appointments.appointmentText.notify}
      slotProps={{ typography: { variant: 'body2' } }}
    />
  );
}

/** The patient's contact; `null` while it is not known. */
function usePatientOf(decision: OpenDecision): PatientCard | null {
  const id = 'appointment' in decision ? decision.appointment.patientId : null;
  const found = useQuery('patients.get', id === null ? 'skip' : { id });
  if ('appointment' in decision) return found.data;
  return 'row' in decision ? decision.row.patient : decision.patient;
}
