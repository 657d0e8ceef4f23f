import type { Taken } from '../../../src-shared/domain/next-slots.ts';
import type { Unavailable } from '../../../src-shared/domain/unavailable.ts';
import type { Db } from '../db.ts';
import { awayTimes } from './absences.ts';
import type { Range } from './look-back.ts';

/** When these providers see nobody within [from, to), although they have hours then. */
export const unavailableTimes = (
  db: Db,
  range: Range,
  practitionerIds: readonly string[],
): readonly Unavailable[] => awayTimes(db, range, practitionerIds);

/** The same as time that is taken: nothing is offered then. */
export const unavailableAsTaken = (db: Db, range: Range, practitionerIds: readonly string[]): Taken[] =>
  unavailableTimes(db, range, practitionerIds).map(({ practitionerId, start, end }) => ({
    id: '',
    practitionerId,
    patientId: null,
    start,
    end,
    status: 'booked',
  }));
