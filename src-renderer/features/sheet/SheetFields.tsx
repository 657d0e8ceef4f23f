import { Box, Checkbox, FormControlLabel, TextField } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { ProviderSelect } from '../../components/ProviderSelect.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { FIRST_DAY, LAST_DAY } from '../../stores/calendar.ts';
import type { SheetChoice } from './sheet-choice.ts';

interface Props {
  readonly choice: SheetChoice;
  readonly onChange: (change: Partial<SheetChoice>) => void;
}

/** Which days, whose, and whether with phone numbers. */
export function SheetFields({ choice, onChange }: Props): ReactNode {
  const dateId = useId();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, pt: 0.75 }}>
      <Box sx={{ width: 110 }}>
        <SelectField
          label={t.sheet.sheetText.days}
          value={choice.range}
          options={[
            { value: 'day', label: t.sheet.sheetText.day },
            { value: 'week', label: t.sheet.sheetText.week },
          ]}
          onChange={(range) => onChange({ range })}
          autoFocus
        />
      </Box>
      <TextField
        id={dateId}
        type="date"
        label={t.sheet.sheetText.date}
        value={choice.date}
        onChange={(event) => onChange({ date: event.target.value })}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: FIRST_DAY, max: LAST_DAY } }}
        sx={{ width: 160 }}
      />
      <Box sx={{ width: 240 }}>
        <ProviderSelect
          value={choice.practitionerId}
          onChange={(practitionerId) => onChange({ practitionerId })}
        />
      </Box>
      <FormControlLabel
        label={t.sheet.sheetText.phones}
        control={
          <Checkbox size="small" checked={choice.phones} onChange={(_, phones) => onChange({ phones })} />
        }
      />
    </Box>
  );
}
