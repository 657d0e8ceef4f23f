import { Box } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { isPlainDate, MINUTE_MS, plainDateOf, plainTimeOf } from '../../../../src-shared/domain/time.ts';
import type { Draft, RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { clock } from '../../../api/clock.ts';
import { useZone } from '../../../stores/clinic.ts';
import { words } from '../../../text/requests.ts';
import { DayList } from '../../schedule/DayList.tsx';
import { knownStarts } from './prefill.ts';
import { readMinutes, readStart } from './read-form.ts';

interface Props {
  readonly row: RequestRow;
  readonly draft: Draft;
  readonly edit: (change: Partial<Draft>) => void;
}

/** The chosen provider's day, with the time being typed marked on it. Another day can be looked at without changing the form. */
export function FormDay({ row, draft, edit }: Props): ReactNode {
  const zone = useZone();
  const typedDate = isPlainDate(draft.date) ? draft.date : plainDateOf(clock.now(), zone);
  const [date, setDate] = useState(typedDate);
  useEffect(() => setDate(typedDate), [typedDate]);
  const start = readStart(draft, { zone, known: knownStarts(row) });
  const minutes = readMinutes(draft.minutes);
  return (
    <Box sx={{ minWidth: 0, overflow: 'auto' }}>
      <DayList
        compact
        date={date}
        practitionerId={draft.practitionerId}
        onDateChange={setDate}
        moving={movedIds(row)}
        highlight={
          start.ok && minutes !== null
            ? {
                start: start.value,
                end: start.value + minutes * MINUTE_MS,
                label: `${words.reschedule}: ${row.patientName}`,
              }
            : null
        }
        onPickTime={(at) => edit({ date: plainDateOf(at, zone), time: plainTimeOf(at, zone) })}
      />
    </Box>
  );
}

/** What a decision about this request takes off its place: its time counts as free. */
const movedIds = (row: RequestRow): readonly string[] => [
  row.appointment.id,
  ...(row.proposal === null ? [] : [row.proposal.appointment.id]),
];
