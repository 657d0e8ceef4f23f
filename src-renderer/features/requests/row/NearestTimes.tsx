import { Box, Button, Typography } from '@mui/material';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { standsAt } from '../../../../src-shared/domain/appointment.ts';
import type { VisitSlot } from '../../../../src-shared/domain/request.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src-shared/domain/time.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { liveKeys } from '../../../../src-shared/shortcuts.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';
import { windowGate } from '../../../keyboard/window-gate.ts';
import { useSingleKeys } from '../../../stores/clinic.ts';
import { useDialogs } from '../../../stores/dialogs.ts';
import { suggestFrom, suggestionNumber } from '../../visit/form/suggest.ts';
import { nearestOf, slotToPropose } from './nearest.ts';

interface Props {
  readonly row: RequestRow;
  readonly moment: Moment;
}

/**
 * For a time that is not free: the three free ones nearest to it, each to be proposed with one press. Nothing where the time is
 * free, or where nothing can be proposed in one step.
 */
export function NearestTimes({ row, moment }: Props): ReactNode {
  const slotAt = slotToPropose(row);
  return slotAt === null || row.requested === null ? null : (
    <Nearest row={row} moment={moment} wish={row.requested.start} slotAt={slotAt} />
  );
}

function Nearest({
  row,
  moment,
  wish,
  slotAt,
}: Props & {
  readonly wish: number;
  readonly slotAt: NonNullable<ReturnType<typeof slotToPropose>>;
}): ReactNode {
  const { start, end, practitionerId, id } = row.appointment;
  const original = standsAt(row.appointment)?.start ?? wish;
  // A visit that is stored longer than a day is not to be looked for.
  const minutes = Math.min(Math.max(Math.round((end - start) / MINUTE_MS), 5), (12 * HOUR_MS) / MINUTE_MS);
  const { data } = useQuery('schedule.nextSlots', {
    practitionerId,
    patientId: row.patient?.id ?? null,
    minutes,
    from: suggestFrom({ requested: wish, original }, moment.now, moment.zone),
    like: { original, requested: wish },
    movingAppointmentId: id,
  });
  const singleKeys = useSingleKeys();
  const group = useRef<HTMLDivElement>(null);
  const found = nearestOf(data ?? [], wish, moment.now);
  const propose = (slot: VisitSlot): void =>
    useDialogs
      .getState()
      .ask({ asks: 'words', decision: { on: 'request', row, command: { type: 'propose', slots: [slot] } } });
  const onKeyDown = (event: KeyboardEvent): void => {
    const number = suggestionNumber(event.nativeEvent, liveKeys('suggestion-in-focus', singleKeys));
    const button = number === null ? null : group.current?.querySelectorAll('button')[number - 1];
    if (button == null) return;
    event.preventDefault();
    event.stopPropagation();
    windowGate.act(() => button.focus());
  };
  return (
    // Of one height from the start: what is found moves nothing.
    <Box
      ref={group}
      role="group"
      aria-label={t.requests.words.nearestFree}
      data-nearest
      onKeyDown={onKeyDown}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.75, minHeight: 28 }}
    >
      <Typography variant="caption" color="textSecondary">
        {data !== null && found.length === 0 ? t.requests.words.nothingNear : t.requests.words.nearestFree}
      </Typography>
      {found.map((slot, index) => (
        <Button
          key={slot.start}
          variant="outlined"
          onClick={(event) => {
            if (event.detail <= 1) propose(slotAt(slot));
          }}
          sx={{ py: 0, px: 1 }}
        >
          {index + 1} {t.times.timeAfter(wish, slot.start, moment.now, moment.zone)}
        </Button>
      ))}
    </Box>
  );
}
