import { TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { requestOutcome } from '../../../../src-shared/domain/request.ts';
import { isPlainDate } from '../../../../src-shared/domain/time.ts';
import { actorWords } from '../../../../src-shared/text/stored-names.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';
import { SelectField } from '../../../components/SelectField.tsx';
import { FIRST_DAY, LAST_DAY } from '../../../stores/calendar.ts';
import { NOT_NARROWED, useFilters } from '../list/filters-store.ts';

/** What narrows the history: how a request ended, who settled it, and on which days. */
export function SettledFields(): ReactNode {
  const settled = useFilters((state) => state.of.history.settled ?? NOT_NARROWED);
  const change = useFilters((state) => state.change);
  const people = useQuery('requests.settledBy', undefined).data ?? [];
  const set = (part: Partial<typeof settled>): void =>
    change('history', { settled: { ...settled, ...part } });
  // Whoever is chosen stays to be seen, also before the names are there.
  const names = settled.by === null || people.includes(settled.by) ? people : [settled.by, ...people];
  return (
    <>
      <SelectField
        label={t.requests.words.outcome}
        value={settled.outcome ?? ''}
        options={[
          { value: '', label: t.requests.words.allOutcomes },
          ...requestOutcome.options.map((value) => ({ value, label: t.requests.OUTCOME[value] })),
        ]}
        onChange={(outcome) => set({ outcome: outcome === '' ? null : outcome })}
      />
      <SelectField
        label={t.requests.words.settledBy}
        value={settled.by ?? ''}
        options={[
          { value: '', label: t.requests.words.anybody },
          ...names.map((name) => ({ value: name, label: actorWords(name) })),
        ]}
        onChange={(by) => set({ by: by === '' ? null : by })}
      />
      <DayField
        label={t.requests.words.settledFrom}
        value={settled.from}
        onChange={(from) => set({ from })}
      />
      <DayField label={t.requests.words.settledTo} value={settled.to} onChange={(to) => set({ to })} />
    </>
  );
}

/** A day, or none. What is typed half has no value yet, and narrows nothing. */
function DayField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (date: string | null) => void;
}): ReactNode {
  return (
    <TextField
      type="date"
      label={label}
      // A date that is being typed is the field's own: given back as text it would be lost.
      defaultValue={value ?? ''}
      onChange={({ target }) => {
        const date = target.value;
        onChange(isPlainDate(date) && date >= FIRST_DAY && date <= LAST_DAY ? date : null);
      }}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: FIRST_DAY, max: LAST_DAY } }}
    />
  );
}
