import PhoneOutlined from '@mui/icons-material/PhoneOutlined';
import { Box, Button, TextField, Typography } from '@mui/material';
import { type FormEvent, type ReactNode, useEffect } from 'react';
import type { AppError } from '../../../src-shared/errors.ts';
import type { CallItem } from '../../../src-shared/ipc/attention-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { useNow } from '../../api/use-now.ts';
import { AboutLine, Born } from '../../components/AboutLine.tsx';
import { Script } from '../../components/Script.tsx';
import { useCallNotes } from '../../stores/call-notes.ts';
import { useZone } from '../../stores/clinic.ts';

interface Props {
  readonly call: CallItem;
  /** The one to make next: what to say is open. */
  readonly first: boolean;
  readonly onDone: () => void;
  /** It could not be noted: somebody has made the call already, say. */
  readonly onRefused: (error: AppError) => void;
  readonly onOpenRequest: (id: string) => void;
}

/** One call to make: the number large, why, what to say, and **Called**. */
export function CallCard({ call, first, onDone, onRefused, onOpenRequest }: Props): ReactNode {
  const zone = useZone();
  const now = useNow();
  const { requestId } = call;
  return (
    <Box
      component="article"
      aria-label={t.attention.callName(call, zone)}
      sx={{ bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1, px: 2, py: 1.5 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
        <Typography component="h3" variant="h3" sx={{ flex: 1, minWidth: 0, fontSize: '1rem' }}>
          <bdi>{call.patientName}</bdi>
          <Born birthDate={call.patient?.birthDate ?? null} />
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
          {t.attention.sinceWords(call.createdAt, now, zone)}
        </Typography>
      </Box>
      <AboutLine visit={call.visit} named={t.attention.namedInCall(call)} />
      <Phone number={call.patient?.phone ?? null} />
      <Typography variant="body2" color="textSecondary">
        {t.attention.callsText.why[call.why]}
      </Typography>
      <Script label={t.attention.callsText.script} text={call.script} open={first} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1, alignItems: 'start' }}>
        <CalledForm id={call.id} onDone={onDone} onRefused={onRefused} />
        {requestId === null ? null : (
          <Button onClick={() => onOpenRequest(requestId)} sx={{ minHeight: 38 }}>
            {t.attention.callsText.openRequest}
          </Button>
        )}
      </Box>
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
        {number ?? t.attention.callsText.noPhone}
      </Typography>
    </Box>
  );
}

const NOTE_LIMIT = 1000;

function CalledForm({
  id,
  onDone,
  onRefused,
}: { readonly id: string } & Pick<Props, 'onDone' | 'onRefused'>): ReactNode {
  const note = useCallNotes((state) => state.typed[id] ?? '');
  const { type, forget } = useCallNotes.getState();
  useEffect(() => () => forget(id), [id, forget]);
  const { busy, run } = useAttempt();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const noted = await run(async () => {
      const result = await invoke('calls.done', { id, note: note.trim() });
      if (!result.ok) onRefused(result.error);
      return result;
    });
    if (noted) onDone();
  };
  return (
    <Box
      component="form"
      onSubmit={(event: FormEvent) => void submit(event)}
      sx={{ display: 'grid', gap: 1 }}
    >
      <Box sx={{ display: 'flex', gap: 1 }}>
        <TextField
          label={t.attention.callsText.note}
          value={note}
          onChange={(event) => type(id, event.target.value)}
          slotProps={{ htmlInput: { maxLength: NOTE_LIMIT } }}
          sx={{ width: 320 }}
        />
        <Button type="submit" variant="contained" disabled={busy}>
          {t.attention.callsText.called}
        </Button>
      </Box>
    </Box>
  );
}
