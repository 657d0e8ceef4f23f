import { Box, Typography } from '@mui/material';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useState } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { isInputMethods } from '../../keyboard/match.ts';
import { useTyped } from '../../stores/typed.ts';
import { FoundPatient } from './FoundPatient.tsx';
import { nextActive } from './next-active.ts';
import { SearchInput } from './SearchInput.tsx';
import { useSearchKeys } from './use-search-keys.ts';

interface Props {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly chosenId: string | null;
  readonly onChoose: (patientId: string) => void;
}

const FOUND_LIMIT = 50;
const NONE: readonly never[] = [];

/**
 * Patients found as one types: an editable combobox with a list box that is always open
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). The focus stays in the field while the arrow keys choose.
 */
export function PatientSearch({ inputRef, chosenId, onChoose }: Props): ReactNode {
  const listId = useId();
  const [typed, setTyped] = useTyped('patients/search', '');
  const [activeId, setActiveId] = useState<string | null>(null);
  useSearchKeys(inputRef);
  const { data, error, loading, refetch } = useQuery('patients.search', {
    text: typed.trim(),
    limit: FOUND_LIMIT,
  });
  const found = data ?? NONE;
  const ids = found.map(({ id }) => id);
  const optionId = (patientId: string): string => `${listId}-${patientId}`;
  const active = activeId !== null && ids.includes(activeId) ? activeId : null;

  useEffect(() => {
    if (active !== null) document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, listId]);

  const first = typed.trim() === '' ? null : (found[0]?.id ?? null);
  const setEntered = useEntered(loading, active ?? first, onChoose);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isInputMethods(event.nativeEvent) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      setTyped('');
      return;
    }
    if (event.key === 'Enter') {
      setEntered(true);
      return;
    }
    const next = nextActive(ids, active, event.key);
    if (next === null) return;
    event.preventDefault();
    setActiveId(next);
  };

  return (
    <Box
      sx={{
        flex: 1,
        minWidth: 0,
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        bgcolor: 'background.paper',
      }}
    >
      <Box role="search" sx={{ px: 2, pt: 1.5, pb: 1 }}>
        <SearchInput
          inputRef={inputRef}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setActiveId(null);
            setEntered(false);
          }}
          onKeyDown={onKeyDown}
          listId={listId}
          activeOptionId={active === null ? null : optionId(active)}
        />
        <Typography
          variant="caption"
          color="textSecondary"
          role="status"
          sx={{ display: 'block', mt: 0.5, minHeight: '1.5em' }}
        >
          {data === null || loading ? '' : t.patients.foundWords(found.length, FOUND_LIMIT)}
        </Typography>
      </Box>
      <ErrorNotice error={error} onRetry={refetch} />
      {data === null && error === null ? <Loading label={t.patients.patientsText.searching} /> : null}
      {data !== null && found.length === 0 ? <NobodyFound searched={typed.trim() !== ''} /> : null}
      <Options id={listId}>
        {found.map((patient) => (
          <FoundPatient
            key={patient.id}
            id={optionId(patient.id)}
            patient={patient}
            typed={typed}
            active={patient.id === active}
            chosen={patient.id === chosenId}
            onChoose={() => {
              setActiveId(patient.id);
              onChoose(patient.id);
            }}
          />
        ))}
      </Options>
      <Typography
        variant="caption"
        color="textSecondary"
        sx={{ px: 2, py: 0.75, borderTop: 1, borderColor: 'divider' }}
      >
        {t.patients.patientsText.keys}
      </Typography>
    </Box>
  );
}

/**
 * What Enter chooses. Who is found belongs to what is typed only once that has been answered: until then Enter waits.
 *
 * @returns to be called when Enter was pressed, and when it no longer counts.
 */
function useEntered(
  loading: boolean,
  id: string | null,
  onChoose: (patientId: string) => void,
): (entered: boolean) => void {
  const [entered, setEntered] = useState(false);
  useEffect(() => {
    if (!entered || loading) return;
    setEntered(false);
    if (id !== null) onChoose(id);
  }, [entered, loading, id, onChoose]);
  return setEntered;
}

function Options({ id, children }: { readonly id: string; readonly children: ReactNode }): ReactNode {
  return (
    <Box
      component="ul"
      id={id}
      role="listbox"
      aria-label={t.patients.patientsText.results}
      sx={{
        flex: 1,
        minHeight: 0,
        overflow: 'auto',
        position: 'relative',
        m: 0,
        p: 0,
        listStyle: 'none',
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      {children}
    </Box>
  );
}

function NobodyFound({ searched }: { readonly searched: boolean }): ReactNode {
  const { nobody, nobodyBody, noPatients, noPatientsBody } = t.patients.patientsText;
  return searched ? (
    <EmptyState title={nobody} body={nobodyBody} />
  ) : (
    <EmptyState title={noPatients} body={noPatientsBody} />
  );
}
