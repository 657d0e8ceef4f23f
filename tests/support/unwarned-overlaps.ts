import { type Db, qb } from '../../src-main/db/db.ts';
import { appointmentFromRow } from '../../src-main/db/queries/appointments.ts';
import type { Appointment } from '../../src-shared/domain/appointment.ts';
import { conflictsWith, isBlocking } from '../../src-shared/domain/conflicts.ts';

/** Two appointments that take each other's time, as they stood: the same two at other times are another overlap. */
interface Overlap {
  readonly key: string;
  readonly ids: readonly [string, string];
}

/** Every appointment of the desk, with the reason for which it was booked over others. */
export function allAppointments(db: Db): (Appointment & { readonly overrideReason: string | null })[] {
  return db
    .all(qb.selectFrom('appointment').selectAll().orderBy('id'))
    .map((row) => ({ ...appointmentFromRow(row), overrideReason: row.override_reason }));
}

const place = ({ id, start, end, practitionerId, patientId }: Appointment): string =>
  [id, start, end, practitionerId, patientId].join(' ');

/** A proposal's Tentative takes the place of its own original, not somebody's time beside it. */
const belongTogether = (a: Appointment, b: Appointment): boolean =>
  a.originalId === b.id || b.originalId === a.id || (a.originalId !== null && a.originalId === b.originalId);

function overlapsNow(db: Db): Overlap[] {
  const blocking = allAppointments(db).filter(isBlocking);
  return blocking.flatMap((one, index) =>
    conflictsWith(one, blocking.slice(index + 1))
      .filter((other) => !belongTogether(one, other))
      .map((other): Overlap => ({ key: `${place(one)} | ${place(other)}`, ids: [one.id, other.id] })),
  );
}

/** What somebody was told of and took all the same: which appointments stood in the way, and the reason given. */
export interface Warning {
  readonly appointmentIds: readonly string[];
  readonly reason: string;
}

/**
 * Watches a desk for double bookings. After each thing done there, every overlap that was not there before must be one that
 * whoever did it was warned of, by the names of what stood in the way, and its reason must stand on one of the two.
 */
export function watchOverlaps(db: Db) {
  const warned = new Set<string>();
  return {
    /** Throws for an overlap nobody was warned of. `warning`: what was overridden just now. */
    look(did: string, warning: Warning | null): void {
      for (const { key, ids } of overlapsNow(db)) {
        if (warned.has(key)) continue;
        const reasons = allAppointments(db)
          .filter(({ id }) => ids.includes(id))
          .map(({ overrideReason }) => overrideReason);
        const named = warning?.appointmentIds.some((id) => ids.includes(id)) ?? false;
        if (!named || warning === null) throw new Error(`${did}: nobody was warned that ${key}`);
        if (!reasons.includes(warning.reason))
          throw new Error(`${did}: the reason is not on record for ${key}`);
        warned.add(key);
      }
    },
    /** How many overlaps were warned of so far. */
    count: () => warned.size,
  };
}
