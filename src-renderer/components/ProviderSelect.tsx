import { MenuItem, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { useClinic } from '../stores/clinic.ts';
import { common } from '../text/common.ts';

interface Props {
  /** `null`: everybody. */
  readonly value: string | null;
  readonly onChange: (practitionerId: string | null) => void;
}

/** Chooses one provider, or all of them. */
export function ProviderSelect({ value, onChange }: Props): ReactNode {
  const { directory } = useClinic();
  return (
    <TextField
      select
      label={common.provider}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="">{common.allProviders}</MenuItem>
      {directory.practitioners
        .filter((one) => one.active || one.id === value)
        .map((one) => (
          <MenuItem key={one.id} value={one.id}>
            {one.name}
          </MenuItem>
        ))}
    </TextField>
  );
}
