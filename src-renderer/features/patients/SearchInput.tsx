import Clear from '@mui/icons-material/Clear';
import SearchIcon from '@mui/icons-material/Search';
import { IconButton, InputAdornment, TextField } from '@mui/material';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { t } from '../../../src-shared/text/text.ts';

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
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
          ...(value === ''
            ? {}
            : {
                endAdornment: (
                  <InputAdornment position="end">
                    <IconButton
                      edge="end"
                      aria-label={t.patients.patientsText.clearSearch}
                      onClick={() => {
                        onChange('');
                        inputRef.current?.focus();
                      }}
                    >
                      <Clear fontSize="small" />
                    </IconButton>
                  </InputAdornment>
                ),
              }),
        },
      }}
    />
  );
}
