import { TextField } from '@mui/material';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { searchAdornments } from '../../components/search-adornments.tsx';

interface Props {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly listId: string;
  /** The option the arrow keys have chosen. */
  readonly activeOptionId: string | null;
}

/** The field in which one types whom one looks for. */
export function SearchInput({
  inputRef,
  value,
  onChange,
  onKeyDown,
  listId,
  activeOptionId,
}: Props): ReactNode {
  return (
    <TextField
      label={t.patients.patientsText.search}
      placeholder={t.patients.patientsText.searchHint}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
      autoFocus
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: {
          ref: inputRef,
          maxLength: 200,
          role: 'combobox',
          autoComplete: 'off',
          spellCheck: false,
          'aria-autocomplete': 'list',
          'aria-expanded': true,
          'aria-controls': listId,
          'aria-keyshortcuts': '/',
          ...(activeOptionId === null ? {} : { 'aria-activedescendant': activeOptionId }),
        },
        input: searchAdornments(value, t.patients.patientsText.clearSearch, () => {
          onChange('');
          inputRef.current?.focus();
        }),
      }}
    />
  );
}
