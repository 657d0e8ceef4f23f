import { useNavigation } from './navigation.ts';

/** Shows a patient's card in the Patients place. */
export const openPatientCard = (patientId: string): void =>
  useNavigation.getState().go({ screen: 'patients', patientId });
