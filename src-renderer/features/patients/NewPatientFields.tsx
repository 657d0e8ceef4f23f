import { Box, Button, TextField, Typography } from '@mui/material';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { NEW_APPOINTMENT } from '../../../src-shared/domain/draft.ts';
import {
  fullName,
  type NewPatient,
  type NewPatientField,
  newPatientProblems,
  tidied,
} from '../../../src-shared/domain/new-patient.ts';
import { plainDateOf } from '../../../src-shared/domain/time.ts';
import type { AppError, ErrorCode } from '../../../src-shared/errors.ts';
import type { Result } from '../../../src-shared/result.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { clock } from '../../api/clock.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { halfTyped } from '../../components/half-typed.ts';
import { useSettled } from '../../components/use-settled.ts';
import { useZone } from '../../stores/clinic.ts';
import { useDecisions } from '../../stores/decisions.ts';
import { useDrafts } from '../../stores/drafts.ts';
import { SimilarPatients } from './SimilarPatients.tsx';

interface Props {
  readonly onAdded: (patientId: string) => void;
  /** Back to choosing somebody on file; what was typed stays. */
  readonly onBack: () => void;
  /** Booking was tried before anybody was added. */
  readonly missing: boolean;
  /** Within a form that has a main button of its own. */
  readonly within?: boolean;
}

/** A new patient of whom nothing is known yet. */
const NOBODY: NewPatient = {
  givenName: '',
  familyName: '',
  birthDate: null,
  phone: null,
  email: null,
};

const SIMILAR_AFTER_MS = 250;
/** Wide enough for either of its names: the button beside it stays where it is. */
const ADD_WIDTH_PX = 150;

/** **Add patient**: who it is and how to reach them; who on file may be the same person is shown before anybody is added. */
export function NewPatientFields({ onAdded, onBack, missing, within = false }: Props): ReactNode {
  const zone = useZone();
  const typed = useDrafts((state) => state.drafts[NEW_APPOINTMENT]?.newPatient) ?? NOBODY;
  const [tries, setTries] = useState(0);
  const fields = useRef<HTMLDivElement>(null);
  const [half, setHalf] = useState(false);
  const action = useAttempt();
  const given = tidied(typed);
  const problems = newPatientProblems(given, plainDateOf(clock.now(), zone));
  const settled = useSettled(given, SIMILAR_AFTER_MS);
  const isNamed = fullName(settled) !== '';
  const similar = useQuery('patients.similar', isNamed ? settled : 'skip');
  // Until the first answer about a name, what was said of one that has been taken out again is about nobody typed here.
  const begins = useRef(true);
  begins.current = !isNamed || (begins.current && similar.loading);
  const alike = begins.current ? [] : (similar.data ?? []);
  const shown = new Set(alike.map(({ patient }) => patient.id));

  // What is wrong is where the next key goes.
  useEffect(() => {
    if (tries > 0) fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  const add = async (): Promise<void> => {
    setTries(tries + 1);
    const unread = fields.current !== null && halfTyped(fields.current) !== undefined;
    setHalf(unread);
    if (unread || Object.keys(problems).length > 0) return;
    await action.run(async () => {
      // Whoever types faster than the program looks is shown first who may be meant.
      const found = await invoke('patients.similar', given);
      if (!found.ok) return found;
      if (found.value.every(({ patient }) => shown.has(patient.id))) return addPatient(given, onAdded);
      similar.refetch();
      return found;
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    // Of the fields here Enter adds the patient; it does not book yet.
    event.preventDefault();
    event.stopPropagation();
    // A key held down has looked at nobody.
    if (!event.repeat) void add();
  };
  const problemOf = (name: NewPatientField): ErrorCode | undefined =>
    name === 'birthDate' && half ? 'birth-date-invalid' : problems[name];
  const field = (name: NewPatientField, type: FieldType = 'text'): ReactNode => (
    <NewPatientInput
      name={name}
      type={type}
      typed={typed}
      problem={tries > 0 ? problemOf(name) : undefined}
    />
  );

  return (
    <Box
      component="fieldset"
      onKeyDown={onKeyDown}
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        m: 0,
        p: 1.5,
        minWidth: 0,
        display: 'grid',
        gap: 1.25,
      }}
    >
      <Typography component="legend" variant="h3" sx={{ px: 0.5 }}>
        {t.appointments.newPatientText.title}
      </Typography>
      <Box
        ref={fields}
        onKeyUp={({ currentTarget }) => half && setHalf(halfTyped(currentTarget) !== undefined)}
        sx={{
          display: 'grid',
          gap: 1,
          gridTemplateColumns: 'repeat(6, minmax(0, 1fr))',
          alignItems: 'start',
          '& > *': { gridColumn: 'span 2' },
          '& > :nth-of-type(-n + 2)': { gridColumn: 'span 3' },
        }}
      >
        {field('givenName')}
        {field('familyName')}
        {field('birthDate', 'date')}
        {field('phone', 'tel')}
        {field('email', 'email')}
      </Box>
      <SimilarPatients similar={alike} onChoose={onAdded} none={t.appointments.newPatientText.similarNone} />
      <ErrorNotice error={action.error ?? similar.error} />
      {missing ? (
        <Typography variant="caption" color="error">
          {t.appointments.newPatientText.addFirst}
        </Typography>
      ) : null}
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          variant={within ? 'outlined' : 'contained'}
          disabled={action.busy}
          onClick={() => void add()}
          sx={{ minWidth: ADD_WIDTH_PX }}
        >
          {alike.length === 0 ? t.appointments.newPatientText.add : t.appointments.newPatientText.addAnyway}
        </Button>
        <Button color="inherit" onClick={onBack}>
          {t.appointments.newPatientText.choose}
        </Button>
      </Box>
    </Box>
  );
}

type FieldType = 'text' | 'date' | 'tel' | 'email';

function NewPatientInput({
  name,
  type,
  typed,
  problem,
}: {
  readonly name: NewPatientField;
  readonly type: FieldType;
  readonly typed: NewPatient;
  readonly problem: ErrorCode | undefined;
}): ReactNode {
  return (
    <TextField
      type={type}
      label={t.appointments.newPatientText[name]}
      autoFocus={name === 'givenName'}
      value={typed[name] ?? ''}
      onChange={(event) =>
        useDrafts.getState().edit(NEW_APPOINTMENT, { newPatient: { ...typed, [name]: event.target.value } })
      }
      error={problem !== undefined}
      helperText={problem === undefined ? undefined : t.errors.ERROR_SENTENCES[problem]}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { maxLength: 1000, dir: 'auto' } }}
    />
  );
}

async function addPatient(
  given: NewPatient,
  onAdded: (patientId: string) => void,
): Promise<Result<unknown, AppError>> {
  const added = await invoke('patients.add', given);
  if (!added.ok) return added;
  const { id, outboxId, undoUntil } = added.value;
  const sentence = t.appointments.addedSentence(fullName(given));
  useDecisions.getState().offerUndo({ outboxId, undoUntil, sentence, about: null });
  useDrafts.getState().forgetFields(NEW_APPOINTMENT, ['newPatient']);
  onAdded(id);
  return added;
}
