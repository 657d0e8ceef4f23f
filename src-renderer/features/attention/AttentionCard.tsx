import { Box, Button, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import type { AppError } from '../../../src-shared/errors.ts';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import type { Result } from '../../../src-shared/result.ts';
import { invoke } from '../../api/client.ts';
import { type Action, useAction } from '../../api/use-action.ts';
import { useNow } from '../../api/use-now.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useAppointments } from '../../stores/appointments.ts';
import { useZone } from '../../stores/clinic.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { attentionText, itemName, itemTitle, sinceWords } from '../../text/attention.ts';
import { useSettings } from '../settings/settings-store.ts';
import { AttentionBody } from './AttentionBody.tsx';
import { KindIcon } from './KindIcon.tsx';

interface Props {
  readonly item: AttentionItem;
  /** After something was done about it, with the words that say so. */
  readonly onDone: (words: string) => void;
  readonly onOpenRequest: (id: string) => void;
}

/** One thing that needs attention, and what can be done about it. */
export function AttentionCard({ item, onDone, onOpenRequest }: Props): ReactNode {
  const zone = useZone();
  const now = useNow();
  const action = useAction();
  const titleId = useId();
  return (
    <Box
      component="article"
      aria-label={itemName(item)}
      sx={{ bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1, px: 2, py: 1.5 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
        <KindIcon kind={item.kind} />
        <Typography
          id={titleId}
          component="h3"
          variant="h3"
          sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}
        >
          {itemTitle(item)}
          {item.kind === 'quarantine' || item.kind === 'sheet' ? null : (
            <>
              {' · '}
              <bdi>{item.patientName}</bdi>
            </>
          )}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
          {sinceWords(item.at, now, zone)}
        </Typography>
      </Box>
      <Box sx={{ pl: '28px' }}>
        <AttentionBody item={item} zone={zone} />
        <ErrorNotice error={action.error} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.25 }}>
          <Ways item={item} action={action} onDone={onDone} />
          {item.kind === 'quarantine' || item.kind === 'sheet' ? null : (
            <OpenButton item={item} primary={item.kind === 'conflict'} onOpenRequest={onOpenRequest} />
          )}
        </Box>
      </Box>
    </Box>
  );
}

interface OpenProps {
  readonly item: Pick<
    Exclude<AttentionItem, { kind: 'quarantine' | 'sheet' }>,
    'requestId' | 'appointmentId'
  >;
  readonly primary: boolean;
  readonly onOpenRequest: (id: string) => void;
}

/** Leads to the request it is about, or to the appointment where it is about none. */
function OpenButton({ item: { requestId, appointmentId }, primary, onOpenRequest }: OpenProps): ReactNode {
  const variant = primary ? 'contained' : 'text';
  if (requestId !== null)
    return (
      <Button variant={variant} onClick={() => onOpenRequest(requestId)}>
        {attentionText.openRequest}
      </Button>
    );
  if (appointmentId === null) return null;
  return (
    <Button variant={variant} onClick={() => useAppointments.getState().open(appointmentId)}>
      {attentionText.showAppointment}
    </Button>
  );
}

interface WaysProps {
  readonly item: AttentionItem;
  readonly action: Action;
  readonly onDone: (words: string) => void;
}

function Ways({ item, action, onDone }: WaysProps): ReactNode {
  const way = (
    label: string,
    said: string,
    primary: boolean,
    run: () => Promise<Result<unknown, AppError>>,
  ): ReactNode => (
    <Button
      variant={primary ? 'contained' : 'outlined'}
      disabled={action.busy}
      onClick={async () => {
        if (await action.run(run)) onDone(said);
      }}
    >
      {label}
    </Button>
  );
  const { done } = attentionText;
  switch (item.kind) {
    case 'mail':
      return (
        <>
          {way(attentionText.retry, done.retry, true, () =>
            invoke('attention.retry', { kind: 'mail', id: item.id }),
          )}
          {way(attentionText.calledInstead, done.calledInstead, false, () =>
            invoke('attention.calledInstead', { mailId: item.id }),
          )}
        </>
      );
    case 'decision':
      return (
        <>
          {way(attentionText.retry, done.retry, true, () =>
            invoke('attention.retry', { kind: 'decision', id: item.id }),
          )}
          {way(attentionText.takeBack, done.takeBack, false, () =>
            invoke('attention.dismiss', { kind: 'decision', id: item.id }),
          )}
        </>
      );
    case 'conflict':
      // That of a request goes when the request is decided again, or from its row.
      if (item.requestId !== null) return null;
      return way(attentionText.dismiss, done.dismiss, false, () =>
        invoke('attention.dismiss', { kind: 'conflict', id: item.id }),
      );
    case 'quarantine':
      return way(attentionText.dismiss, done.dismiss, false, () =>
        invoke('attention.dismiss', { kind: 'quarantine', id: item.id }),
      );
    case 'sheet':
      return (
        <>
          {way(attentionText.tryNow, done.sheet, true, () => invoke('sheet.writeNow', undefined))}
          <Button
            onClick={() => {
              useSettings.getState().open('sheet');
              useNavigation.getState().go({ screen: 'settings' });
            }}
          >
            {attentionText.openSettings}
          </Button>
        </>
      );
  }
}
