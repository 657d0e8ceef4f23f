import type { ReactNode } from 'react';
import type { PatientCard } from '../../../../src-shared/ipc/basics.ts';
import type { FieldProblem } from '../../../text/requests.ts';
import { PatientField } from '../../requests/form/PatientField.tsx';

interface Props {
  readonly patientId: string | null;
  readonly patient: PatientCard | null;
  readonly onChoose: (patientId: string | null) => void;
  readonly problem: FieldProblem | undefined;
}

/** For whom a new appointment is. */
export function BookingPatient({ patientId, patient, onChoose, problem }: Props): ReactNode {
  return (
    <PatientField
      patientId={patientId}
      matched={patient}
      fixed={false}
      onChange={onChoose}
      problem={problem}
    />
  );
}
