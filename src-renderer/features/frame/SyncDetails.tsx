import { Alert, Box, Button, Divider, Popover, Typography } from '@mui/material';
import { type ReactNode, useEffect } from 'react';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { SyncExplanation, SyncStatus } from '../../../src-shared/ipc/sync-views.ts';
import type { SectionId } from '../../../src-shared/text/subjects.ts';
import { t } from '../../../src-shared/text/text.ts';
import { useNow } from '../../api/use-now.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useNavigation } from '../../stores/navigation.ts';
import { useSync } from '../../stores/sync.ts';
import { useSettings } from '../settings/settings-store.ts';

interface Props {
  readonly anchor: HTMLElement | null;
  readonly status: SyncStatus;
  /** An instant as HH:MM of the clinic. */
  readonly time: (at: EpochMs) => string;
  readonly onClose: () => void;
}

/** What the header's state is about: what waits, since when, why, what happens next, and what helps. */
export function SyncDetails({ anchor, status, time, onClose }: Props): ReactNode {
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-label': t.syncDetails.syncDetailsText.title,
          sx: { width: 440, maxWidth: 'calc(100vw - 32px)', maxHeight: '70vh', p: 2 },
        },
      }}
    >
      <Content status={status} time={time} onClose={onClose} />
    </Popover>
  );
}

function Content({ status, time, onClose }: Omit<Props, 'anchor'>): ReactNode {
  const { data, error, refetch } = useQuery('sync.explain', undefined);
  const refresh = useSync((state) => state.refresh);
  const refreshing = useSync((state) => state.refreshing);
  const refreshError = useSync((state) => state.refreshError);
  // The status says that something has changed here, too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is what this goes by
  useEffect(refetch, [status]);
  const clock = t.syncDetails.clockSentence(status.clockAheadMinutes);
  const noAnswers = t.syncDetails.noAnswersSentence(status);
  const toSettings = (section: SectionId) => () => {
    useSettings.getState().open(section);
    useNavigation.getState().go({ screen: 'settings' });
    onClose();
  };
  const toAttention = () => {
    useNavigation.getState().go({ screen: 'schedule', tab: 'requests', view: 'attention' });
    onClose();
  };
  const mail = t.sync.mailSentence(status);
  const advice = t.sync.statusSentence({ ...status, mail: 'ok' }, time).detail;
  const nextRoundAt = data?.nextRoundAt ?? null;
  const moment = { now: useNow(), time };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
      <ErrorNotice error={refreshError ?? error} />
      {clock === null ? null : <Alert severity="warning">{clock}</Alert>}
      {noAnswers === null ? null : <Alert severity="info">{noAnswers}</Alert>}
      <Part title={t.syncDetails.syncDetailsText.portal}>
        {t.syncDetails.portalSentences(status, { advice, nextRoundAt }, moment).map((sentence) => (
          <Typography key={sentence} variant="body2">
            {sentence}
          </Typography>
        ))}
        <Box sx={{ display: 'flex', gap: 1, pt: 0.5 }}>
          {status.phase === 'not-configured' ? null : (
            <Button size="small" variant="outlined" loading={refreshing} onClick={() => void refresh()}>
              {t.syncDetails.syncDetailsText.tryNow}
            </Button>
          )}
          {IN_SETTINGS.has(status.phase) ? (
            <Button size="small" variant="outlined" onClick={toSettings('portal')}>
              {t.syncDetails.syncDetailsText.settings}
            </Button>
          ) : null}
        </Box>
      </Part>
      <Divider />
      <Part title={t.syncDetails.syncDetailsText.decisions}>
        <Decisions explanation={data} status={status} moment={moment} />
      </Part>
      <Divider />
      <Part title={t.syncDetails.syncDetailsText.email}>
        <Typography variant="body2">
          {[mail?.text, mail?.detail].filter((part) => part).join('. ') ||
            t.syncDetails.mailWaitingSentence(status.mailWaiting)}
        </Typography>
        {mail === null ? null : (
          <Box sx={{ pt: 0.5 }}>
            <Button size="small" variant="outlined" onClick={toSettings('mail')}>
              {t.syncDetails.syncDetailsText.settings}
            </Button>
          </Box>
        )}
      </Part>
      {status.needAttention === 0 ? null : (
        <Button variant="contained" onClick={toAttention}>
          {t.syncDetails.syncDetailsText.attention}
        </Button>
      )}
    </Box>
  );
}

/** What Settings, Portal connection, can mend. */
const IN_SETTINGS: ReadonlySet<SyncStatus['phase']> = new Set<SyncStatus['phase']>([
  'not-configured',
  'sign-in-failed',
  'certificate',
  'secret-elsewhere',
  'clear-text',
]);

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <Box component="section" aria-label={title} sx={{ display: 'flex', flexDirection: 'column', gap: 0.5 }}>
      <Typography component="h2" variant="subtitle2" sx={{ fontWeight: 700 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

interface DecisionsProps {
  readonly explanation: SyncExplanation | null;
  readonly status: SyncStatus;
  readonly moment: { readonly now: EpochMs; readonly time: (at: EpochMs) => string };
}

function Decisions({ explanation, status, moment }: DecisionsProps): ReactNode {
  const { phase, waitingToSync: total } = status;
  const decisions = explanation?.decisions ?? [];
  if (decisions.length === 0)
    return <Typography variant="body2">{t.syncDetails.syncDetailsText.nothingWaits}</Typography>;
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', rowGap: 1 }}>
      {decisions.map((decision) => (
        <li key={decision.id}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            <bdi>{decision.patientName}</bdi> · {t.attention.commandWord(decision.command)} ·{' '}
            {moment.time(decision.decidedAt)}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t.syncDetails.waitSentence(decision, phase, moment)}
          </Typography>
        </li>
      ))}
      {total > decisions.length ? (
        <li>
          <Typography variant="body2">{t.syncDetails.moreWaiting(total - decisions.length)}</Typography>
        </li>
      ) : null}
    </Box>
  );
}
