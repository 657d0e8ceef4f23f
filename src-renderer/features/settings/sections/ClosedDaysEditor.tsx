import AddIcon from '@mui/icons-material/Add';
import CloseIcon from '@mui/icons-material/Close';
import { Box, Button, IconButton, TextField, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { closedDatesFrom, repeatsOf } from '../../../../src-shared/domain/closed-days.ts';
import { isPlainDate, type PlainDate, plainDateOf } from '../../../../src-shared/domain/time.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { clock } from '../../../api/clock.ts';
import { useQuery } from '../../../api/use-query.ts';
import { useZone } from '../../../stores/clinic.ts';
import { Field } from '../Field.tsx';
import { fieldId } from '../field-id.ts';
import type { Problem } from '../forms/checks.ts';
import { withHolidays } from '../forms/holiday-rows.ts';
import { type ClosedDayRow, closedDayField } from '../forms/practice-form.ts';
import { nextKey, patchRow, removeRow } from '../forms/rows.ts';
import { Part } from '../SectionFrame.tsx';
import { useFocusOn } from '../use-focus-on.ts';

interface Props {
  readonly days: readonly ClosedDayRow[];
  readonly problems: readonly Problem[];
  readonly onChange: (days: readonly ClosedDayRow[]) => void;
}

const ADD = 'add-closed-day';

/** The days on which the practice is closed although its weekday has hours. */
export function ClosedDaysEditor({ days, problems, onChange }: Props): ReactNode {
  const focusOn = useFocusOn();
  const today = plainDateOf(clock.now(), useZone());
  const thisYear = Number(today.slice(0, 4));
  // A year of which nothing is missing any more is not offered.
  const offered = [thisYear, thisYear + 1]
    .map((year) => ({ year, rows: withHolidays(days, year, today) }))
    .filter(({ rows }) => rows.length > days.length);
  const add = (): void => {
    const key = nextKey(days);
    onChange([...days, { key, date: '', name: '' }]);
    focusOn(fieldId(closedDayField(key, 'date')));
  };
  const remove = (key: number): void => {
    onChange(removeRow(days, key));
    focusOn(fieldId(ADD));
  };
  return (
    <Part title={t.settings.practiceText.closedDays} hint={t.settings.practiceText.closedDaysHint}>
      {days.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t.settings.practiceText.noClosedDays}
        </Typography>
      ) : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}>
        {days.map(({ key, date, name, repeats }, index) => (
          <Box
            component="li"
            key={key}
            sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'start' }}
          >
            <Field
              field={closedDayField(key, 'date')}
              label={t.settings.practiceText.dateLabel}
              type="date"
              value={date}
              problems={problems}
              onText={(text) => onChange(patchRow(days, key, { date: text }))}
              slotProps={{
                inputLabel: { shrink: true },
                htmlInput: { 'aria-label': t.settings.practiceText.closedDate(index + 1) },
              }}
              sx={{ width: 170, flex: 'none' }}
            />
            <Field
              field={closedDayField(key, 'name')}
              label={t.settings.practiceText.nameLabel}
              value={name}
              problems={problems}
              onText={(text) => onChange(patchRow(days, key, { name: text }))}
              slotProps={{ htmlInput: { 'aria-label': t.settings.practiceText.closedName(index + 1) } }}
              sx={{ flex: '1 1 180px' }}
            />
            <TextField
              select
              label={t.settings.practiceText.repeatsLabel}
              value={repeats !== undefined && repeatsOf(date).includes(repeats) ? repeats : ''}
              onChange={({ target }) =>
                onChange(
                  patchRow(days, key, { repeats: repeatsOf(date).find((one) => one === target.value) }),
                )
              }
              slotProps={{
                select: { native: true },
                inputLabel: { shrink: true },
                htmlInput: { 'aria-label': t.settings.practiceText.closedRepeats(index + 1) },
              }}
              sx={{ width: 260, flex: 'none' }}
            >
              <option value="">{t.settings.practiceText.once}</option>
              {repeatsOf(date).map((one) => (
                <option key={one} value={one}>
                  {t.closedDays.repeatsWords(date, one)}
                </option>
              ))}
            </TextField>
            <IconButton
              aria-label={t.settings.practiceText.removeClosedDay(index + 1)}
              title={t.settings.practiceText.removeClosedDay(index + 1)}
              onClick={() => remove(key)}
              sx={{ mt: 0.4 }}
            >
              <CloseIcon fontSize="small" />
            </IconButton>
          </Box>
        ))}
      </Box>
      <StandingVisits days={days} today={today} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
        <Button id={fieldId(ADD)} startIcon={<AddIcon />} onClick={add}>
          {t.settings.practiceText.addClosedDay}
        </Button>
        {offered.map(({ year, rows }) => (
          <Button
            key={year}
            startIcon={<AddIcon />}
            onClick={() => {
              onChange(rows);
              focusOn(fieldId(ADD));
            }}
          >
            {t.settings.practiceText.addHolidays(year)}
          </Button>
        ))}
      </Box>
    </Part>
  );
}

/** So far ahead visits on closed days are looked for. */
const LOOKED_DAYS = 366;

/** Which visits stand on the closed days as they are typed. */
function StandingVisits({
  days,
  today,
}: {
  readonly days: readonly ClosedDayRow[];
  readonly today: PlainDate;
}): ReactNode {
  const zone = useZone();
  const closedDays = days
    .filter(({ date }) => isPlainDate(date))
    .map(({ date, name, repeats }) => ({ date, name, repeats }));
  const dates = closedDatesFrom({ closedDays }, today, LOOKED_DAYS);
  const { data } = useQuery('schedule.visitsOn', { dates });
  const words = data && t.closedDays.visitsSentence(data, { now: clock.now(), zone });
  return (
    <Typography variant="body2" color="warning" role="status" sx={{ mt: words ? 1.5 : 0 }}>
      {words}
    </Typography>
  );
}
