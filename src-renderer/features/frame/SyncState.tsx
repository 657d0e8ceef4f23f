import CheckCircleOutline from '@mui/icons-material/CheckCircleOutlined';
import CloudOffOutlined from '@mui/icons-material/CloudOffOutlined';
import ErrorOutline from '@mui/icons-material/ErrorOutlined';
import ScheduleSend from '@mui/icons-material/ScheduleSendOutlined';
import SyncIcon from '@mui/icons-material/Sync';
import { Box, IconButton, Tooltip, Typography } from '@mui/material';
import { Fragment, type ReactNode, useState } from 'react';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { StatusTone } from '../../../src-shared/text/subjects.ts';
import { t } from '../../../src-shared/text/text.ts';
import { useZone } from '../../stores/clinic.ts';
import { useSync } from '../../stores/sync.ts';
import { SyncDetails } from './SyncDetails.tsx';

const COLOR: Readonly<Record<StatusTone, string>> = {
  good: 'success.main',
  busy: 'info.main',
  waiting: 'warning.main',
  bad: 'error.main',
};

function icon(tone: StatusTone, offline: boolean): ReactNode {
  if (offline) return <CloudOffOutlined fontSize="small" />;
  if (tone === 'good') return <CheckCircleOutline fontSize="small" />;
  if (tone === 'busy') return <SyncIcon fontSize="small" />;
  if (tone === 'waiting') return <ScheduleSend fontSize="small" />;
  return <ErrorOutline fontSize="small" />;
}

/** What stands between the parts of the state's sentence. */
const SEPARATOR = ' · ';

/** Where things stand: the `status` region of the window. */
export function SyncState(): ReactNode {
  const zone = useZone();
  const status = useSync((state) => state.status);
  const refreshError = useSync((state) => state.refreshError);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (status === null) return <Box role="status" />;
  const time = (at: EpochMs): string => t.times.formatTime(at, zone);
  const sentence = t.sync.statusSentence(status, time);
  const detail = refreshError === null ? sentence.detail : t.errors.errorSentence(refreshError);
  return (
    <>
      <Tooltip title={detail ?? ''} describeChild>
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 0.75,
            minWidth: 0,
            maxWidth: 420,
            color: COLOR[sentence.tone],
          }}
        >
          <IconButton
            color="inherit"
            size="small"
            aria-label={t.syncDetails.syncDetailsText.open}
            aria-haspopup="dialog"
            aria-expanded={anchor !== null}
            onClick={({ currentTarget }) => setAnchor(currentTarget)}
          >
            {icon(sentence.tone, status.phase === 'offline')}
          </IconButton>
          <Typography
            role="status"
            variant="body2"
            sx={{ fontWeight: 600, lineHeight: 1.25, color: 'inherit' }}
          >
            {sentence.text.split(SEPARATOR).map((part, index, { length }) => (
              // A line ends between two parts, where it has to.
              <Fragment key={part}>
                <Box component="span" sx={{ display: 'inline-block' }}>
                  {index < length - 1 ? `${part} ·` : part}
                </Box>
                {index < length - 1 ? ' ' : ''}
              </Fragment>
            ))}
          </Typography>
        </Box>
      </Tooltip>
      <SyncDetails anchor={anchor} status={status} time={time} onClose={() => setAnchor(null)} />
    </>
  );
}
