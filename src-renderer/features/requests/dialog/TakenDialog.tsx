import { Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { TimeConflict } from '../../../../src-shared/domain/time-conflict.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { targetTime } from '../../../actions/overlaps.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useDecisions } from '../../../stores/decisions.ts';
import { type OverridableCommand, useDialogs } from '../../../stores/dialogs.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { AboutRequest } from './AboutRequest.tsx';
import { OverlapWarning } from './OverlapWarning.tsx';

/** The warning that a time is taken or the practice closed then, as long as one is asked for. */
export function TakenDialog(): ReactNode {
  const taken = useDialogs((state) => state.taken);
  return taken === null ? null : <Open key={taken.row.id} {...taken} />;
}

const ACTION: Readonly<Record<OverridableCommand['type'], string>> = {
  approve: t.requests.words.approve,
  update: t.requests.words.updateAppt,
  propose: t.requests.words.proposeChanges,
};

interface Props {
  readonly row: RequestRow;
  readonly command: OverridableCommand;
  readonly conflict: TimeConflict;
}

function Open({ row, command, conflict }: Props): ReactNode {
  const close = useDialogs((state) => state.close);
  const typed = useDialogs((state) => state.overrideReasons[row.id] ?? '');
  const typeOverride = useDialogs((state) => state.typeOverride);
  const reason = typed.trim();
  const busy = useDecisions((state) => state.busy.has(row.id));
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const time = targetTime(row, command);

  const book = async (): Promise<void> => {
    setAsked(true);
    if (reason === '') return;
    const result = await useDecisions.getState().decide(row, { ...command, override: { reason } });
    if (result === null) return;
    if (!result.ok) return setError(result.error);
    useInbox.getState().toggle(row.id, false);
    close();
  };

  return (
    <FormDialog
      title={t.timeConflict.conflictTitle(conflict)}
      about={
        <AboutRequest
          row={row}
          action={ACTION[command.type]}
          newTime={time === null ? null : { label: t.requests.words.newTime, time }}
        />
      }
      maxWidth="sm"
      onClose={close}
      onSubmit={() => void book()}
      actions={
        <>
          <Button onClick={close}>{t.common.common.back}</Button>
          <Button type="submit" variant="contained" color="warning" disabled={busy}>
            {t.requests.words.bookAnyway}
          </Button>
        </>
      }
    >
      {time === null ? null : (
        <OverlapWarning
          conflict={conflict}
          take={{
            patientName: row.patientName,
            as: command.type === 'propose' ? 'proposed' : 'booked',
            start: time.start,
            end: time.end,
          }}
          reason={typed}
          onReason={(said) => typeOverride(row.id, said)}
          missing={asked && reason === ''}
          autoFocus
        />
      )}
      <ErrorNotice error={error} />
    </FormDialog>
  );
}
