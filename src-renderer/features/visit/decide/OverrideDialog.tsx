import { Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { TimeConflict } from '../../../../src-shared/domain/time-conflict.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { conflictIn } from '../../../actions/overlaps.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { busyKey, type GivenDecision, useDecisions } from '../../../stores/decisions.ts';
import type { OverridableDecision } from '../../../stores/dialogs.ts';
import { type DraftHandle, useDecisionDraft } from '../form/use-draft.ts';
import { AboutDecision } from './AboutDecision.tsx';
import { wouldTake } from './describe.ts';
import { OverlapWarning } from './OverlapWarning.tsx';

interface Props {
  readonly decision: OverridableDecision;
  readonly conflict: TimeConflict;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The warning that a time is taken, or the practice closed then: asks why it is taken all the same. */
export function OverrideDialog(props: Props): ReactNode {
  const handle = useDecisionDraft(props.decision);
  return handle.ready ? <OverrideForm {...props} {...handle} /> : null;
}

function OverrideForm({ decision, conflict, onClose, onDone, draft, edit }: Props & DraftHandle): ReactNode {
  const busy = useDecisions((state) => state.busy.has(busyKey(decision)));
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const now = (refused && conflictIn(refused)) ?? conflict;
  const reason = draft.overrideReason.trim();
  const [take] = wouldTake(decision);
  const give = async (): Promise<void> => {
    setAsked(true);
    if (reason === '') return;
    const result = await useDecisions.getState().decide(withOverride(decision, reason));
    if (result === null) return;
    if (result.ok) onDone();
    else setRefused(result.error);
  };
  return (
    <FormDialog
      title={t.timeConflict.conflictTitle(now)}
      about={<AboutDecision asked={decision} />}
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
      {take === undefined ? null : (
        <OverlapWarning
          objections={[{ conflict: now, take }]}
          reason={draft.overrideReason}
          onReason={(overrideReason) => edit({ overrideReason })}
          missing={asked && reason === ''}
          autoFocus
        />
      )}
      {refused?.code === 'time-conflict' ? null : <ErrorNotice error={refused} />}
    </FormDialog>
  );
}

const withOverride = (decision: OverridableDecision, reason: string): GivenDecision =>
  decision.on === 'request'
    ? { ...decision, command: { ...decision.command, override: { reason } } }
    : { ...decision, command: { ...decision.command, override: { reason } } };
