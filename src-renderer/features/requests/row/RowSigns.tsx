import CallOutlined from '@mui/icons-material/CallOutlined';
import EditNoteOutlined from '@mui/icons-material/EditNoteOutlined';
import EventAvailableOutlined from '@mui/icons-material/EventAvailableOutlined';
import SyncProblemOutlined from '@mui/icons-material/SyncProblemOutlined';
import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { RequestOutcome } from '../../../../src-shared/domain/request.ts';
import type { FreedSlotView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { Action } from '../../../actions/action.ts';
import { useRequestActions } from '../../../actions/take-step.ts';
import { type Sign, SignList } from '../../../components/SignList.tsx';

/** Ends that nobody at the desk brought about. */
const QUIET: readonly RequestOutcome[] = ['withdrawn', 'superseded', 'closed-elsewhere'];

interface Props {
  readonly row: RequestRow;
  readonly moment: Moment;
  /** The time that came free and would suit it best. */
  readonly freed: FreedSlotView | null;
}

/** What to know before deciding: conflict, policy, marks, what stands in the way, and what is still on its way. */
export function RowSigns({ row, moment, freed }: Props): ReactNode {
  const actionOf = useRequestActions(row, moment.now);
  const signs = signsOf(row, moment);
  if (freed !== null && row.state === 'open') {
    signs.push({
      key: 'freed',
      tone: 'good',
      icon: <EventAvailableOutlined fontSize="inherit" />,
      text: t.freedSlots.cameFree(freed, moment),
    });
  }
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
                {t.requestSentences.differsWords(one, row)}
              </Alert>
            ) : null,
          )}
      <SignList signs={signs} />
    </>
  );
}

function signsOf(row: RequestRow, moment: Moment): Sign[] {
  const signs: Sign[] = [];
  if (row.state === 'resolved')
    signs.push({
      key: 'outcome',
      tone: row.outcome !== null && QUIET.includes(row.outcome) ? 'hint' : 'good',
      text: t.requestSentences.outcomeSentence(row, moment),
    });
  if (row.mark !== null && row.state === 'open') {
    signs.push({
      key: 'mark',
      tone: 'problem',
      icon: <CallOutlined fontSize="inherit" />,
      text: t.requests.MARK[row.mark],
    });
  }
  if (row.proposal !== null && row.state === 'awaiting-patient') {
    signs.push({
      key: 'proposal',
      tone: 'hint',
      text: t.requestSentences.proposalSentence(row.proposal, moment),
    });
  }
  if (row.state !== 'resolved') {
    for (const obstacle of row.obstacles.filter((one) => one.code !== 'patient-differs')) {
      for (const [index, sentence] of t.requestSentences.obstacleSentences(obstacle, row, moment).entries()) {
        signs.push({ key: `${obstacle.code}-${index}`, tone: sentence.level, text: sentence.text });
      }
    }
  }
  const delivery = t.requestSentences.deliverySentence(row);
  if (delivery !== null) signs.push({ key: 'delivery', tone: delivery.level, text: delivery.text });
  const mail = t.requestSentences.mailSentence(row);
  if (mail !== null) signs.push({ key: 'mail', tone: mail.level, text: mail.text });
  if (row.hasDraft && row.state !== 'resolved') {
    signs.push({
      key: 'draft',
      tone: 'hint',
      icon: <EditNoteOutlined fontSize="inherit" />,
      text: t.requests.words.typed,
    });
  }
  return signs;
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
