import { TextField, type TextFieldProps } from '@mui/material';
import type { ReactNode } from 'react';
import { isPlainDate } from '../../src-shared/domain/time.ts';
import { t } from '../../src-shared/text/text.ts';

interface Props extends Pick<TextFieldProps, 'label' | 'required' | 'error' | 'autoFocus' | 'sx'> {
  readonly value: string;
  /** What is wrong with it, in place of the date in words. */
  readonly problem?: string | undefined;
  /** A date, or '' while one is being typed. */
  readonly onText: (date: string) => void;
  readonly min?: string;
  readonly max?: string;
}

/**
 * A date for something that is to be there. In what order its numbers stand is the system's to say, whatever language the window speaks: below it the
 * date stands in words, with its weekday, so that nobody takes the 4th of March for the 3rd of April.
 */
export function DateInput({ value, problem, error, onText, min, max, ...field }: Props): ReactNode {
  return (
    <TextField
      {...field}
      error={error ?? problem !== undefined}
      type="date"
      value={value}
      onChange={({ target }) => onText(target.value)}
      helperText={problem ?? (isPlainDate(value) ? t.times.formatPlainDate(value) : ' ')}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { min, max } }}
    />
  );
}
