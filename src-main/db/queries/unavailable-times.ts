import { blockedTimes } from '../../../src-shared/domain/blocked-time.ts';
import type { Taken } from '../../../src-shared/domain/next-slots.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { Unavailable } from '../../../src-shared/domain/unavailable.ts';
import type { Db } from '../db.ts';
import { awayTimes } from './absences.ts';
import type { Range } from './look-back.ts';

/** When these providers see nobody within [from, to), although they have hours then: they are away, or their time is blocked. */
export const unavailableTimes = (
  db: Db,
  { blocks, practice }: PracticeRules,
  range: Range,
  practitionerIds: readonly string[],
): Unavailable[] => [
  ...awayTimes(db, range, practitionerIds),
  ...blockedTimes(blocks, range, practitionerIds, practice.zone).map(
    ({ blockId: _, date: __, ...time }): Unavailable => time,
  ),
];

/** The same as time that is taken: nothing is offered then. */
export const unavailableAsTaken = (
  db: Db,
  rules: PracticeRules,
  range: Range,
  practitionerIds: readonly string[],
): Taken[] =>
  unavailableTimes(db, rules, range, practitionerIds).map(({ practitionerId, start, end }) => ({
    id: '',
    practitionerId,
    patientId: null,
    start,
    end,
    status: 'booked',
  }));
