import { Alert, Box, Button, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { useNow } from '../../../api/use-now.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useZone } from '../../../stores/clinic.ts';

/** When the sheet was written last, or why it could not be; and **Write now**. */
export function SheetStatePanel({ automatic }: { readonly automatic: boolean }): ReactNode {
  const headingId = useId();
  const zone = useZone();
  const now = useNow();
  const state = useQuery('sheet.state', undefined);
  const { busy, error, run } = useAttempt();
  const written = state.data?.written ?? null;
  const failure = state.data?.failure ?? null;
  return (
    <Box component="section" aria-labelledby={headingId} sx={{ mt: 2, pb: 4, maxWidth: 640 }}>
      <Typography id={headingId} component="h4" variant="h3" sx={{ mb: 1 }}>
        {t.sheet.sheetSettingsText.state}
      </Typography>
      <Box role="status" aria-labelledby={headingId} sx={{ display: 'grid', gap: 1 }}>
        {failure === null ? null : (
          <Alert severity="error">
            <bdi>{failure.folder}</bdi>: {t.errors.errorSentence({ code: failure.code })}
          </Alert>
        )}
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {written === null ? t.sheet.sheetSettingsText.never : t.sheet.writtenSentence(written, now, zone)}
        </Typography>
        {written?.pdfProblem ? (
          <Alert severity="info">{t.sheet.sheetSettingsText.noPdf[written.pdfProblem]}</Alert>
        ) : null}
      </Box>
      {failure === null || !automatic ? <ErrorNotice error={error} /> : null}
      <Button
        variant="outlined"
        loading={busy}
        onClick={() => void run(() => invoke('sheet.writeNow', undefined))}
        sx={{ mt: 1.25 }}
      >
        {t.sheet.sheetSettingsText.writeNow}
      </Button>
    </Box>
  );
}
