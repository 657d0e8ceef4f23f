import { TextField } from '@mui/material';
import { type ReactNode, useId } from 'react';

interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
}

interface Props<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly SelectOption<V>[];
  readonly onChange: (value: V) => void;
  readonly required?: boolean | undefined;
  readonly error?: string | null | undefined;
  readonly help?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly inputRef?: React.Ref<HTMLSelectElement> | undefined;
}

/** A native drop-down list: one letter on the keyboard chooses, without opening it. */
export function SelectField<V extends string>({
  label,
  value,
  options,
  onChange,
  required = false,
  error = null,
  help,
  autoFocus = false,
  inputRef,
}: Props<V>): ReactNode {
  const id = useId();
  return (
    <TextField
      select
      id={id}
      label={label}
      value={value}
      required={required}
      autoFocus={autoFocus}
      error={error !== null}
      helperText={error ?? help}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      slotProps={{
        select: { native: true },
        inputLabel: { shrink: true },
        ...(inputRef === undefined ? {} : { htmlInput: { ref: inputRef } }),
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextField>
  );
}
