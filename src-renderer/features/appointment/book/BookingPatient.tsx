import type { ReactNode } from 'react';
import type { PatientCard } from '../../../../src-shared/ipc/basics.ts';
import type { FieldProblem } from '../../../../src-shared/text/text.ts';
import { IN_DIALOG } from '../../../stores/typed.ts';
import { PatientOrNew } from '../../patients/PatientOrNew.tsx';
import { PatientField } from '../../visit/form/PatientField.tsx';

interface Props {
  readonly patientId: string | null;
  readonly patient: PatientCard | null;
  readonly onChoose: (patientId: string | null) => void;
  readonly problem: FieldProblem | undefined;
}

/** For whom a new appointment is: somebody on file, or a patient added here. */
export function BookingPatient({ patientId, patient, onChoose, problem }: Props): ReactNode {
  return (
    <PatientOrNew
      keptAs={`${IN_DIALOG}booking/adding`}
      patientId={patientId}
      onChoose={onChoose}
      missing={problem !== undefined}
    >
      <PatientField
        patientId={patientId}
        matched={patient}
        fixed={false}
        onChange={onChoose}
        problem={problem}
      />
    </PatientOrNew>
  );
}
