import { Box, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { type KeyboardEvent as ReactKeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { Draft } from '../../../../src-shared/domain/draft.ts';
import type { NextSlot } from '../../../../src-shared/domain/next-slots.ts';
import { type PlainDate, plainDateOf, plainTimeOf } from '../../../../src-shared/domain/time.ts';
import { liveKeys } from '../../../../src-shared/shortcuts.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { clock } from '../../../api/clock.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { VisuallyHidden } from '../../../components/VisuallyHidden.tsx';
import { windowGate } from '../../../keyboard/window-gate.ts';
import { useClinic, useSingleKeys, useZone } from '../../../stores/clinic.ts';
import { readMinutes } from './read-form.ts';
import { SuggestionButton } from './SuggestionButton.tsx';
import { suggestFrom, suggestionNumber } from './suggest.ts';
import { useAltDigits } from './use-alt-digits.ts';
import type { VisitSubject } from './visit-subject.ts';

interface Props {
  readonly subject: VisitSubject;
  readonly draft: Draft;
  readonly edit: (change: Partial<Draft>) => void;
}

/** The next free times like the one asked for, each with why, to choose by mouse or by number. */
export function Suggestions({ subject, draft, edit }: Props): ReactNode {
  const zone = useZone();
  const { directory } = useClinic();
  const [anyProvider, setAnyProvider] = useState(false);
  const [chosen, setChosen] = useState('');
  const now = clock.now();
  const from = suggestFrom(subject, now, zone);
  const { slots, none, waits, error, refetch } = useSuggested(subject, draft, from, anyProvider);
  const nameOf = (id: string): string => directory.practitioners.find((one) => one.id === id)?.name ?? '';

  const choose = (slot: NextSlot): void => {
    edit({
      practitionerId: slot.practitionerId,
      date: plainDateOf(slot.start, zone),
      time: plainTimeOf(slot.start, zone),
    });
    setChosen(
      t.requests.suggestionChosen(t.times.shortDateTime(slot.start, now, zone), nameOf(slot.practitionerId)),
    );
  };
  const chooseNumber = (number: number): boolean => {
    const slot = slots[number - 1];
    if (slot !== undefined) choose(slot);
    return slot !== undefined;
  };
  const singleKeys = useSingleKeys();
  const group = useRef<HTMLDivElement>(null);
  useAltDigits(subject.requestId, group, chooseNumber);
  const onKeyDown = (event: ReactKeyboardEvent): void => {
    const number = suggestionNumber(event.nativeEvent, liveKeys('suggestion-in-focus', singleKeys));
    if (number === null) return;
    event.preventDefault();
    windowGate.act(() => chooseNumber(number));
  };

  const day = t.times.shortPlainDate(from, { now, zone });
  return (
    <Box ref={group} role="group" aria-label={t.requests.words.suggestions} onKeyDown={onKeyDown}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5 }}>
        <Typography variant="caption" color="textSecondary">
          {from === plainDateOf(now, zone)
            ? t.requests.words.suggestions
            : t.requests.suggestionsFromDay(day)}
        </Typography>
        <FormControlLabel
          control={
            <Checkbox
              size="small"
              checked={anyProvider}
              onChange={(_, checked) => setAnyProvider(checked)}
              sx={{ p: 0.5 }}
            />
          }
          label={t.requests.words.anyProvider}
          slotProps={{ typography: { variant: 'caption' } }}
          sx={{ m: 0 }}
        />
        {slots.length === 0 ? null : (
          <Typography variant="caption" color="textSecondary" sx={{ ml: 'auto' }}>
            {t.shortcuts.suggestionKeys(singleKeys)}
          </Typography>
        )}
      </Box>
      <ErrorNotice error={error} onRetry={refetch} />
      {none || waits ? (
        <Typography variant="caption" component="p" color="textSecondary">
          {none ? t.requests.noSuggestions(day) : t.requests.words.suggestionsWait}
        </Typography>
      ) : null}
      <Box
        sx={{
          display: 'grid',
          gap: 0.5,
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 190px), 1fr))',
        }}
      >
        {slots.map((slot, index) => (
          <SuggestionButton
            key={`${slot.practitionerId} ${slot.start}`}
            slot={slot}
            comparable={subject.original !== null}
            number={index + 1}
            provider={
              anyProvider && slot.practitionerId !== subject.practitionerId
                ? nameOf(slot.practitionerId)
                : null
            }
            chosen={isChosen(slot, draft, zone)}
            onChoose={() => choose(slot)}
          />
        ))}
      </Box>
      <VisuallyHidden polite>{chosen}</VisuallyHidden>
    </Box>
  );
}

const isChosen = (slot: NextSlot, draft: Draft, zone: string): boolean =>
  slot.practitionerId === draft.practitionerId &&
  plainDateOf(slot.start, zone) === draft.date &&
  plainTimeOf(slot.start, zone) === draft.time;

/** What is found for the fields as they are. `none`: it has been looked, and there is nothing; `waits`: nobody knows yet for what. */
function useSuggested(subject: VisitSubject, draft: Draft, from: PlainDate, anyProvider: boolean) {
  const now = clock.now();
  // A new visit is like none: of the present, only what does not compare is said.
  const [opened] = useState(now);
  const like = subject.original ?? opened;
  const minutes = readMinutes(draft.minutes);
  const askable = minutes !== null && (anyProvider || draft.practitionerId !== null);
  const { data, loading, error, refetch } = useQuery(
    'schedule.nextSlots',
    askable
      ? {
          practitionerId: anyProvider ? null : draft.practitionerId,
          patientId: draft.patientId,
          minutes,
          from,
          like: { original: like, requested: subject.requested },
          movingAppointmentId: subject.appointmentId,
        }
      : 'skip',
  );
  // What was found for other fields is not offered for these: its numbers mean other times.
  const found = askable && !loading ? (data ?? []).filter((slot) => slot.start > now) : [];
  const slots = subject.original === null ? found.toSorted((a, b) => a.start - b.start) : found;
  const none = askable && !loading && error === null && slots.length === 0;
  return { slots, none, waits: !askable, error, refetch };
}
