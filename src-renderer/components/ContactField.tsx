import { TextField } from '@mui/material';
import type { ReactNode } from 'react';
import type { ContactSystem } from '../../src-shared/domain/contact-point.ts';
import { t } from '../../src-shared/text/text.ts';

interface Props {
  readonly system: ContactSystem;
  readonly value: string;
  /** What is wrong with it, in words; null: nothing that is known. */
  readonly problem: string | null;
  readonly onType: (value: string) => void;
}

/** The one field of a dialog that asks for an e-mail address or a telephone number: chosen whole, as another one is typed over it most often. */
export const ContactField = ({ system, value, problem, onType }: Props): ReactNode => (
  <TextField
    label={system === 'email' ? t.attention.attentionText.newAddress : t.patients.patientsText.newPhone}
    value={value}
    onChange={(event) => onType(event.target.value)}
    onFocus={(event) => event.target.select()}
    error={problem !== null}
    helperText={problem ?? (system === 'email' ? t.patients.foreignLettersWords(value) : '')}
    autoFocus
    fullWidth
    slotProps={{
      htmlInput: {
        maxLength: 1000,
        inputMode: system === 'email' ? 'email' : 'tel',
        spellCheck: false,
        autoComplete: 'off',
      },
    }}
  />
);
