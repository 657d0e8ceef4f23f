import CallOutlined from '@mui/icons-material/CallOutlined';
import EditNoteOutlined from '@mui/icons-material/EditNoteOutlined';
import EventAvailableOutlined from '@mui/icons-material/EventAvailableOutlined';
import EventRepeatOutlined from '@mui/icons-material/EventRepeatOutlined';
import GroupsOutlined from '@mui/icons-material/GroupsOutlined';
import SyncProblemOutlined from '@mui/icons-material/SyncProblemOutlined';
import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { FreedSlotView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { Action } from '../../../actions/action.ts';
import { useRequestActions } from '../../../actions/take-step.ts';
import { SignList } from '../../../components/SignList.tsx';
import { useMe } from '../../../stores/session.ts';
import { signsOf } from './signs.ts';

/** Signs with an icon of their own; the others have that of their tone. */
const ICON: Readonly<Record<string, ReactNode>> = {
  mark: <CallOutlined fontSize="inherit" />,
  'own-time': <EventRepeatOutlined fontSize="inherit" />,
  draft: <EditNoteOutlined fontSize="inherit" />,
  begun: <EditNoteOutlined fontSize="inherit" />,
  shared: <GroupsOutlined fontSize="inherit" />,
  freed: <EventAvailableOutlined fontSize="inherit" />,
};

interface Props {
  readonly row: RequestRow;
  readonly moment: Moment;
  /** The time that came free and would suit it best. */
  readonly freed: FreedSlotView | null;
}

/** What to know before deciding: conflict, policy, marks, what stands in the way, and what is still on its way. */
export function RowSigns({ row, moment, freed }: Props): ReactNode {
  const actionOf = useRequestActions(row, moment.now);
  const signs = signsOf(row, moment, freed, useMe()).map((sign) => ({ ...sign, icon: ICON[sign.key] }));
  return (
    <>
      {row.conflict === null ? null : (
        <Alert
          severity="error"
          icon={<SyncProblemOutlined fontSize="inherit" />}
          action={<SignButton action={actionOf('dismiss-conflict')} />}
        >
          {t.requestSentences.conflictSentence(row.conflict, moment)}
        </Alert>
      )}
      {row.state !== 'open' || row.policy === null ? null : (
        <Alert severity={row.policy.within ? 'warning' : 'info'}>
          {t.requestSentences.policySentence(row.policy, moment)}
        </Alert>
      )}
      {row.state === 'resolved'
        ? null
        : row.obstacles.map((one) =>
            one.code === 'patient-differs' ? (
              <Alert
                key={one.code}
                severity="warning"
                slotProps={{ action: { sx: { flexShrink: 0 } } }}
                action={<SignButton action={actionOf('assign-patient')} />}
              >
                {t.obstacles.differsWords(one, row)}
              </Alert>
            ) : null,
          )}
      <SignList signs={signs} />
    </>
  );
}

/** A sign's own button. */
function SignButton({ action }: { readonly action: Action | null }): ReactNode {
  return action === null ? null : (
    <Button
      color="inherit"
      disabled={action.busy}
      onClick={action.run}
      sx={{ maxWidth: 240, textAlign: 'end', overflowWrap: 'anywhere' }}
    >
      {action.label}
    </Button>
  );
}
