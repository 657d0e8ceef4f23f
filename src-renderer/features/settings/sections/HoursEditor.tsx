import AddIcon from '@mui/icons-material/Add';
import CloseIcon from '@mui/icons-material/Close';
import { Box, Button, IconButton, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { Field } from '../Field.tsx';
import type { Problem } from '../forms/checks.ts';
import { type DayForm, hoursField, type IntervalRow } from '../forms/practice-form.ts';
import { nextKey, patchRow, removeRow } from '../forms/rows.ts';
import { Part } from '../SectionFrame.tsx';

interface Props {
  readonly hours: readonly DayForm[];
  readonly problems: readonly Problem[];
  readonly onChange: (hours: readonly DayForm[]) => void;
}

/** Opening hours of each weekday, several pairs of times a day. */
export function HoursEditor({ hours, problems, onChange }: Props): ReactNode {
  const setDay = (weekday: number, open: readonly IntervalRow[]): void =>
    onChange(hours.map((day) => (day.weekday === weekday ? { ...day, open } : day)));
  const copyMonday = (): void => {
    const monday = hours.find((day) => day.weekday === 1)?.open ?? [];
    onChange(hours.map((day) => (day.weekday >= 2 && day.weekday <= 5 ? { ...day, open: monday } : day)));
  };
  return (
    <Part title={t.settings.practiceText.hours} hint={t.settings.practiceText.hoursHint}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
        {hours.map((day) => (
          <DayRow
            key={day.weekday}
            day={day}
            problems={problems}
            onChange={(open) => setDay(day.weekday, open)}
          />
        ))}
      </Box>
      <Button sx={{ mt: 1.5 }} onClick={copyMonday}>
        {t.settings.practiceText.copyMonday}
      </Button>
    </Part>
  );
}

interface DayProps {
  readonly day: DayForm;
  readonly problems: readonly Problem[];
  readonly onChange: (open: readonly IntervalRow[]) => void;
}

function DayRow({ day, problems, onChange }: DayProps): ReactNode {
  const name = t.times.weekdayName(day.weekday);
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '96px 1fr',
        columnGap: 1.5,
        alignItems: 'start',
        minHeight: 40,
      }}
    >
      <Typography sx={{ pt: 1.1, fontWeight: 600 }}>{name}</Typography>
      <Intervals
        name={name}
        day={day}
        whenNone={t.settings.practiceText.closed}
        problems={problems}
        onChange={onChange}
      />
    </Box>
  );
}

interface IntervalsProps extends DayProps {
  /** Whose day it is. */
  readonly name: string;
  /** What is said where there are no hours. */
  readonly whenNone: string;
  /** What the fields have before the rest; see `hoursOf`. */
  readonly whose?: string;
}

/** The pairs of times of one weekday, and a button for a further one. */
export function Intervals({
  name,
  day,
  whenNone,
  problems,
  onChange,
  whose = '',
}: IntervalsProps): ReactNode {
  const last = day.open.at(-1);
  const add = (): void =>
    onChange([
      ...day.open,
      {
        key: nextKey(day.open),
        from: last === undefined ? '08:00' : '',
        to: last === undefined ? '17:00' : '',
      },
    ]);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 1 }}>
      {day.open.length === 0 ? (
        <Typography color="textSecondary" sx={{ pt: 1.1 }}>
          {whenNone}
        </Typography>
      ) : null}
      {day.open.map((interval, index) => (
        <Interval
          key={interval.key}
          day={name}
          fieldOf={(end) => hoursField(day.weekday, interval.key, end, whose)}
          n={index + 1}
          interval={interval}
          problems={problems}
          onPatch={(patch) => onChange(patchRow(day.open, interval.key, patch))}
          onRemove={() => onChange(removeRow(day.open, interval.key))}
        />
      ))}
      <IconButton
        aria-label={t.settings.practiceText.addHoursOn(name)}
        title={t.settings.practiceText.addHoursOn(name)}
        onClick={add}
        sx={{ mt: 0.4 }}
      >
        <AddIcon fontSize="small" />
      </IconButton>
    </Box>
  );
}

interface IntervalProps {
  readonly day: string;
  readonly fieldOf: (end: 'from' | 'to') => string;
  readonly n: number;
  readonly interval: IntervalRow;
  readonly problems: readonly Problem[];
  readonly onPatch: (patch: Partial<Omit<IntervalRow, 'key'>>) => void;
  readonly onRemove: () => void;
}

function Interval({ day, fieldOf, n, interval, problems, onPatch, onRemove }: IntervalProps): ReactNode {
  const timeField = (end: 'from' | 'to', label: string): ReactNode => (
    <Field
      field={fieldOf(end)}
      label=""
      type="time"
      value={interval[end]}
      problems={problems}
      onText={(text) => onPatch(end === 'from' ? { from: text } : { to: text })}
      slotProps={{ htmlInput: { 'aria-label': label } }}
      sx={{ width: 132, '& input': { px: 1.25 } }}
    />
  );
  return (
    <Box sx={{ display: 'flex', alignItems: 'start', gap: 0.75 }}>
      {timeField('from', t.settings.practiceText.from(day, n))}
      <Typography component="span" aria-hidden sx={{ pt: 1.1 }}>
        {t.settings.practiceText.until}
      </Typography>
      {timeField('to', t.settings.practiceText.to(day, n))}
      <IconButton
        aria-label={t.settings.practiceText.removeHours(day, n)}
        title={t.settings.practiceText.removeHours(day, n)}
        onClick={onRemove}
        sx={{ mt: 0.4 }}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
    </Box>
  );
}
