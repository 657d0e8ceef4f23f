import { Box } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import { isPlainDate, MINUTE_MS, plainDateOf, plainTimeOf } from '../../../../src-shared/domain/time.ts';
import { clock } from '../../../api/clock.ts';
import { useZone } from '../../../stores/clinic.ts';
import { DayList } from '../../schedule/DayList.tsx';
import { readMinutes, readStart } from './read-form.ts';
import type { VisitSubject } from './visit-subject.ts';

interface Props {
  readonly subject: VisitSubject;
  readonly draft: Draft;
  readonly edit: (change: Partial<Draft>) => void;
}

/** The chosen provider's day, with the time being typed marked on it. Another day can be looked at without changing the form. */
export function FormDay({ subject, draft, edit }: Props): ReactNode {
  const zone = useZone();
  const typedDate = isPlainDate(draft.date) ? draft.date : plainDateOf(clock.now(), zone);
  const [date, setDate] = useState(typedDate);
  useEffect(() => setDate(typedDate), [typedDate]);
  const start = readStart(draft, { zone, known: subject.known });
  const minutes = readMinutes(draft.minutes);
  return (
    <Box sx={{ minWidth: 0, overflow: 'auto' }}>
      <DayList
        date={date}
        practitionerId={draft.practitionerId}
        onDateChange={setDate}
        moving={subject.moving}
        highlight={
          start.ok && minutes !== null
            ? {
                start: start.value,
                end: start.value + minutes * MINUTE_MS,
                label: subject.label,
              }
            : null
        }
        onPickTime={(at) => edit({ date: plainDateOf(at, zone), time: plainTimeOf(at, zone) })}
      />
    </Box>
  );
}
