import { Box, InputAdornment, TextField, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { DateInput } from '../../../components/DateInput.tsx';
import { useZone } from '../../../stores/clinic.ts';
import { FreeTimes } from './FreeTimes.tsx';
import { type FieldProblems, isAmbiguous } from './read-form.ts';
import { Suggestions } from './Suggestions.tsx';
import type { VisitSubject } from './visit-subject.ts';

interface Props {
  readonly subject: VisitSubject;
  readonly draft: Draft;
  readonly edit: (change: Partial<Draft>) => void;
  readonly problems: FieldProblems;
  /** The ways out, above what is still being looked for: times that arrive must not move a button under the pointer. */
  readonly actions?: ReactNode;
}

/** Date, time and duration, the times suggested, and that day's free times to click. */
export function WhenFields({ subject, draft, edit, problems, actions }: Props): ReactNode {
  const zone = useZone();
  const twice = isAmbiguous(draft, { zone, known: subject.known });
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'grid', gap: 1 }}>
      <Typography component="legend" variant="h3" sx={{ p: 0, mb: 1 }}>
        {t.requests.words.when}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '1.4fr 1.2fr 1fr' },
          alignItems: 'start',
        }}
      >
        <DateInput
          label={t.requests.words.date}
          required
          value={draft.date}
          onText={(date) => edit({ date })}
          problem={problems.date === undefined ? undefined : t.requests.FIELD_PROBLEM[problems.date]}
        />
        <TextField
          type="time"
          label={t.requests.words.time}
          required
          value={draft.time}
          onChange={(event) => edit({ time: event.target.value })}
          error={problems.time !== undefined}
          helperText={
            problems.time === undefined
              ? twice
                ? t.requests.TIME_TWICE
                : undefined
              : t.requests.FIELD_PROBLEM[problems.time]
          }
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { step: 300 } }}
        />
        <TextField
          label={t.requests.words.duration}
          required
          value={draft.minutes}
          onChange={(event) => edit({ minutes: event.target.value.slice(0, 10) })}
          error={problems.minutes !== undefined}
          helperText={problems.minutes === undefined ? undefined : t.requests.FIELD_PROBLEM[problems.minutes]}
          slotProps={{
            inputLabel: { shrink: true },
            htmlInput: { inputMode: 'numeric' },
            input: {
              endAdornment: <InputAdornment position="end">{t.requests.words.minutes}</InputAdornment>,
            },
          }}
        />
      </Box>
      {actions}
      <Suggestions subject={subject} draft={draft} edit={edit} />
      <FreeTimes subject={subject} draft={draft} edit={edit} />
    </Box>
  );
}
