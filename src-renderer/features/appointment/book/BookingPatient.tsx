import PersonAddOutlined from '@mui/icons-material/PersonAddOutlined';
import { Box, Button } from '@mui/material';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { PatientCard } from '../../../../src-shared/ipc/basics.ts';
import { type FieldProblem, t } from '../../../../src-shared/text/text.ts';
import { NewPatientFields } from '../../patients/NewPatientFields.tsx';
import { PatientField } from '../../visit/form/PatientField.tsx';

interface Props {
  readonly patientId: string | null;
  readonly patient: PatientCard | null;
  readonly onChoose: (patientId: string | null) => void;
  readonly problem: FieldProblem | undefined;
}

/** For whom a new appointment is: somebody on file, or a patient added here. */
export function BookingPatient({ patientId, patient, onChoose, problem }: Props): ReactNode {
  const [adding, setAdding] = useState(false);
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
        missing={problem !== undefined}
      />
    );
  }
  return (
    <Box ref={field} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <Box sx={{ flex: 1 }}>
        <PatientField
          patientId={patientId}
          matched={patient}
          fixed={false}
          onChange={onChoose}
          problem={problem}
        />
      </Box>
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
