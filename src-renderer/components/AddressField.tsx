import { TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../src-shared/text/text.ts';

interface Props {
  readonly address: string;
  /** What is wrong with it, in words; null: nothing that is known. */
  readonly problem: string | null;
  readonly onType: (address: string) => void;
}

/** The one field of a dialog that asks for an e-mail address: chosen whole, as another one is typed over it most often. */
export const AddressField = ({ address, problem, onType }: Props): ReactNode => (
  <TextField
    label={t.attention.attentionText.newAddress}
    value={address}
    onChange={(event) => onType(event.target.value)}
    onFocus={(event) => event.target.select()}
    error={problem !== null}
    helperText={problem ?? t.patients.foreignLettersWords(address)}
    autoFocus
    fullWidth
    slotProps={{
      htmlInput: { maxLength: 1000, inputMode: 'email', spellCheck: false, autoComplete: 'off' },
    }}
  />
);
