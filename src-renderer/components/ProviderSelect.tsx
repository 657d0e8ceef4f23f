import type { ReactNode } from 'react';
import { t } from '../../src-shared/text/text.ts';
import { useClinic } from '../stores/clinic.ts';
import { SelectField } from './SelectField.tsx';

interface Props {
  /** `null`: everybody. */
  readonly value: string | null;
  readonly onChange: (practitionerId: string | null) => void;
}

/** Chooses one provider, or all of them. */
export function ProviderSelect({ value, onChange }: Props): ReactNode {
  const { directory } = useClinic();
  return (
    <SelectField
      label={t.common.common.provider}
      value={value ?? ''}
      options={[
        { value: '', label: t.common.common.allProviders },
        ...directory.practitioners
          .filter((one) => one.active || one.id === value)
          .map((one) => ({ value: one.id, label: one.name })),
      ]}
      onChange={(id) => onChange(id === '' ? null : id)}
    />
  );
}
