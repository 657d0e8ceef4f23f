import { TextField } from '@mui/material';
import type { ReactNode } from 'react';
import type { PlainDate } from '../../src-shared/domain/time.ts';
import { FIRST_DAY, LAST_DAY } from '../stores/calendar.ts';

interface Props {
  readonly label: string;
  readonly value: PlainDate | '';
  /** What stands there by then; '' or no date while it is being typed. */
  readonly onChange: (date: string) => void;
}

/** A day of the calendar that narrows what is shown. */
export const DayField = ({ label, value, onChange }: Props): ReactNode => (
  <TextField
    type="date"
    label={label}
    value={value}
    onChange={({ target }) => onChange(target.value)}
    sx={{ width: 180 }}
    slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: FIRST_DAY, max: LAST_DAY } }}
  />
);
