import { Box, Typography } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { standsAt } from '../../../src-shared/domain/appointment.ts';
import { plainDateOf } from '../../../src-shared/domain/time.ts';
import type { RequestRow } from '../../../src-shared/ipc/request-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { clock } from '../../api/clock.ts';
import { useZone } from '../../stores/clinic.ts';
import { useInbox } from '../../stores/inbox.ts';
import { DayList } from '../schedule/DayList.tsx';
import { FormDay } from '../visit/form/FormDay.tsx';
import { useRequestDraft } from '../visit/form/use-draft.ts';
import { subjectOf } from '../visit/form/visit-subject.ts';

/** The schedule beside the list: the day and the provider that the row in focus is about. */
export function SidePane(): ReactNode {
  const row = useInbox((state) => state.focused);
  const expanded = useInbox((state) => row !== null && state.expanded.has(row.id));
  return (
    <Box
      component="aside"
      aria-label={t.requests.words.daySchedule}
      sx={{
        width: 372,
        flexShrink: 0,
        minHeight: 0,
        overflow: 'auto',
        position: 'relative',
        borderLeft: 1,
        borderColor: 'divider',
        p: 1.5,
      }}
    >
      {row === null ? null : (
        <Typography
          variant="caption"
          color="textSecondary"
          dir="auto"
          noWrap
          sx={{ display: 'block', mb: 0.5 }}
        >
          {row.patientName}
        </Typography>
      )}
      {row !== null && expanded ? <DayOfForm key={row.id} row={row} /> : <DayOfRow row={row} />}
    </Box>
  );
}

function DayOfForm({ row }: { readonly row: RequestRow }): ReactNode {
  const { draft, ready, edit } = useRequestDraft(row);
  return ready ? <FormDay subject={subjectOf(row)} draft={draft} edit={edit} /> : null;
}

function DayOfRow({ row }: { readonly row: RequestRow | null }): ReactNode {
  const zone = useZone();
  const time =
    row === null ? null : (row.proposal?.appointments[0] ?? row.requested ?? standsAt(row.appointment));
  const rowDate = plainDateOf(time?.start ?? clock.now(), zone);
  const [date, setDate] = useState(rowDate);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row shows its own day, also when that is the same date.
  useEffect(() => setDate(rowDate), [row?.id, rowDate]);
  // A proposal stands on the schedule itself, as a Tentative.
  const wished = row === null || row.proposal !== null ? null : row.requested;
  return (
    <DayList
      date={date}
      practitionerId={row?.appointment.practitionerId ?? null}
      onDateChange={setDate}
      highlight={
        row === null || wished === null
          ? null
          : {
              start: wished.start,
              end: wished.end,
              label: `${t.requests.words.requestedTime}: ${row.patientName}`,
            }
      }
    />
  );
}
