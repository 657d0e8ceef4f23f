import { Alert, Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { EmailPreview as Preview } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { DocumentFrame } from '../../../components/DocumentFrame.tsx';
import { PlainText } from '../../../components/PlainText.tsx';

interface Props {
  /** `null` while there is nothing to show yet. */
  readonly preview: Preview | null;
  /** The visit is new to the patient's calendar. */
  readonly isNew?: boolean;
  /** Said instead of the preview while there is none. */
  readonly waiting: string;
}

/** The e-mail exactly as it will be sent; for a patient without an address, what to say on the phone. */
export function EmailPreview({ preview, waiting, isNew = false }: Props): ReactNode {
  return (
    <Box
      component="section"
      aria-label={t.requests.words.preview}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        gap: 0.75,
        minWidth: 0,
        // As tall without an e-mail as with one: the dialog's buttons stay where they are while the preview comes.
        height: 'clamp(320px, 65vh, 580px)',
      }}
    >
      <Typography component="h3" variant="h3">
        {t.requests.words.preview}
      </Typography>
      {preview === null ? (
        <Typography variant="body2" color="textSecondary">
          {waiting}
        </Typography>
      ) : (
        <>
          <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 1.5 }}>
            <Fact label={t.requests.words.to} value={preview.to ?? t.requests.words.calls} />
            <Fact label={t.requests.words.subject} value={preview.subject} />
            <Fact
              label={t.requests.words.calendar}
              value={
                t.requests.CALENDAR_EFFECT[
                  isNew && preview.calendar === 'update' ? 'add' : (preview.calendar ?? 'none')
                ]
              }
            />
          </Box>
          {preview.to === null || preview.mailSetUp ? null : (
            <Alert severity="warning">{t.requests.words.mailNotSetUp}</Alert>
          )}
          {preview.to === null ? (
            <PlainText
              sx={{
                flex: 1,
                minHeight: 0,
                p: 1.5,
                border: 1,
                borderColor: 'divider',
                borderRadius: 1,
                overflow: 'auto',
              }}
              tabIndex={0}
            >
              {preview.text}
            </PlainText>
          ) : (
            <DocumentFrame
              title={t.requests.words.previewFrame}
              html={preview.html}
              sx={{ flex: 1, minHeight: 0 }}
            />
          )}
        </>
      )}
    </Box>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  return (
    <>
      <Typography component="dt" variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Typography
        component="dd"
        variant="body2"
        dir="auto"
        sx={{ m: 0, fontWeight: 600, overflowWrap: 'anywhere' }}
      >
        {value}
      </Typography>
    </>
  );
}
