import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { DeskCommand, RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { useDecisions } from '../../../stores/decisions.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { words } from '../../../text/requests.ts';
import type { Purpose } from '../dialog/purpose.ts';
import { ActionButton } from './ActionButton.tsx';
import { ActionMenu } from './ActionMenu.tsx';
import { approve, give } from './row-actions.ts';
import { hasForm } from './row-step.ts';

/** The ways to decide about a request, by its kind and state. What is not allowed now is greyed out. */
export function RowButtons({ row }: { readonly row: RequestRow }): ReactNode {
  const busy = useDecisions((state) => state.busy.has(row.id));
  const expanded = useInbox((state) => state.expanded.has(row.id));
  const toggle = useInbox((state) => state.toggle);
  const askReason = useDialogs((state) => state.askReason);

  const off = (type: DeskCommand['type']): boolean => busy || !row.allowed.includes(type);
  const ask = (purpose: Purpose) => (): void => askReason(row, purpose);
  const reschedule = (label: string): ReactNode => (
    <ActionButton
      label={label}
      disabled={busy || !hasForm(row)}
      shortcut="open-request"
      expanded={expanded}
      onAct={() => toggle(row.id)}
    />
  );
  const cancel = (label: string): ReactNode => (
    <ActionButton
      label={label}
      disabled={off('cancel-appointment')}
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
            disabled={off('record-answer')}
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
            disabled={off('withdraw-proposal')}
            onAct={() => void give(row, { type: 'withdraw-proposal' })}
          />
          <ActionButton
            label={words.resendEmail}
            disabled={off('resend-email')}
            onAct={() => void give(row, { type: 'resend-email' })}
          />
          {cancel(words.cancelAppt)}
        </>
      ) : row.kind === 'reschedule' ? (
        <>
          <ActionButton
            label={words.approve}
            primary
            disabled={off('approve')}
            shortcut="approve"
            onAct={() => void approve(row)}
          />
          <ActionButton
            label={words.deny}
            disabled={off('deny')}
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
            disabled={off('approve')}
            shortcut="approve"
            onAct={ask({ type: 'approve-cancellation' })}
          />
          {reschedule(words.reschedule)}
          <ActionMenu
            label={words.moreActions}
            disabled={off('keep')}
            items={[{ label: words.keepAppointment, shortcut: 'deny', onAct: ask({ type: 'keep' }) }]}
          />
        </>
      )}
    </Box>
  );
}
