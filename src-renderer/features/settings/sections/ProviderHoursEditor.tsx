import AddIcon from '@mui/icons-material/Add';
import CloseIcon from '@mui/icons-material/Close';
import { Box, Button, Checkbox, FormControlLabel, IconButton, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { SelectField } from '../../../components/SelectField.tsx';
import { useClinic } from '../../../stores/clinic.ts';
import type { Problem } from '../forms/checks.ts';
import {
  type DayForm,
  hoursOf,
  type OwnDayForm,
  ownDays,
  type ProviderHoursRow,
} from '../forms/practice-form.ts';
import { nextKey, patchRow, removeRow, withKeys } from '../forms/rows.ts';
import { Part } from '../SectionFrame.tsx';
import { Intervals } from './HoursEditor.tsx';

interface Props {
  readonly rows: readonly ProviderHoursRow[];
  /** The practice's hours: what a day of one's own begins with. */
  readonly hours: readonly DayForm[];
  readonly problems: readonly Problem[];
  readonly onChange: (rows: readonly ProviderHoursRow[]) => void;
}

/** Who sees patients at other times than the practice opens. */
export function ProviderHoursEditor({ rows, hours, problems, onChange }: Props): ReactNode {
  const { practitioners } = useClinic().directory;
  const nameOf = (id: string): string =>
    practitioners.find((one) => one.id === id)?.name ?? t.settings.practiceText.unknownProvider;
  const others = practitioners.filter(
    ({ id, active }) => active && !rows.some((row) => row.practitionerId === id),
  );
  const [chosen, choose] = useState('');
  const toAdd = others.find(({ id }) => id === chosen);
  const add = (): void => {
    if (toAdd === undefined) return;
    onChange([...rows, { key: nextKey(rows), practitionerId: toAdd.id, days: ownDays([]) }]);
    choose('');
  };
  return (
    <Part title={t.settings.practiceText.providerHours} hint={t.settings.practiceText.providerHoursHint}>
      {rows.map((row) => (
        <ProviderDays
          key={row.key}
          name={nameOf(row.practitionerId)}
          row={row}
          hours={hours}
          problems={problems}
          onDays={(days) => onChange(patchRow(rows, row.key, { days }))}
          onRemove={() => onChange(removeRow(rows, row.key))}
        />
      ))}
      {others.length === 0 ? null : (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 1.5 }}>
          <Box sx={{ width: 300 }}>
            <SelectField
              label={t.settings.practiceText.providerToAdd}
              value={toAdd?.id ?? ''}
              options={[
                { value: '', label: '' },
                ...others
                  .toSorted((a, b) => t.language.compareNames(a.name, b.name))
                  .map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={choose}
            />
          </Box>
          <Button startIcon={<AddIcon />} disabled={toAdd === undefined} onClick={add}>
            {t.settings.practiceText.addProviderHours}
          </Button>
        </Box>
      )}
    </Part>
  );
}

interface DaysProps {
  readonly name: string;
  readonly row: ProviderHoursRow;
  readonly hours: readonly DayForm[];
  readonly problems: readonly Problem[];
  readonly onDays: (days: readonly OwnDayForm[]) => void;
  readonly onRemove: () => void;
}

function ProviderDays({ name, row, hours, problems, onDays, onRemove }: DaysProps): ReactNode {
  const { practiceText } = t.settings;
  const change = (weekday: number, patch: Partial<OwnDayForm>): void =>
    onDays(row.days.map((day) => (day.weekday === weekday ? { ...day, ...patch } : day)));
  const setOwn = (day: OwnDayForm, own: boolean): void => {
    const practice = hours.find(({ weekday }) => weekday === day.weekday)?.open ?? [];
    change(day.weekday, { own, open: own ? withKeys(practice) : [] });
  };
  return (
    <Box component="section" aria-label={name} sx={{ mt: 1.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography component="h5" dir="auto" sx={{ fontWeight: 600 }}>
          {name}
        </Typography>
        <IconButton
          aria-label={practiceText.removeProviderHours(name)}
          title={practiceText.removeProviderHours(name)}
          onClick={onRemove}
        >
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5 }}>
        {row.days.map((day) => {
          const weekday = t.times.weekdayName(day.weekday);
          return (
            <Box
              component="li"
              key={day.weekday}
              sx={{ display: 'grid', gridTemplateColumns: '190px 1fr', columnGap: 1.5, alignItems: 'start' }}
            >
              <FormControlLabel
                control={
                  <Checkbox
                    checked={day.own}
                    onChange={(_, own) => setOwn(day, own)}
                    slotProps={{ input: { 'aria-label': practiceText.ownHoursOn(name, weekday) } }}
                  />
                }
                label={weekday}
              />
              {day.own ? (
                <Intervals
                  name={practiceText.providerDay(name, weekday)}
                  day={day}
                  whenNone={practiceText.noHours}
                  whose={hoursOf(row)}
                  problems={problems}
                  onChange={(open) => change(day.weekday, { open })}
                />
              ) : (
                <Typography color="textSecondary" sx={{ pt: 1.1 }}>
                  {practiceText.asPractice}
                </Typography>
              )}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
