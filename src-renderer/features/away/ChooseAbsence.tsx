import { Box, Button, TextField, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { LONGEST_ABSENCE_MS } from '../../../src-shared/domain/absence.ts';
import {
  dayBounds,
  type EpochMs,
  isPlainDate,
  toInstant,
  type ZoneId,
} from '../../../src-shared/domain/time.ts';
import type { CommandInput } from '../../../src-shared/ipc/contract.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { clock } from '../../api/clock.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { useQuery } from '../../api/use-query.ts';
import { DateInput } from '../../components/DateInput.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { FIRST_DAY, LAST_DAY, useShownDate } from '../../stores/calendar.ts';
import { useClinic, useZone } from '../../stores/clinic.ts';
import { IN_DIALOG, useTyped } from '../../stores/typed.ts';

interface Props {
  readonly onChosen: (id: string) => void;
  readonly onClose: () => void;
}

/** Who is away, and when; or one of those that have been begun. */
export function ChooseAbsence({ onChosen, onClose }: Props): ReactNode {
  const zone = useZone();
  const { directory } = useClinic();
  const shown = useShownDate();
  const known = useQuery('absences.list', undefined);
  const { busy, error, run } = useAttempt();
  const at = (field: string): string => `${IN_DIALOG}away/${field}`;
  const [practitionerId, setPractitionerId] = useTyped(at('provider'), '');
  const [from, setFrom] = useTyped<When>(at('from'), { date: shown, time: '' });
  const [until, setUntil] = useTyped<When>(at('until'), { date: shown, time: '' });
  const [asked, setAsked] = useState(false);
  const span = spanOf(from, until, zone, clock.now());
  const { words } = t.absences;
  const begin = (input: CommandInput<'absences.begin'>): void =>
    void run(async () => {
      const result = await invoke('absences.begin', input);
      if (result.ok) onChosen(result.value.id);
      return result;
    });
  return (
    <FormDialog
      title={words.title}
      about={<Typography color="textSecondary">{words.about}</Typography>}
      maxWidth="sm"
      onClose={onClose}
      onSubmit={() => {
        setAsked(true);
        if (practitionerId !== '' && typeof span !== 'string' && !busy) begin({ practitionerId, ...span });
      }}
      actions={
        <>
          <Button onClick={onClose}>{t.common.common.back}</Button>
          <Button type="submit" variant="contained" disabled={busy}>
            {words.listVisits}
          </Button>
        </>
      }
    >
      <ErrorNotice error={error ?? known.error} />
      <SelectField
        label={t.common.common.provider}
        required
        autoFocus
        value={practitionerId}
        options={[
          ...(practitionerId === '' ? [{ value: '', label: words.chooseProvider }] : []),
          ...directory.practitioners
            .filter(({ active, id }) => active || id === practitionerId)
            .map(({ id, name }) => ({ value: id, label: name })),
        ]}
        error={asked && practitionerId === '' ? words.providerMissing : null}
        onChange={setPractitionerId}
      />
      <WhenRow
        labels={[words.fromDate, words.fromTime]}
        when={from}
        onChange={(next) => {
          setFrom(next);
          // The last day goes along as long as it would lie before the first.
          if (isPlainDate(next.date) && until.date < next.date) setUntil({ ...until, date: next.date });
        }}
      />
      <WhenRow labels={[words.untilDate, words.untilTime]} when={until} onChange={setUntil} />
      <Typography
        variant="caption"
        color={asked && typeof span === 'string' ? 'error' : 'textSecondary'}
        role="status"
      >
        {asked && typeof span === 'string' ? words.problems[span] : words.wholeDays}
      </Typography>
      {(known.data ?? []).length === 0 ? null : (
        <Box>
          <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
            {words.known}
          </Typography>
          <Box
            component="ul"
            aria-label={words.known}
            sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.75 }}
          >
            {(known.data ?? []).map((one) => (
              <Box component="li" key={one.id}>
                <Button
                  variant="outlined"
                  fullWidth
                  sx={{ justifyContent: 'space-between', textAlign: 'start', gap: 2 }}
                  onClick={() => onChosen(one.id)}
                >
                  <span>{t.absences.title(one, { zone, now: clock.now() })}</span>
                  <Box component="span" sx={{ flexShrink: 0 }}>
                    {t.absences.leftWords(one.left)}
                  </Box>
                </Button>
              </Box>
            ))}
          </Box>
        </Box>
      )}
    </FormDialog>
  );
}

/** As typed; an empty time: the whole day. */
interface When {
  readonly date: string;
  readonly time: string;
}

function WhenRow({
  labels: [date, time],
  when,
  onChange,
}: {
  readonly labels: readonly [string, string];
  readonly when: When;
  readonly onChange: (when: When) => void;
}): ReactNode {
  const inputLabel = { shrink: true };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
      <DateInput
        label={date}
        required
        value={when.date}
        onText={(text) => onChange({ ...when, date: text })}
        sx={{ width: 180 }}
        min={FIRST_DAY}
        max={LAST_DAY}
      />
      <TextField
        type="time"
        label={time}
        value={when.time}
        onChange={({ target }) => onChange({ ...when, time: target.value })}
        sx={{ width: 150 }}
        slotProps={{ inputLabel }}
      />
    </Box>
  );
}

type Problem = 'bad' | 'order' | 'past' | 'too-long' | 'skipped';

/** From when to when, or what is wrong with that. */
function spanOf(
  from: When,
  until: When,
  zone: ZoneId,
  now: EpochMs,
): { readonly start: EpochMs; readonly end: EpochMs } | Problem {
  const start = instantOf(from, zone, 'from');
  const end = instantOf(until, zone, 'to');
  if (typeof start === 'string') return start;
  if (typeof end === 'string') return end;
  if (end <= start) return 'order';
  if (end <= now) return 'past';
  return end - start > LONGEST_ABSENCE_MS ? 'too-long' : { start, end };
}

function instantOf({ date, time }: When, zone: ZoneId, edge: 'from' | 'to'): EpochMs | Problem {
  if (!isPlainDate(date) || date < FIRST_DAY || date > LAST_DAY) return 'bad';
  if (time === '') return dayBounds(date, zone)[edge];
  // Of a time that comes twice that night, the one that makes the absence longer.
  const at = toInstant(date, time, zone, edge === 'from' ? 'earlier' : 'later');
  if (at.ok) return at.value;
  return at.error === 'time-does-not-exist' ? 'skipped' : 'bad';
}
