import { TextField, type TextFieldProps } from '@mui/material';
import type { ReactNode } from 'react';
import { fieldId } from './field-id.ts';
import { type Problem, problemAt } from './forms/checks.ts';

type Own = 'id' | 'label' | 'value' | 'onChange' | 'error' | 'helperText';

interface Props extends Omit<TextFieldProps, Own | 'variant'> {
  /** Names the field among the problems of its section. */
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly problems: readonly Problem[];
  readonly hint?: string | undefined;
  /** The hint says how to mend what is wrong: it stays below that. */
  readonly hintStays?: boolean;
  readonly onText: (text: string) => void;
}

/** A text field of Settings: what is wrong with it, or else its hint, stands below it. */
export function Field({
  field,
  label,
  value,
  problems,
  hint,
  hintStays = false,
  onText,
  ...rest
}: Props): ReactNode {
  const problem = problemAt(problems, field);
  return (
    <TextField
      {...rest}
      id={fieldId(field)}
      label={label}
      value={value}
      error={problem !== null}
      helperText={problem === null || !hintStays ? (problem ?? hint) : `${problem} ${hint ?? ''}`}
      onChange={(event) => onText(event.target.value)}
    />
  );
}
