import { TextField } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { isPlainDate, type PlainDate } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import { FIRST_DAY, LAST_DAY } from '../../stores/calendar.ts';

interface Props {
  readonly date: PlainDate;
  readonly onDateChange: (date: PlainDate) => void;
}

/** Leads to any day; follows the day shown unless somebody is typing another. */
export function DateField({ date, onDateChange }: Props): ReactNode {
  const [typed, setTyped] = useState<{ readonly text: string; readonly before: PlainDate } | null>(null);
  // What was typed holds until another day is shown.
  const text = typed !== null && (typed.before === date || typed.text === date) ? typed.text : date;
  return (
    <TextField
      type="date"
      value={text}
      onChange={(event) => {
        const next = event.target.value;
        setTyped({ text: next, before: date });
        if (isPlainDate(next) && next >= FIRST_DAY && next <= LAST_DAY) onDateChange(next);
      }}
      onBlur={() => setTyped(null)}
      slotProps={{
        htmlInput: { 'aria-label': t.schedule.scheduleText.shownDay, min: FIRST_DAY, max: LAST_DAY },
      }}
      sx={{ width: 152, flexShrink: 0 }}
    />
  );
}
