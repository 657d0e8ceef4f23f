import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { type ReactNode, useId, useState } from 'react';
import { t } from '../../src-shared/text/text.ts';
import { useQuery } from '../api/use-query.ts';
import { useMoment } from '../stores/clinic.ts';
import { DocumentFrame } from './DocumentFrame.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import { Loading } from './Loading.tsx';

/** Shows an e-mail to a patient exactly as it was written. */
export function EmailButton({ mailId }: { readonly mailId: string }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" sx={{ py: 0, ml: -0.75 }} onClick={() => setOpen(true)}>
        {t.requests.words.showEmail}
      </Button>
      {open ? <EmailDialog mailId={mailId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function EmailDialog({
  mailId,
  onClose,
}: {
  readonly mailId: string;
  readonly onClose: () => void;
}): ReactNode {
  const titleId = useId();
  const moment = useMoment();
  const { data, error, refetch } = useQuery('requests.email', { mailId });
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      maxWidth="md"
      fullWidth
      // What is pressed in it is not pressed in the row that it was opened from.
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      slotProps={{ paper: { sx: { height: 'min(800px, calc(100% - 64px))' } } }}
    >
      <DialogTitle id={titleId} sx={{ pb: 1 }}>
        {t.requests.words.email}
      </DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 0.5, minHeight: 0 }}>
        {error === null ? null : <ErrorNotice error={error} onRetry={refetch} />}
        {data === null ? (
          error === null ? (
            <Loading />
          ) : null
        ) : (
          <>
            <Typography variant="body2" dir="auto" sx={{ overflowWrap: 'anywhere' }}>
              {t.requests.words.to}: {data.toName} {data.toAddress === '' ? '' : `<${data.toAddress}>`}
            </Typography>
            <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
              {t.requests.words.subject}: {data.subject}
            </Typography>
            <Typography variant="caption" color="textSecondary">
              {t.requestSentences.writtenEmailState(data, moment)}
            </Typography>
            {data.html === '' ? (
              <Typography color="textSecondary" sx={{ mt: 2 }}>
                {t.requests.words.emailNotKept}
              </Typography>
            ) : (
              <DocumentFrame
                title={t.requests.words.emailFrame}
                html={data.html}
                sx={{ flex: 1, minHeight: 200 }}
              />
            )}
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.common.common.close}</Button>
      </DialogActions>
    </Dialog>
  );
}
