import Clear from '@mui/icons-material/Clear';
import SearchIcon from '@mui/icons-material/Search';
import { Box, IconButton, InputAdornment, TextField } from '@mui/material';
import type { ReactNode, Ref } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { ProviderSelect } from '../../../components/ProviderSelect.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { useHint } from '../../../keyboard/use-hint.ts';
import type { Filters as FilterValues } from './pages.ts';

interface Props {
  readonly value: FilterValues;
  readonly onChange: (change: Partial<FilterValues>) => void;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** What narrows and sorts a list of requests. */
export function Filters({ value, onChange, searchRef }: Props): ReactNode {
  const open = value.view === 'inbox';
  return (
    <Box
      role="search"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))',
        gap: 1,
        px: 2,
        py: 1.25,
      }}
    >
      <SearchField value={value.search} onChange={(search) => onChange({ search })} inputRef={searchRef} />
      <ProviderSelect
        value={value.practitionerId}
        onChange={(practitionerId) => onChange({ practitionerId })}
      />
      <SelectField
        label={t.requests.words.kind}
        value={value.kind ?? ''}
        options={[
          { value: '', label: t.requests.words.allKinds },
          { value: 'reschedule', label: t.requests.words.kindReschedule },
          { value: 'cancel', label: t.requests.words.kindCancel },
        ]}
        onChange={(kind) => onChange({ kind: kind === '' ? null : kind })}
      />
      <SelectField
        label={t.requests.words.state}
        value={value.filter}
        options={[
          { value: 'all', label: t.requests.words.stateAll },
          ...(open
            ? [
                { value: 'marked' as const, label: t.requests.words.stateMarked },
                { value: 'conflict' as const, label: t.requests.words.stateConflict },
                { value: 'obstacle-free' as const, label: t.requests.words.stateObstacleFree },
              ]
            : []),
          { value: 'unsynced', label: t.requests.words.stateUnsynced },
        ]}
        onChange={(filter) => onChange({ filter })}
      />
      {value.view === 'history' ? null : (
        <SelectField
          label={t.requests.words.sort}
          value={value.sort}
          options={[
            { value: 'appointment', label: t.requests.words.sortAppointment },
            { value: 'arrival', label: t.requests.words.sortArrival },
          ]}
          onChange={(sort) => onChange({ sort })}
        />
      )}
    </Box>
  );
}

function SearchField({
  value,
  onChange,
  inputRef,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly inputRef: Ref<HTMLInputElement>;
}): ReactNode {
  const hint = useHint('search');
  return (
    <TextField
      label={t.requests.words.search}
      placeholder={t.requests.words.searchHint}
      value={value}
      onChange={(event) => onChange(event.target.value.slice(0, 200))}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value !== '') onChange('');
      }}
      // The browser's own cross would stand beside ours, without a name.
      sx={{ '& input::-webkit-search-cancel-button': { display: 'none' } }}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { ref: inputRef, maxLength: 200, type: 'search', ...hint },
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
                      aria-label={t.requests.words.clearSearch}
                      onClick={() => onChange('')}
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
