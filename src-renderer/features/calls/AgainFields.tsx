import { Box, Button, TextField } from '@mui/material';
import { type ReactNode, useState } from 'react';
import {
  addDays,
  type EpochMs,
  plainDateOf,
  type TimeProblem,
  toInstant,
  type ZoneId,
} from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import { DateInput } from '../../components/DateInput.tsx';
import { askedFor } from '../../keyboard/asked-for.ts';
import { useZone } from '../../stores/clinic.ts';

/** A day and a time of day, as typed. */
export interface When {
  readonly date: string;
  readonly time: string;
}

/** Tomorrow at nine, in the clinic's zone. */
export const tomorrow = (now: EpochMs, zone: ZoneId): When => ({
  date: addDays(plainDateOf(now, zone), 1),
  time: '09:00',
});

interface Props {
  readonly when: When;
  readonly onType: (when: When) => void;
  readonly busy: boolean;
  readonly onChosen: (again: EpochMs) => void;
  readonly onBack: () => void;
}

/** When to try again, in the clinic's zone. */
export function AgainFields({ when, onType, busy, onChosen, onBack }: Props): ReactNode {
  const zone = useZone();
  const { callsText, AGAIN_PROBLEM } = t.calls;
  const { date, time } = when;
  const [problem, setProblem] = useState<TimeProblem | null>(null);
  const choose = (): void => {
    const again = toInstant(date, time, zone);
    setProblem(again.ok ? null : again.error);
    if (again.ok) onChosen(again.value);
  };
  const isDate = problem === 'bad-date';
  return (
    <Box
      role="group"
      aria-label={callsText.tryAgain}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'start', mt: 1 }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
          // The form around would note that the patient was told.
          event.preventDefault();
          choose();
        } else if (askedFor(event, ['form-close']) !== null) {
          event.stopPropagation();
          onBack();
        }
      }}
    >
      <DateInput
        autoFocus
        label={callsText.againDate}
        value={date}
        onText={(text) => onType({ date: text, time })}
        problem={isDate ? AGAIN_PROBLEM[problem] : undefined}
        sx={{ width: 180 }}
      />
      <TextField
        type="time"
        label={callsText.againTime}
        value={time}
        onChange={(event) => onType({ date, time: event.target.value })}
        error={problem !== null && !isDate}
        helperText={problem !== null && !isDate ? AGAIN_PROBLEM[problem] : undefined}
        slotProps={{ inputLabel: { shrink: true } }}
        sx={{ width: 180 }}
      />
      <Button variant="contained" disabled={busy} onClick={choose} sx={{ minHeight: 40 }}>
        {callsText.againSave}
      </Button>
      <Button onClick={onBack} sx={{ minHeight: 40 }}>
        {callsText.againDrop}
      </Button>
    </Box>
  );
}
