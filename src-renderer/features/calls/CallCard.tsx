import PhoneOutlined from '@mui/icons-material/PhoneOutlined';
import { Alert, Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { CallItem } from '../../../src-shared/ipc/attention-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { AboutLine, Born } from '../../components/AboutLine.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { Script } from '../../components/Script.tsx';
import { useMoment } from '../../stores/clinic.ts';
import { type CallOutcomeProps, GoneButtons, OutcomeForm } from './OutcomeForm.tsx';

interface Props extends Pick<CallOutcomeProps, 'onNoted' | 'onRefused'> {
  readonly call: CallItem;
  /** The one to make next: what to say is open. */
  readonly first: boolean;
  readonly onOpenRequest: (id: string) => void;
}

/** One call to make: the number large, why, what to say, what came of it so far, and what came of it now. */
export function CallCard({ call, first, onNoted, onRefused, onOpenRequest }: Props): ReactNode {
  const moment = useMoment();
  const { zone, now } = moment;
  const { requestId, gone } = call;
  const { callsText } = t.calls;
  const open =
    requestId === null ? null : (
      <Button onClick={() => onOpenRequest(requestId)} sx={{ minHeight: 38 }}>
        {callsText.openRequest}
      </Button>
    );
  return (
    <Box
      component="article"
      aria-label={t.calls.callName(call, moment)}
      sx={{ bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1, px: 2, py: 1.5 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
        <Typography component="h3" variant="h3" sx={{ flex: 1, minWidth: 0, fontSize: '1rem' }}>
          <bdi>{call.patientName}</bdi>
          <Born birthDate={call.patient?.birthDate ?? null} />
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
          {call.again === null
            ? t.attention.sinceWords(call.createdAt, now, zone)
            : t.calls.againWords(call.again, now, zone)}
        </Typography>
      </Box>
      <AboutLine visit={call.visit} named={t.calls.namedInCall(call)} />
      <Phone number={call.patient?.phone ?? null} />
      {gone === null ? (
        <Typography variant="body2" color="textSecondary">
          {callsText.why[call.why]}
          {call.tellBy === null ? '' : ` ${t.calls.tellBySentence(call.tellBy, now, zone)}`}
        </Typography>
      ) : null}
      <Attempts call={call} />
      {gone === null ? (
        <>
          <Script label={callsText.script} text={call.script} open={first} />
          <Script label={callsText.voicemail} text={call.voicemail} />
          <OutcomeForm call={call} onNoted={onNoted} onRefused={onRefused}>
            {open}
          </OutcomeForm>
        </>
      ) : (
        <>
          <Alert severity="info" sx={{ my: 1 }}>
            {t.calls.goneSentence(gone, call, moment)}
            {call.attempts.some(({ outcome }) => outcome === 'left-message')
              ? ` ${callsText.messageLeft}`
              : ''}
          </Alert>
          <GoneButtons call={call} onNoted={onNoted} onRefused={onRefused}>
            {open}
          </GoneButtons>
        </>
      )}
    </Box>
  );
}

/** What came of it so far, the last first. */
function Attempts({ call: { attempts } }: { readonly call: CallItem }): ReactNode {
  const { zone, now } = useMoment();
  if (attempts.length === 0) return null;
  return (
    <Box component="ul" aria-label={t.calls.callsText.attempts} sx={{ m: 0, my: 0.5, pl: 2.5 }}>
      {attempts.toReversed().map((attempt) => (
        <Box component="li" key={attempt.id}>
          <PlainText sx={{ typography: 'body2' }}>{t.calls.attemptLine(attempt, now, zone)}</PlainText>
        </Box>
      ))}
    </Box>
  );
}

function Phone({ number }: { readonly number: string | null }): ReactNode {
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        my: 0.5,
        color: number === null ? 'warning.main' : 'text.primary',
      }}
    >
      <PhoneOutlined aria-hidden />
      <Typography
        sx={{
          fontSize: number === null ? '1rem' : '1.5rem',
          fontWeight: 700,
          userSelect: 'all',
          color: 'inherit',
        }}
      >
        {number ?? t.calls.callsText.noPhone}
      </Typography>
    </Box>
  );
}
