import { TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { searchAdornments } from '../../../components/search-adornments.tsx';
import { useHint } from '../../../keyboard/use-hint.ts';
import { type ListView, useFilters } from '../list/filters-store.ts';
import { SEARCH_ID } from '../list/to-search.ts';

/** Searches a list by patient or phone; the key of the lists leads here. */
export function SearchField({ view }: { readonly view: ListView }): ReactNode {
  const hint = useHint('search');
  const value = useFilters((state) => state.of[view].search);
  const change = useFilters((state) => state.change);
  const onChange = (search: string): void => change(view, { search });
  return (
    <TextField
      placeholder={t.requests.words.searchHint}
      value={value}
      onChange={(event) => onChange(event.target.value.slice(0, 200))}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value !== '') onChange('');
      }}
      // The browser's own cross would stand beside ours, without a name.
      sx={{
        flex: '1 1 180px',
        minWidth: 150,
        maxWidth: 320,
        '& input': { py: '5px' },
        '& input::-webkit-search-cancel-button': { display: 'none' },
      }}
      slotProps={{
        htmlInput: {
          id: SEARCH_ID,
          'aria-label': t.requests.words.search,
          maxLength: 200,
          type: 'search',
          ...hint,
        },
        input: searchAdornments(value, t.requests.words.clearSearch, () => onChange('')),
      }}
    />
  );
}
