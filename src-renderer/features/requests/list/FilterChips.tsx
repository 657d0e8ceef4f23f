import Close from '@mui/icons-material/Close';
import { Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useClinic, useMoment } from '../../../stores/clinic.ts';
import { chosenFilters } from './filter-words.ts';
import { type ListView, useFilters } from './filters-store.ts';

/** The filters that are chosen, each to be taken away with one click. Nothing where none is. */
export function FilterChips({ view }: { readonly view: ListView }): ReactNode {
  const moment = useMoment();
  const { practitioners } = useClinic().directory;
  const filters = useFilters((state) => state.of[view]);
  const change = useFilters((state) => state.change);
  const chosen = chosenFilters(
    filters,
    (id) => practitioners.find((one) => one.id === id)?.name ?? t.common.common.provider,
    moment,
  );
  if (chosen.length === 0) return null;
  return (
    <Box
      component="ul"
      aria-label={t.requests.words.chosenFilters}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, m: 0, px: 2, py: 0.5, listStyle: 'none' }}
    >
      {chosen.map(({ key, label, without }) => (
        <li key={key}>
          <Button
            variant="outlined"
            endIcon={<Close />}
            aria-label={t.requests.removeFilter(label)}
            onClick={() => change(view, without)}
            sx={{ borderRadius: 4, py: 0, px: 1.25 }}
          >
            <bdi>{label}</bdi>
          </Button>
        </li>
      ))}
    </Box>
  );
}
