import { Box, Button } from '@mui/material';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { UNAVAILABLE, unavailable } from '../../components/unavailable.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { openPatientCard } from '../../stores/open-card.ts';
import { useReadOnly } from '../../stores/sync.ts';
import { useTyped } from '../../stores/typed.ts';
import { NewPatientFields } from './NewPatientFields.tsx';
import { PatientCard } from './PatientCard.tsx';
import { PatientSearch } from './PatientSearch.tsx';

/** The Patients place: on the left whom one looks for, on the right the card of the one chosen. */
export function PatientsScreen(): ReactNode {
  const chosen = useNavigation((state) => state.patientId);
  const readOnly = useReadOnly();
  const [adding, setAdding] = useTyped('patients/adding', false);
  const open = (patientId: string): void => {
    setAdding(false);
    openPatientCard(patientId);
  };
  // Whom somebody opens elsewhere meanwhile is shown.
  const before = useRef(chosen);
  useEffect(() => {
    if (chosen !== null && chosen !== before.current) setAdding(false);
    before.current = chosen;
  }, [chosen, setAdding]);
  const search = useRef<HTMLInputElement>(null);
  const backToSearch = useCallback(() => search.current?.focus(), []);
  return (
    <Box
      sx={{
        flex: 1,
        minHeight: 0,
        display: 'grid',
        gridTemplateColumns: 'minmax(260px, 2fr) minmax(0, 5fr)',
        gridTemplateRows: 'minmax(0, 1fr)',
      }}
    >
      <Box sx={{ minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
        <PatientSearch inputRef={search} chosenId={chosen} onChoose={open} />
        <Box sx={{ px: 2, py: 1, bgcolor: 'background.paper', borderTop: 1, borderColor: 'divider' }}>
          <Button
            variant="outlined"
            fullWidth
            {...unavailable(readOnly ? 'read-only' : null)}
            onClick={() => {
              if (!readOnly) setAdding(true);
            }}
            sx={UNAVAILABLE}
          >
            {t.appointments.newPatientText.add}
          </Button>
        </Box>
      </Box>
      <Box
        role="region"
        aria-label={t.patients.patientsText.card}
        tabIndex={0}
        sx={{
          minWidth: 0,
          overflow: 'auto',
          position: 'relative',
          borderLeft: 1,
          borderColor: 'divider',
          '&:focus-visible': { outlineOffset: -3 },
        }}
      >
        {adding ? (
          <Box sx={{ p: 2, maxWidth: 960 }}>
            <NewPatientFields onAdded={open} onBack={() => setAdding(false)} missing={false} />
          </Box>
        ) : chosen === null ? (
          <EmptyState
            title={t.patients.patientsText.nobodyChosen}
            body={t.patients.patientsText.nobodyChosenBody}
          />
        ) : (
          <PatientCard key={chosen} id={chosen} onLeave={backToSearch} />
        )}
      </Box>
    </Box>
  );
}
