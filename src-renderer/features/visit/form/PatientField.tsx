import { Autocomplete, TextField, Typography } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import type { PatientCard } from '../../../../src-shared/ipc/basics.ts';
import { type FieldProblem, t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';

interface Props {
  readonly patientId: string | null;
  /** Who it is, as far as that is known already. */
  readonly matched: PatientCard | null;
  readonly fixed: boolean;
  readonly onChange: (patientId: string | null) => void;
  readonly problem: FieldProblem | undefined;
}

const SEARCH_AFTER_MS = 150;
const FOUND_LIMIT = 12;

/** Whose appointment it is: type-ahead over all patients, or fixed. */
export function PatientField({ patientId, matched, fixed, onChange, problem }: Props): ReactNode {
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setText(typed.trim()), SEARCH_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const known = matched?.id === patientId ? matched : null;
  const chosen = useQuery('patients.get', patientId === null || known !== null ? 'skip' : { id: patientId });
  const value = patientId === null ? null : (known ?? (chosen.data?.id === patientId ? chosen.data : null));
  const searching = text !== '' && text !== value?.name;
  const found = useQuery('patients.search', searching ? { text, limit: FOUND_LIMIT } : 'skip');
  const options = searching && found.data !== null ? found.data : value === null ? [] : [value];

  return (
    <Autocomplete<PatientCard>
      value={value}
      options={options}
      readOnly={fixed}
      loading={searching && found.loading}
      loadingText={t.requests.words.patientSearching}
      noOptionsText={text === '' ? t.requests.words.patientHint : t.requests.words.patientNone}
      // The main process searches; what it found is shown as it is.
      filterOptions={(all) => all}
      getOptionLabel={(patient) => patient.name}
      getOptionKey={(patient) => patient.id}
      getOptionDisabled={(patient) => patient.standing !== null}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      onInputChange={(_, input) => setTyped(input)}
      onChange={(_, patient) => onChange(patient?.id ?? null)}
      renderOption={({ key, ...props }, patient) => (
        <li key={key} {...props}>
          <span dir="auto">{patient.name}</span>
          <Typography component="span" variant="caption" color="textSecondary" sx={{ ml: 1 }}>
            {identity(patient)}
          </Typography>
        </li>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={t.requests.words.patient}
          required
          placeholder={t.requests.words.patientHint}
          error={problem !== undefined}
          helperText={problem === undefined ? undefined : t.requests.FIELD_PROBLEM[problem]}
          slotProps={{ ...params.slotProps, inputLabel: { ...params.slotProps.inputLabel, shrink: true } }}
        />
      )}
    />
  );
}

/** What tells two patients of one name apart. */
function identity(patient: PatientCard): string {
  const born =
    patient.birthDate === null ? t.requests.words.noBirthDate : t.times.formatBirthDate(patient.birthDate);
  const standing = patient.standing === null ? null : t.patientStanding.standingWords(patient.standing);
  return [standing, born, patient.phone, patient.email].filter((part) => part !== null).join(' · ');
}
