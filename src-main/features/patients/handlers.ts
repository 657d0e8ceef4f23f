import { err, ok } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { searchPatients } from '../../db/queries/patient-search.ts';
import type { Handlers } from '../../ipc/handlers.ts';

/** Finding the patient a request or a form is about. */
export function patientsHandlers(db: Db): Pick<Handlers, 'patients.search' | 'patients.get'> {
  return {
    'patients.search': ({ text, limit }) => ok(searchPatients(db, text, limit)),
    'patients.get': ({ id }) => {
      const card = patientCards(db, [id]).get(id);
      return card ? ok(card) : err({ code: 'patient-not-found' });
    },
  };
}
