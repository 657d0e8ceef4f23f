import PersonAddOutlined from '@mui/icons-material/PersonAddOutlined';
import { Box, Button } from '@mui/material';
import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { useTyped } from '../../stores/typed.ts';
import { NewPatientFields } from './NewPatientFields.tsx';

interface Props {
  /** Under which name it is kept over a lock that somebody is being added. */
  readonly keptAs: string;
  readonly patientId: string | null;
  readonly onChoose: (patientId: string | null) => void;
  /** Nobody is chosen, and that has been tried. */
  readonly missing: boolean;
  /** The field in which somebody on file is chosen. */
  readonly children: ReactNode;
}

/** For whom an appointment is: somebody on file, or a patient added here. */
export function PatientOrNew({ keptAs, patientId, onChoose, missing, children }: Props): ReactNode {
  const [adding, setAdding] = useTyped(keptAs, false);
  const field = useRef<HTMLDivElement>(null);
  // Who books says first for whom. Once a patient has been added, the focus is where they are named.
  useEffect(() => {
    if (!adding) field.current?.querySelector('input')?.focus();
  }, [adding]);
  if (adding && patientId === null) {
    return (
      <NewPatientFields
        onAdded={(id) => {
          onChoose(id);
          setAdding(false);
        }}
        onBack={() => setAdding(false)}
        missing={missing}
        within
      />
    );
  }
  return (
    <Box ref={field} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <Box sx={{ flex: 1 }}>{children}</Box>
      {patientId === null ? (
        <Button
          variant="outlined"
          startIcon={<PersonAddOutlined />}
          onClick={() => setAdding(true)}
          sx={{ flexShrink: 0, minHeight: 37 }}
        >
          {t.appointments.newPatientText.add}
        </Button>
      ) : null}
    </Box>
  );
}
