import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { HistoryEntry } from '../../src-shared/ipc/history-views.ts';
import { t } from '../../src-shared/text/text.ts';
import { useMoment } from '../stores/clinic.ts';
import { EmailButton } from './EmailButton.tsx';
import { PlainText } from './PlainText.tsx';

/** Lines of the record, oldest first. */
export function HistoryList({ history }: { readonly history: readonly HistoryEntry[] }): ReactNode {
  return (
    <Box
      component="ol"
      aria-label={t.requests.words.showHistory}
      sx={{ m: 0, p: 0, pl: 1.5, listStyle: 'none', borderLeft: 2, borderColor: 'divider' }}
    >
      {history.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </Box>
  );
}

function Entry({ entry }: { readonly entry: HistoryEntry }): ReactNode {
  const line = t.history.historyLine(entry, useMoment());
  return (
    <Box component="li" sx={{ py: 0.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'baseline' }}>
        <Typography variant="body2" sx={{ fontWeight: 700 }}>
          {line.title}
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {line.by}
        </Typography>
      </Box>
      {entry.mailId === null ? null : <EmailButton mailId={entry.mailId} />}
      {line.lines.map((text) => (
        <PlainText key={text} color="textSecondary">
          {text}
        </PlainText>
      ))}
    </Box>
  );
}
