import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import { placeOf } from '../../../../src-shared/domain/place.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { SelectField } from '../../../components/SelectField.tsx';
import { openLocations, useClinic } from '../../../stores/clinic.ts';
import type { FieldProblems } from './read-form.ts';

interface Props {
  readonly draft: Draft;
  readonly edit: (change: Partial<Draft>) => void;
  readonly types: readonly {
    readonly code: string;
    readonly display: string;
    readonly minutes: number | null;
  }[];
  readonly problems: FieldProblems;
}

/** With whom, where, and what kind of visit. */
export function WhereFields({ draft, edit, types, problems }: Props): ReactNode {
  const { directory } = useClinic();
  const named = (things: typeof directory.practitioners, chosen: string | null) =>
    things
      .filter((thing) => thing.active || thing.id === chosen)
      .map((thing) => ({ value: thing.id, label: thing.name }));
  const open = openLocations(directory);
  // A practice with one place means that one; of several none is guessed.
  const place = placeOf(draft.locationId, open);
  const locationId = place.ok ? place.value : null;
  return (
    <Box
      sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 150px), 1fr))' }}
    >
      <SelectField
        label={t.requests.words.provider}
        required
        value={draft.practitionerId ?? ''}
        options={[
          ...(draft.practitionerId === null ? [{ value: '', label: '' }] : []),
          ...named(directory.practitioners, draft.practitionerId),
        ]}
        error={problems.provider === undefined ? null : t.requests.FIELD_PROBLEM[problems.provider]}
        onChange={(id) => edit({ practitionerId: id === '' ? null : id })}
      />
      <SelectField
        label={t.requests.words.location}
        required={open.length > 0}
        value={locationId ?? ''}
        options={[
          ...(open.length === 0 ? [{ value: '', label: t.requests.words.noLocation }] : []),
          ...(open.length > 0 && locationId === null ? [{ value: '', label: '' }] : []),
          ...named(directory.locations, locationId),
        ]}
        error={problems.location === undefined ? null : t.requests.FIELD_PROBLEM[problems.location]}
        onChange={(id) => edit({ locationId: id === '' ? null : id })}
      />
      <SelectField
        label={t.requests.words.type}
        required
        value={draft.typeCode ?? ''}
        options={[
          ...(types.some((type) => type.code === draft.typeCode)
            ? []
            : [{ value: draft.typeCode ?? '', label: '' }]),
          ...types.map((type) => ({ value: type.code, label: type.display })),
        ]}
        error={problems.type === undefined ? null : t.requests.FIELD_PROBLEM[problems.type]}
        onChange={(code) => {
          const minutes = types.find((type) => type.code === code)?.minutes ?? null;
          edit({ typeCode: code, ...(minutes === null ? {} : { minutes: String(minutes) }) });
        }}
      />
    </Box>
  );
}
