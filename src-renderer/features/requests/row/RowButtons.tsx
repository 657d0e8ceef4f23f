import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { RequestActionId } from '../../../actions/request-actions.ts';
import { useRequestActions } from '../../../actions/take-step.ts';
import { ActionButton } from '../../../components/ActionButton.tsx';
import { ActionMenu } from '../../../components/ActionMenu.tsx';
import { useInbox } from '../../../stores/inbox.ts';

type Place = RequestActionId | { readonly menu: string; readonly of: readonly RequestActionId[] };

/** Which actions have a button of their own, in which order. */
function placesOf({ state, kind }: RequestRow): readonly Place[] {
  if (state === 'resolved') return ['take-back'];
  if (state === 'awaiting-patient')
    return [
      {
        menu: t.requests.words.recordAnswer,
        of: ['answer-accepted', 'answer-accepted-second', 'answer-accepted-third', 'answer-declined'],
      },
      'open-request',
      'withdraw-proposal',
      'resend-email',
      'cancel-appointment',
      'take-back',
    ];
  if (kind === 'new') return ['approve', 'deny', 'open-request'];
  return kind === 'reschedule'
    ? ['approve', 'deny', 'open-request', 'cancel-appointment']
    : ['approve', 'open-request', { menu: t.requests.words.moreActions, of: ['deny'] }];
}

/** The ways to decide about a request, by its kind and state. What cannot be done now is greyed out, and says why. */
export function RowButtons({ row, now }: { readonly row: RequestRow; readonly now: EpochMs }): ReactNode {
  const expanded = useInbox((state) => state.expanded.has(row.id));
  const actionOf = useRequestActions(row, now);
  const button = (place: Place): ReactNode => {
    if (typeof place === 'object') {
      const actions = place.of.flatMap((id) => actionOf(id) ?? []);
      return <ActionMenu key={place.menu} label={place.menu} actions={actions} />;
    }
    const action = actionOf(place);
    return action === null ? null : (
      <ActionButton
        key={place}
        action={action}
        // While the form is open its own way out is the one that stands out.
        primary={place === 'approve' && !expanded}
        tone={place === 'cancel-appointment' ? 'error' : 'primary'}
        expanded={place === 'open-request' ? expanded : undefined}
      />
    );
  };
  return <Box className="row-actions">{placesOf(row).map(button)}</Box>;
}
