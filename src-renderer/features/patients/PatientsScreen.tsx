import { Box } from '@mui/material';
import { type ReactNode, useCallback, useRef } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useNavigation } from '../../stores/navigation.ts';
import { openPatientCard } from '../../stores/open-card.ts';
import { PatientCard } from './PatientCard.tsx';
import { PatientSearch } from './PatientSearch.tsx';

/** The Patients place: on the left whom one looks for, on the right the card of the one chosen. */
export function PatientsScreen(): ReactNode {
  const chosen = useNavigation((state) => state.patientId);
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
      <PatientSearch inputRef={search} chosenId={chosen} onChoose={openPatientCard} />
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
        {chosen === null ? (
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
