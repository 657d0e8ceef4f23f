import { Box, Checkbox, FormControlLabel } from '@mui/material';
import type { ReactNode } from 'react';
import { GRID_STEPS } from '../../../../src-shared/domain/calendar-setup.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { SelectField } from '../../../components/SelectField.tsx';
import { useCalendar, useCalendarSetup } from '../../../stores/calendar.ts';
import { useClinic } from '../../../stores/clinic.ts';
import type { CalendarView } from '../../../stores/navigation.ts';
import { AwayButton } from './AwayButton.tsx';
import { BlockButton } from './BlockButton.tsx';

interface Props {
  readonly view: CalendarView;
  /** The choice of providers. */
  readonly whose: ReactNode;
}

/** What is shown of the day or week: whose columns, where, how fine the grid is, and whether with what was cancelled; and who is away. */
export function CalendarFilters({ view, whose }: Props): ReactNode {
  const showCancelled = useCalendar((state) => state.showCancelled);
  const setShowCancelled = useCalendar((state) => state.setShowCancelled);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.25, rowGap: 1 }}>
      {whose}
      <Where />
      {view === 'list' ? null : <Step />}
      <FormControlLabel
        sx={{ mx: 0 }}
        label={t.schedule.scheduleText.showCancelled}
        control={
          <Checkbox
            size="small"
            checked={showCancelled}
            onChange={(_, checked) => setShowCancelled(checked)}
          />
        }
      />
      {/* They wrap together, and stay at the end. */}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 1, ml: 'auto' }}>
        <BlockButton />
        <AwayButton />
      </Box>
    </Box>
  );
}

function Where(): ReactNode {
  const { directory } = useClinic();
  const { locationId } = useCalendarSetup();
  const setUp = useCalendar((state) => state.setUp);
  return (
    <Box sx={{ width: 150 }}>
      <SelectField
        label={t.calendarViews.viewsText.location}
        value={locationId ?? ''}
        options={[
          { value: '', label: t.calendarViews.viewsText.allLocations },
          ...directory.locations
            .filter(({ id, active }) => active || id === locationId)
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => setUp({ locationId: id === '' ? null : id })}
      />
    </Box>
  );
}

function Step(): ReactNode {
  const { stepMinutes } = useCalendarSetup();
  const setUp = useCalendar((state) => state.setUp);
  return (
    <Box sx={{ width: 116 }}>
      <SelectField
        label={t.calendarViews.viewsText.gridStep}
        value={String(stepMinutes)}
        options={GRID_STEPS.map((minutes) => ({
          value: String(minutes),
          label: t.calendarViews.stepLabel(minutes),
        }))}
        onChange={(value) => {
          const step = GRID_STEPS.find((minutes) => String(minutes) === value);
          if (step !== undefined) setUp({ stepMinutes: step });
        }}
      />
    </Box>
  );
}
