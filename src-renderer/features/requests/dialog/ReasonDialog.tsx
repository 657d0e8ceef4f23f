import { Alert, Box, Button, Typography } from '@mui/material';
import { type ReactNode, useRef, useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useClinic } from '../../../stores/clinic.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { type Purpose, useDialogs } from '../../../stores/dialogs.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { type DraftHandle, useDraft } from '../form/use-draft.ts';
import { AboutRequest } from './AboutRequest.tsx';
import { EmailPreview } from './EmailPreview.tsx';
import { OverlapWarning } from './OverlapWarning.tsx';
import { previewWords } from './preview-words.ts';
import {
  commandFor,
  isAnothers,
  missingContact,
  newTimeOf,
  pickedReason,
  purposeWords,
  readWords,
  reasonsFor,
} from './purpose.ts';
import { ReasonFields } from './ReasonFields.tsx';
import { useConflict } from './use-conflict.ts';
import { useSettled } from './use-settled.ts';

const PREVIEW_AFTER_MS = 200;

/** The **Reason for change** dialog, as long as one is asked for. */
export function ReasonDialog(): ReactNode {
  const asked = useDialogs((state) => state.reason);
  return asked === null ? null : <Open key={asked.row.id} {...asked} />;
}

interface Props {
  readonly row: RequestRow;
  readonly purpose: Purpose;
}

function Open(asked: Props): ReactNode {
  const handle = useDraft(asked.row);
  return handle.ready ? <Asked {...asked} {...handle} /> : null;
}

function Asked({ row, purpose, draft, edit }: Props & DraftHandle): ReactNode {
  const hint = useHint('send');
  const { rules } = useClinic();
  const close = useDialogs((state) => state.close);
  const typedReason = useDialogs((state) => state.overrideReasons[row.id] ?? '');
  const typeOverride = useDialogs((state) => state.typeOverride);
  const overrideReason = typedReason.trim();
  const busy = useDecisions((state) => state.busy.has(row.id));
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const reasonField = useRef<HTMLSelectElement>(null);

  const reasons = reasonsFor(purpose, rules.reasons);
  const picked = pickedReason(draft, purpose, reasons);
  const said = readWords(draft, picked);
  const command = said.ok ? commandFor(purpose, said.value, overrideReason) : null;

  const settled = useSettled(command, PREVIEW_AFTER_MS);
  const preview = useQuery('requests.preview', settled === null ? 'skip' : { id: row.id, command: settled });
  // Not asked yet: nobody knows so far whether an e-mail would go out.
  const awaited = preview.loading || (settled === null && command !== null);
  const conflict = useConflict([refused, preview.error]);
  const overrideMissing = conflict !== null && overrideReason === '';
  const contact = missingContact(row, purpose);
  const about = purpose.type === 'propose' ? purpose.slot : row.appointment;

  const send = async (): Promise<void> => {
    setAsked(true);
    setRefused(null);
    if (!said.ok && said.error.reason === 'reason-missing') reasonField.current?.focus();
    if (command === null || overrideMissing) return;
    const result = await useDecisions.getState().decide(row, command);
    if (result === null) return;
    if (!result.ok) return setRefused(result.error);
    useInbox.getState().toggle(row.id, false);
    close();
  };

  const shownError = refused ?? preview.error;
  return (
    <FormDialog
      title={t.requests.words.reasonTitle}
      about={<AboutRequest row={row} action={purposeWords(purpose)} newTime={newTimeOf(row, purpose)} />}
      maxWidth="md"
      onClose={close}
      onSubmit={() => void send()}
      actions={
        <>
          <Typography variant="caption" color="textSecondary" sx={{ flex: 1 }}>
            {t.shortcuts.sendHint()}
          </Typography>
          <Button onClick={close}>{t.common.common.back}</Button>
          <Button type="submit" variant="contained" loading={busy} {...hint}>
            {t.requests.words.send}
          </Button>
        </>
      }
    >
      {isAnothers(row) ? (
        <Alert severity="info">{t.requests.nobodyIsWritten(row.appointment.patientName)}</Alert>
      ) : null}
      {contact.email ? <Alert severity="info">{t.requests.noEmailWarning(row.patientName)}</Alert> : null}
      {contact.portal ? <Alert severity="info">{t.requests.noPortalWarning(row.patientName)}</Alert> : null}
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
          {conflict === null ? null : (
            <OverlapWarning
              conflict={conflict}
              take={{ patientName: row.patientName, as: 'proposed', start: about.start, end: about.end }}
              reason={typedReason}
              onReason={(reason) => typeOverride(row.id, reason)}
              missing={asked && overrideMissing}
            />
          )}
          {shownError?.code === 'time-conflict' ? null : <ErrorNotice error={shownError} />}
        </Box>
        <EmailPreview preview={preview.data} waiting={previewWords(said, overrideMissing, awaited)} />
      </Box>
    </FormDialog>
  );
}
