import Close from '@mui/icons-material/Close';
import { Box, Button, IconButton, TextField, Typography } from '@mui/material';
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { standsAt } from '../../../../src-shared/domain/appointment.ts';
import { MOST_PROPOSED, type VisitSlot } from '../../../../src-shared/domain/request.ts';
import { type EpochMs, isPlainDate, MINUTE_MS, toInstant } from '../../../../src-shared/domain/time.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { clock } from '../../../api/clock.ts';
import { useQuery } from '../../../api/use-query.ts';
import { DateInput } from '../../../components/DateInput.tsx';
import { useMoment, useZone } from '../../../stores/clinic.ts';
import { suggestFrom } from '../form/suggest.ts';

interface Props {
  readonly row: RequestRow;
  /** The times offered so far, of one visit; the first is the one the dialog was opened with. */
  readonly slots: readonly VisitSlot[];
  /** Takes all but the first. */
  readonly onChange: (alternatives: readonly VisitSlot[]) => void;
  /** What is typed and has not been added. */
  readonly typed: TypedTime;
  readonly onType: (typed: TypedTime) => void;
  /** Somebody wanted to send without adding it. */
  readonly forgotten: boolean;
  readonly timeRef: Ref<HTMLInputElement>;
}

/** A date and a time as the fields have them; empty while nothing is typed. */
export interface TypedTime {
  readonly date: string;
  readonly time: string;
}

export const NOTHING_TYPED: TypedTime = { date: '', time: '' };

/** What adds a time: one of the nearest, or the date where none has been found yet. */
const ADDS = '[data-add-time], input[type="date"]';

/** As many as there is room for beside the reason. */
const SUGGESTED = 4;

/** The times of a proposal, and up to two more of which the patient may take one instead. */
export function OfferedTimes({ row, slots, onChange, ...typing }: Props): ReactNode {
  const { zone, now } = useMoment();
  const [first, ...others] = slots;
  const group = useRef<HTMLDivElement>(null);
  const [next, setNext] = useState<{ readonly selector: string } | null>(null);
  // The button that was pressed is gone: whoever added a time goes on from it, whoever took one out from those that can be added.
  useEffect(() => {
    if (next !== null) group.current?.querySelector<HTMLElement>(next.selector)?.focus();
  }, [next]);
  if (first === undefined) return null;
  // As the letter has them.
  const inOrder = slots.toSorted((a, b) => a.start - b.start);
  const add = (start: EpochMs): void => {
    onChange([...others, { ...first, start, end: start + (first.end - first.start) }]);
    typing.onType(NOTHING_TYPED);
    setNext({ selector: `[data-take-out="${start}"]` });
  };
  return (
    <Box
      ref={group}
      role="group"
      aria-label={t.requests.words.timesOffered}
      sx={{ display: 'grid', gap: 0.75 }}
    >
      <Typography component="h3" variant="h3">
        {t.requests.words.timesOffered}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {inOrder.map((slot) => (
          <Box
            component="li"
            key={slot.start}
            sx={{ display: 'flex', alignItems: 'center', gap: 0.5, minHeight: 30 }}
          >
            <Typography variant="body2">{t.times.shortRange(slot.start, slot.end, now, zone)}</Typography>
            {slot === first ? null : (
              <IconButton
                data-take-out={slot.start}
                size="small"
                aria-label={t.requests.takeOutTime(t.times.shortDateTime(slot.start, now, zone))}
                onClick={() => {
                  onChange(others.filter(({ start }) => start !== slot.start));
                  setNext({ selector: ADDS });
                }}
              >
                <Close fontSize="inherit" />
              </IconButton>
            )}
          </Box>
        ))}
      </Box>
      {slots.length < MOST_PROPOSED ? (
        <AnotherTime row={row} slots={slots} first={first} onAdd={add} {...typing} />
      ) : null}
    </Box>
  );
}

/** Adds a time: one of the nearest free ones, or one that is typed. */
function AnotherTime({
  row,
  slots,
  first,
  onAdd,
  typed: { date, time },
  onType,
  forgotten,
  timeRef,
}: Omit<Props, 'onChange'> & {
  readonly first: VisitSlot;
  readonly onAdd: (start: EpochMs) => void;
}): ReactNode {
  const zone = useZone();
  const now = clock.now();
  const wish = row.requested?.start ?? null;
  const original = standsAt(row.appointment)?.start ?? first.start;
  const { data } = useQuery('schedule.nextSlots', {
    practitionerId: first.practitionerId,
    patientId: row.patient?.id ?? null,
    minutes: Math.round((first.end - first.start) / MINUTE_MS),
    from: suggestFrom({ requested: wish, original }, now, zone),
    like: { original, requested: wish },
    movingAppointmentId: row.appointment.id,
  });
  const taken = new Set(slots.map(({ start }) => start));
  const free = (data ?? []).filter(({ start }) => start > now && !taken.has(start)).slice(0, SUGGESTED);
  const typed = isPlainDate(date) ? toInstant(date, time, zone) : null;
  const start = typed?.ok === true && typed.value > now && !taken.has(typed.value) ? typed.value : null;
  return (
    <Box role="group" aria-label={t.requests.words.anotherTime} sx={{ display: 'grid', gap: 0.75 }}>
      <Typography variant="caption" color="textSecondary">
        {t.requests.words.anotherTime}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        {free.map((slot) => (
          <Button
            key={slot.start}
            data-add-time
            variant="outlined"
            onClick={() => onAdd(slot.start)}
            sx={{ py: 0.125, px: 1, fontWeight: 500 }}
          >
            {t.times.shortDateTime(slot.start, now, zone)}
          </Button>
        ))}
      </Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(148px, 1.3fr) minmax(116px, 1fr) auto',
          gap: 0.75,
          alignItems: 'start',
          mt: 0.75,
        }}
      >
        <DateInput
          label={t.requests.words.date}
          value={date}
          onText={(text) => onType({ date: text, time })}
          error={forgotten}
        />
        <TextField
          type="time"
          label={t.requests.words.time}
          value={time}
          onChange={(event) => onType({ date, time: event.target.value })}
          error={forgotten}
          inputRef={timeRef}
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { step: 300 } }}
        />
        <Button
          variant="outlined"
          disabled={start === null}
          onClick={() => {
            if (start !== null) onAdd(start);
          }}
        >
          {t.requests.words.addTime}
        </Button>
      </Box>
      {forgotten ? (
        <Typography variant="caption" color="error" role="alert">
          {t.requests.words.timeNotAdded}
        </Typography>
      ) : null}
    </Box>
  );
}
