import { tidied } from '../../../src-shared/domain/new-patient.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import { dayBounds, type EpochMs, plainDateOf } from '../../../src-shared/domain/time.ts';
import { err, ok } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { patientCards } from '../../db/queries/patient-cards.ts';
import { searchPatients } from '../../db/queries/patient-search.ts';
import { similarPatients } from '../../db/queries/similar-patients.ts';
import type { Decisions } from '../../decisions/decisions.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock } from '../../ports.ts';
import { appointmentsAfter, readPatientCard, requestsAfter } from './card.ts';

export interface PatientsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly rules: () => PracticeRules;
  readonly decisions: Decisions;
}

/** Finding and adding a patient, and all there is about one. */
export function patientsHandlers({
  db,
  clock,
  rules,
  decisions,
}: PatientsDeps): Pick<
  Handlers,
  | 'patients.search'
  | 'patients.add'
  | 'patients.similar'
  | 'patients.get'
  | 'patients.card'
  | 'patients.appointments'
  | 'patients.requests'
> {
  /** The instant at which the clinic's today began. */
  const today = (): EpochMs => {
    const { zone } = rules().practice;
    return dayBounds(plainDateOf(clock.now(), zone), zone).from;
  };
  return {
    'patients.search': ({ text, limit }) => ok(searchPatients(db, text, limit)),
    'patients.add': (given, { actor }) => decisions.addPatient(given, actor),
    'patients.similar': (given) => ok(similarPatients(db, tidied(given))),
    'patients.get': ({ id }) => {
      const card = patientCards(db, [id]).get(id);
      return card ? ok(card) : err({ code: 'patient-not-found' });
    },
    'patients.card': (input) => readPatientCard(db, input, today()),
    'patients.appointments': (input) => appointmentsAfter(db, input, today()),
    'patients.requests': (input) => requestsAfter(db, input),
  };
}
