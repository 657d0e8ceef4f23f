import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { ErrorCode } from '../../../../src-shared/errors.ts';
import type { DeskCommand, RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { words } from '../../../../src-shared/text/en/requests.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { useDrafts } from '../../../stores/drafts.ts';
import { useInbox } from '../../../stores/inbox.ts';
import type { Purpose } from '../dialog/purpose.ts';
import { ActionButton } from './ActionButton.tsx';
import { ActionMenu } from './ActionMenu.tsx';
import { approve, chosenPatientOf, give } from './row-actions.ts';
import { hasForm } from './row-step.ts';
import { whyNot } from './why-not.ts';

/** The ways to decide about a request, by its kind and state. What cannot be done now is greyed out, and says why. */
export function RowButtons({ row, now }: { readonly row: RequestRow; readonly now: EpochMs }): ReactNode {
  const busy = useDecisions((state) => state.busy.has(row.id));
  const expanded = useInbox((state) => state.expanded.has(row.id));
  const toggle = useInbox((state) => state.toggle);
  const askReason = useDialogs((state) => state.askReason);

  const chosen = useDrafts((state) => chosenPatientOf(row, state));
  const refuse = (code: ErrorCode): void => useDecisions.getState().setError(row.id, { code });
  /** What a button needs to know about a command: whether it waits, and why it cannot be given. */
  const choice = (type: DeskCommand['type'], chosenPatientId: string | null = null) => ({
    disabled: busy,
    whyNot: whyNot(row, type, now, chosenPatientId),
    onRefuse: refuse,
  });
  const ask = (purpose: Purpose) => (): void => askReason(row, purpose);
  const reschedule = (label: string): ReactNode => (
    <ActionButton
      label={label}
      disabled={busy}
      whyNot={hasForm(row) ? null : whyNot(row, 'propose', now)}
      onRefuse={refuse}
      shortcut="open-request"
      expanded={expanded}
      onAct={() => toggle(row.id)}
    />
  );
  const cancel = (label: string): ReactNode => (
    <ActionButton
      label={label}
      {...choice('cancel-appointment')}
      tone="error"
      shortcut="cancel-appointment"
      onAct={ask({ type: 'cancel-appointment' })}
    />
  );

  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 0.75,
        justifyContent: 'flex-end',
        alignItems: 'center',
        ml: 'auto',
      }}
    >
      {row.state === 'resolved' ? null : row.state === 'awaiting-patient' ? (
        <>
          <ActionMenu
            label={words.recordAnswer}
            {...choice('record-answer')}
            items={[
              {
                label: words.answerAccepted,
                onAct: () => void give(row, { type: 'record-answer', answer: 'accepted' }),
              },
              {
                label: words.answerDeclined,
                onAct: () => void give(row, { type: 'record-answer', answer: 'declined' }),
              },
            ]}
          />
          {reschedule(words.replaceProposal)}
          <ActionButton
            label={words.withdrawProposal}
            {...choice('withdraw-proposal')}
            onAct={() => void give(row, { type: 'withdraw-proposal' })}
          />
          <ActionButton
            label={words.resendEmail}
            {...choice('resend-email')}
            onAct={() => void give(row, { type: 'resend-email' })}
          />
          {cancel(words.cancelAppt)}
        </>
      ) : row.kind === 'reschedule' ? (
        <>
          <ActionButton
            label={words.approve}
            primary
            {...choice('approve', chosen)}
            shortcut="approve"
            onAct={() => void approve(row)}
          />
          <ActionButton
            label={words.deny}
            {...choice('deny')}
            shortcut="deny"
            onAct={ask({ type: 'deny' })}
          />
          {reschedule(words.reschedule)}
          {cancel(words.cancelAppointment)}
        </>
      ) : (
        <>
          <ActionButton
            label={words.approveCancellation}
            primary
            {...choice('approve')}
            shortcut="approve"
            onAct={ask({ type: 'approve-cancellation' })}
          />
          {reschedule(words.reschedule)}
          <ActionMenu
            label={words.moreActions}
            {...choice('keep')}
            items={[{ label: words.keepAppointment, shortcut: 'deny', onAct: ask({ type: 'keep' }) }]}
          />
        </>
      )}
    </Box>
  );
}
