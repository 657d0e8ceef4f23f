import FilterList from '@mui/icons-material/FilterList';
import { Badge, Box, Button, Paper } from '@mui/material';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { ProviderSelect } from '../../../components/ProviderSelect.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { useMoment } from '../../../stores/clinic.ts';
import { chosenFilters, kindWords, statesOf } from '../list/filter-words.ts';
import { type ListView, useFilters } from '../list/filters-store.ts';
import { SettledFields } from './SettledFields.tsx';

/** Opens what narrows and sorts a list; how much of it is chosen stands on the button. */
export function FiltersButton({ view }: { readonly view: ListView }): ReactNode {
  const moment = useMoment();
  const chosen = useFilters((state) => chosenFilters(state.of[view], () => '', moment).length);
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && root.current?.contains(event.target) === false) setOpen(false);
    };
    window.addEventListener('pointerdown', outside, true);
    return () => window.removeEventListener('pointerdown', outside, true);
  }, [open]);
  return (
    <Box
      ref={root}
      sx={{ position: 'relative', flexShrink: 0 }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <Button
        ref={button}
        startIcon={
          <Badge color="primary" variant="dot" invisible={chosen === 0}>
            <FilterList />
          </Badge>
        }
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {t.requests.words.filters}
      </Button>
      {open ? (
        <Paper
          id={id}
          role="group"
          aria-label={t.requests.words.filters}
          variant="outlined"
          sx={{
            position: 'absolute',
            right: 0,
            top: '100%',
            zIndex: 'modal',
            width: 260,
            p: 2,
            display: 'grid',
            gap: 2,
            boxShadow: '0 6px 20px rgb(0 0 0 / 0.25)',
          }}
        >
          <Fields view={view} />
        </Paper>
      ) : null}
    </Box>
  );
}

function Fields({ view }: { readonly view: ListView }): ReactNode {
  const value = useFilters((state) => state.of[view]);
  const change = useFilters((state) => state.change);
  return (
    <>
      <ProviderSelect
        value={value.practitionerId}
        onChange={(practitionerId) => change(view, { practitionerId })}
      />
      <SelectField
        label={t.requests.words.kind}
        value={value.kind ?? ''}
        options={[
          { value: '', label: t.requests.words.allKinds },
          { value: 'reschedule', label: kindWords().reschedule },
          { value: 'cancel', label: kindWords().cancel },
          { value: 'new', label: kindWords().new },
        ]}
        onChange={(kind) => change(view, { kind: kind === '' ? null : kind })}
      />
      <SelectField
        label={t.requests.words.state}
        value={value.filter}
        options={statesOf(view)}
        onChange={(filter) => change(view, { filter })}
      />
      {view === 'history' ? (
        <SettledFields />
      ) : (
        <SelectField
          label={t.requests.words.sort}
          value={value.sort}
          options={[
            { value: 'appointment', label: t.requests.words.sortAppointment },
            { value: 'arrival', label: t.requests.words.sortArrival },
          ]}
          onChange={(sort) => change(view, { sort })}
        />
      )}
    </>
  );
}
