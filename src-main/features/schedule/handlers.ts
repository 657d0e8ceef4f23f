import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import { ok } from '../../../src-shared/result.ts';
import type { Db } from '../../db/db.ts';
import { allLocations, allPractitioners } from '../../db/queries/directory.ts';
import type { Handlers } from '../../ipc/handlers.ts';
import type { Clock } from '../../ports.ts';
import { getAppointment } from './appointment.ts';
import { scheduleDays } from './days.ts';
import { findFreeSlots } from './free-slots.ts';
import { findFreedSlots } from './freed-slots.ts';
import { scheduleLoad } from './load.ts';
import { findNextSlots } from './next-slots.ts';
import { visitsOn } from './visits-on.ts';

export interface ScheduleDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly rules: () => PracticeRules;
}

/** The schedule and the lists its forms offer. */
export function scheduleHandlers({
  db,
  clock,
  rules,
}: ScheduleDeps): Pick<
  Handlers,
  | 'directory.get'
  | 'schedule.days'
  | 'schedule.load'
  | 'schedule.freeSlots'
  | 'schedule.nextSlots'
  | 'schedule.freedSlots'
  | 'schedule.visitsOn'
  | 'appointments.get'
> {
  return {
    'directory.get': () =>
      ok({
        practitioners: allPractitioners(db).map((one) => ({ ...one })),
        locations: allLocations(db).map(({ id, name, active }) => ({ id, name, active })),
        visitTypes: rules().visitTypes.map((type) => ({ ...type })),
      }),
    'schedule.days': (input) => scheduleDays(db, input, rules()),
    'schedule.load': (input) => scheduleLoad(db, input, rules().practice),
    'schedule.freeSlots': (input) => findFreeSlots(db, input, rules(), clock.now()),
    'appointments.get': ({ id }) => getAppointment(db, id, clock.now(), rules().practice.zone),
    'schedule.freedSlots': () => ok(findFreedSlots(db, clock.now(), rules())),
    'schedule.visitsOn': (input) => visitsOn(db, input, rules().practice.zone),
    'schedule.nextSlots': (input) => findNextSlots(db, input, rules(), clock.now()),
  };
}
