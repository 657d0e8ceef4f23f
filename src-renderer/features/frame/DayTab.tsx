import { Box } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { plainDateOf } from '../../../src-shared/domain/time.ts';
import { clock } from '../../api/clock.ts';
import { ProviderSelect } from '../../components/ProviderSelect.tsx';
import { useZone } from '../../stores/clinic.ts';
import { DayList } from '../schedule/DayList.tsx';

/** One day of the schedule, of everybody or of one provider. */
export function DayTab(): ReactNode {
  const zone = useZone();
  const [date, setDate] = useState(() => plainDateOf(clock.now(), zone));
  const [practitionerId, setPractitionerId] = useState<string | null>(null);
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', p: 2, maxWidth: 960 }}>
      <Box sx={{ maxWidth: 280, mb: 1.5 }}>
        <ProviderSelect value={practitionerId} onChange={setPractitionerId} />
      </Box>
      <DayList date={date} practitionerId={practitionerId} onDateChange={setDate} />
    </Box>
  );
}
