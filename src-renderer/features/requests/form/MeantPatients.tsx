import type { ReactNode } from 'react';
import { namedAs } from '../../../../src-shared/domain/similar-names.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';
import { SimilarPatients } from '../../patients/SimilarPatients.tsx';

interface Props {
  readonly row: Pick<RequestRow, 'portalName' | 'appointment'>;
  readonly onChoose: (patientId: string) => void;
}

/** Who on file the portal may mean with the name it gives, found as **Add patient** finds them. */
export function MeantPatients({ row: { portalName, appointment }, onChoose }: Props): ReactNode {
  const found = useQuery(
    'patients.similar',
    portalName === null ? 'skip' : { ...namedAs(portalName), birthDate: null, phone: null, email: null },
  );
  if (portalName === null) return null;
  // The request can only be the appointment's own patient's, where it has one.
  const own = appointment.patientId;
  const similar = found.data?.filter(({ patient }) => own === null || patient.id === own) ?? null;
  return (
    <SimilarPatients
      similar={similar}
      none={similar === null ? t.appointments.meantText.looking : t.appointments.meantText.none(portalName)}
      onChoose={onChoose}
      title={t.appointments.meantText.title}
      hint={t.appointments.meantText.hint(portalName)}
    />
  );
}
