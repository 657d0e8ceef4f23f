import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import { Box, Button, IconButton } from '@mui/material';
import type { ReactNode } from 'react';
import { addDays, type PlainDate, plainDateOf } from '../../../src-shared/domain/time.ts';
import { t } from '../../../src-shared/text/text.ts';
import { clock } from '../../api/clock.ts';
import { useZone } from '../../stores/clinic.ts';
import { DateField } from './DateField.tsx';

interface Props {
  readonly date: PlainDate;
  readonly onDateChange: (date: PlainDate) => void;
}

/** Which day the narrow list shows, and how to get to another. */
export function DayControls({ date, onDateChange }: Props): ReactNode {
  const zone = useZone();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.75 }}>
      <IconButton
        aria-label={t.schedule.scheduleText.previousDay}
        title={t.schedule.scheduleText.previousDay}
        onClick={() => onDateChange(addDays(date, -1))}
      >
        <ChevronLeft />
      </IconButton>
      <DateField date={date} onDateChange={onDateChange} />
      <IconButton
        aria-label={t.schedule.scheduleText.nextDay}
        title={t.schedule.scheduleText.nextDay}
        onClick={() => onDateChange(addDays(date, 1))}
      >
        <ChevronRight />
      </IconButton>
      <Button variant="outlined" onClick={() => onDateChange(plainDateOf(clock.now(), zone))}>
        {t.schedule.scheduleText.today}
      </Button>
    </Box>
  );
}
