import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import { Box, Button, Checkbox, FormControlLabel, IconButton, TextField } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { addDays, isPlainDate, type PlainDate, plainDateOf } from '../../../src-shared/domain/time.ts';
import { clock } from '../../api/clock.ts';
import { useZone } from '../../stores/clinic.ts';
import { scheduleText } from '../../text/schedule.ts';

interface Props {
  readonly date: PlainDate;
  readonly onDateChange: (date: PlainDate) => void;
  readonly compact: boolean;
  readonly cancelled: boolean;
  readonly onCancelled: (cancelled: boolean) => void;
}

/** Which day is shown, and how to get to another. */
export function DayControls({ date, onDateChange, compact, cancelled, onCancelled }: Props): ReactNode {
  const zone = useZone();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.75 }}>
      <IconButton
        aria-label={scheduleText.previousDay}
        title={scheduleText.previousDay}
        onClick={() => onDateChange(addDays(date, -1))}
      >
        <ChevronLeft />
      </IconButton>
      <DateField key={date} date={date} onDateChange={onDateChange} />
      <IconButton
        aria-label={scheduleText.nextDay}
        title={scheduleText.nextDay}
        onClick={() => onDateChange(addDays(date, 1))}
      >
        <ChevronRight />
      </IconButton>
      <Button variant="outlined" onClick={() => onDateChange(plainDateOf(clock.now(), zone))}>
        {scheduleText.today}
      </Button>
      {compact ? null : (
        <FormControlLabel
          sx={{ ml: 1 }}
          label={scheduleText.showCancelled}
          control={
            <Checkbox size="small" checked={cancelled} onChange={(_, checked) => onCancelled(checked)} />
          }
        />
      )}
    </Box>
  );
}

/** A year that is still being typed (0202) is no day anybody wants to see. */
const FIRST_YEAR = '1900';

function DateField({ date, onDateChange }: Pick<Props, 'date' | 'onDateChange'>): ReactNode {
  const [text, setText] = useState<string>(date);
  return (
    <TextField
      type="date"
      value={text}
      onChange={(event) => {
        const typed = event.target.value;
        setText(typed);
        if (isPlainDate(typed) && typed >= FIRST_YEAR) onDateChange(typed);
      }}
      onBlur={() => setText(date)}
      slotProps={{ htmlInput: { 'aria-label': scheduleText.shownDay, min: '1900-01-01', max: '2999-12-31' } }}
      sx={{ width: 152 }}
    />
  );
}
